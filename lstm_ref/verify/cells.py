"""The cells by name, each with what a check has to know about it: its types, its gates, its functions.

To add a cell, write it in `lstm_ref/numpy/` and add its entry to `CELLS`: the registry makes the rows of its
implementations from the entry, and the conformance suite and the gradient checks walk those.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from lstm_ref import numpy as core
from lstm_ref.verify import plain

LSTM_AXES = {"weight_ih": "4H D", "weight_hh": "4H H", "bias": "4H"}
THREE_BLOCKS = {"weight_ih": "3H D", "weight_hh": "3H H"}


@dataclass(frozen=True)
class Cell:
    """One cell in readable NumPy: the definition that every other implementation is held against.

    `gates` names the stacked blocks of rows in their order ("" where there is one block only); `axes` holds
    each parameter's shape, ``"4H D"`` for (4H, D). The four functions are what a planted bug replaces. `unit`
    is the same step once more for one unit and one number at a time, as in `plain`, to hold `step` against.
    `twin` is the class of the Torch half, in the file there that is named as the step's file is; "" for none.
    """

    name: str
    gates: str
    params_type: Any
    state_type: Any
    axes: dict[str, str] = field(hash=False)
    step: Callable[..., Any]
    step_backward: Callable[..., Any]
    scan: Callable[..., Any] = core.scan
    scan_backward: Callable[..., Any] = core.scan_backward
    unit: plain.Unit = plain.unwritten
    twin: str = ""

    def shapes(self, input_size: int, hidden_size: int) -> dict[str, tuple[int, ...]]:
        """The shape of each parameter for these sizes."""
        sizes = {"D": input_size, "H": hidden_size}
        return {
            name: tuple(int(axis[:-1] or 1) * sizes[axis[-1]] for axis in axes.split())
            for name, axes in self.axes.items()
        }

    def outputs(self, hidden_size: int) -> int:
        """How many numbers of h there are at a step: H, and 2H where a layer reads in both directions."""
        return hidden_size

    @property
    def file(self) -> str:
        """The name of the module that defines the step, the same one in both halves."""
        module: str = self.step.__module__
        return module.rpartition(".")[2]

    @property
    def looks_ahead(self) -> bool:
        """Whether an h depends on inputs that come after it."""
        return False

    def random_params(self, rng: Any, input_size: int, hidden_size: int, dtype: Any = "float64") -> Any:
        """Every entry from U(−1, 1), the biases too: a check at zero bias cannot see what the bias does."""
        shapes = self.shapes(input_size, hidden_size)
        return self.params_type(
            **{name: rng.uniform(-1, 1, shape).astype(dtype) for name, shape in shapes.items()}
        )

    def random_state(self, rng: Any, batch: int, hidden_size: int, dtype: Any = "float64") -> Any:
        """Every entry from N(0, 1); also the form of a random gradient of a state."""
        fields = self.state_type._fields
        return self.state_type(*(rng.standard_normal((batch, hidden_size)).astype(dtype) for _ in fields))


CELLS = {
    cell.name: cell
    for cell in (
        Cell(
            "rnn",
            "",
            core.RNNParams,
            core.RNNState,
            {"weight_ih": "H D", "weight_hh": "H H", "bias": "H"},
            core.rnn_step,
            core.rnn_step_backward,
            unit=plain.rnn_unit,
            twin="RNN",
        ),
        Cell(
            "carousel",
            "",
            core.RNNParams,
            core.LSTMState,
            {"weight_ih": "H D", "weight_hh": "H H", "bias": "H"},
            core.carousel_step,
            core.carousel_step_backward,
            unit=plain.carousel_unit,
            twin="Carousel",
        ),
        Cell(
            "lstm",
            "ifgo",
            core.LSTMParams,
            core.LSTMState,
            LSTM_AXES,
            core.lstm_step,
            core.lstm_step_backward,
            unit=plain.lstm_unit,
            twin="LSTM",
        ),
        Cell(
            "lstm_1997",
            "igo",
            core.LSTMParams,
            core.LSTMState,
            {**THREE_BLOCKS, "bias": "3H"},
            core.lstm_1997_step,
            core.lstm_1997_step_backward,
            unit=plain.lstm_1997_unit,
            twin="LSTM1997",
        ),
        Cell(
            "gru",
            "rzn",
            core.GRUParams,
            core.GRUState,
            {**THREE_BLOCKS, "bias_ih": "3H", "bias_hh": "3H"},
            core.gru_step,
            core.gru_step_backward,
            unit=plain.gru_unit,
            twin="GRU",
        ),
        Cell(
            "gru_reset_before",
            "rzn",
            core.GRUParams,
            core.GRUState,
            {**THREE_BLOCKS, "bias_ih": "3H", "bias_hh": "3H"},
            core.gru_step_reset_before,
            core.gru_step_reset_before_backward,
            unit=plain.gru_reset_before_unit,
            twin="GRUResetBefore",
        ),
        Cell(
            "peephole_lstm",
            "ifgo",
            core.PeepholeLSTMParams,
            core.LSTMState,
            {**LSTM_AXES, "peephole": "3H"},
            core.peephole_lstm_step,
            core.peephole_lstm_step_backward,
            unit=plain.peephole_lstm_unit,
            twin="PeepholeLSTM",
        ),
    )
}
