"""Every implementation of every cell, in one list: to add one, add a row; for a cell, add it to `CELLS`.

The conformance suite, the benchmarks and the speed chapter walk this list. Torch rows are named by strings
and imported when asked, so that the list can be read where torch is not installed.
"""

from dataclasses import dataclass
from importlib import import_module
from typing import Any

from lstm_ref.verify.cases import Case, Result
from lstm_ref.verify.cells import CELLS, Cell
from lstm_ref.verify.layered import LAYERED

ADAPTERS = "lstm_ref.verify.adapters_"


@dataclass(frozen=True)
class Implementation:
    """One way to compute a cell over a sequence.

    Arguments:
        name: for people.
        cell: a key of `CELLS` or of `LAYERED`.
        backend: "numpy" or "torch"; torch runs on "cpu" and "cuda".
        where: the implementation itself, "module:attribute".
        adapter: "module:function" that runs it, called as ``adapter(cell, loaded, case, device)``.
        least_steps: the shortest sequence that it accepts; ours take T = 0, `torch.nn` refuses it.
        triton: whether it is compiled by Triton: for "cuda", or interpreted on "cpu" (TRITON_INTERPRET=1).
    """

    name: str
    cell: str
    backend: str
    where: str
    adapter: str
    least_steps: int = 0
    triton: bool = False

    def __str__(self) -> str:
        return f"{self.cell}, {self.name}"

    @property
    def definition(self) -> Cell:
        """The readable cell that this implements."""
        return CELLS[self.cell] if self.cell in CELLS else LAYERED[self.cell]

    @property
    def devices(self) -> tuple[str, ...]:
        if self.triton:
            return ("cpu",) if load("lstm_ref.torch.kernels.available:interpreted")() else ("cuda",)
        return ("cpu", "cuda") if self.backend == "torch" else ("cpu",)

    def load(self) -> Any:
        """The function or class that `where` names; its module is imported here and not before."""
        return load(self.where)

    def run(self, case: Case, device: str = "cpu") -> Result:
        """Forward and backward on `case`; NumPy in and NumPy out, whatever happens between."""
        result: Result = load(self.adapter)(self.definition, self.load(), case, device)
        return result


def load(where: str) -> Any:
    """The object that ``"module:attribute"`` names."""
    module, _, attribute = where.partition(":")
    return getattr(import_module(module), attribute)


def _rows() -> tuple[Implementation, ...]:
    steps, modules, functions = (ADAPTERS + f"torch:{name}" for name in ("by_hand", "module", "function"))
    twins = {name: cell for name, cell in CELLS.items() if cell.twin}
    readable = [
        Implementation(
            "NumPy, readable",
            name,
            "numpy",
            f"lstm_ref.numpy.{cell.file}:{cell.step.__name__}",
            ADAPTERS + "numpy:readable",
        )
        for name, cell in CELLS.items()
    ]
    by_hand = [
        Implementation(
            "Torch, gradient by hand",
            name,
            "torch",
            f"lstm_ref.torch.{cell.file}:{cell.step.__name__}",
            steps,
        )
        for name, cell in twins.items()
    ]
    autograd = [
        Implementation("Torch, autograd", name, "torch", f"lstm_ref.torch.{cell.file}:{cell.twin}", modules)
        for name, cell in twins.items()
    ]
    built_in = [
        Implementation(
            f"torch.nn.{layer}", layer.lower(), "torch", f"torch.nn:{layer}", ADAPTERS + "torch:nn_layer", 1
        )
        for layer in ("RNN", "LSTM", "GRU")
    ]
    fused = [
        Implementation("Torch, fused", "lstm", "torch", "lstm_ref.torch:FusedLSTM", modules),
        Implementation("Torch, hoisted", "lstm", "torch", "lstm_ref.torch.hoisted:hoisted_lstm", functions),
        Implementation(
            "Torch, fused, own path",
            "lstm",
            "torch",
            "lstm_ref.torch.fused:own_lstm",
            functions,
        ),
    ]
    kernels = [
        Implementation(
            "Triton kernels", "lstm", "torch", "lstm_ref.torch.kernels:KernelLSTM", modules, triton=True
        )
    ]
    layered = []
    for name, entry in LAYERED.items():
        step, layer = entry.step.__name__, entry.base.upper()
        layered += [
            Implementation(
                "NumPy, readable", name, "numpy", f"lstm_ref.numpy:{step}", ADAPTERS + "numpy:readable"
            ),
            Implementation("Torch, gradient by hand", name, "torch", f"lstm_ref.torch:{step}", steps),
            Implementation(
                "Torch, autograd", name, "torch", "lstm_ref.torch:Stack", ADAPTERS + "torch:stack"
            ),
            Implementation(
                f"torch.nn.{layer}", name, "torch", f"torch.nn:{layer}", ADAPTERS + "torch:nn_stack", 1
            ),
        ]
    where = "lstm_ref.numpy.fast:fast_lstm"
    fast = [
        Implementation(f"NumPy, fast{words}", "lstm", "numpy", where, f"{ADAPTERS}numpy:{adapter}")
        for words, adapter in {
            "": "fast",
            " (rows)": "fast_rows",
            " (columns)": "fast_columns",
            " (recomputed)": "fast_recomputed",
            " (recomputed, rows)": "fast_recomputed_rows",
        }.items()
    ]
    return (*readable, *by_hand, *autograd, *built_in, *fused, *kernels, *layered, *fast)


IMPLEMENTATIONS = _rows()


def implementations(cell: str | None = None, backend: str | None = None) -> list[Implementation]:
    """The rows of one cell, of one backend, or all."""
    return [row for row in IMPLEMENTATIONS if cell in (None, row.cell) and backend in (None, row.backend)]
