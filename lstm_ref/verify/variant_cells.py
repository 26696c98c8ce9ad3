"""The variants of chapter 13 as cells that a gradient check can take."""

from functools import partial

from lstm_ref import numpy as core
from lstm_ref.verify.cells import LSTM_AXES, Cell

PEEPHOLE_AXES = {**LSTM_AXES, "peephole": "3H"}


STEPS = core.variant_step, core.variant_step_backward


def cell_of(name: str) -> Cell:
    """A variant as a cell that every check can take."""
    step, back = (partial(f, variant=core.VARIANTS[name]) for f in STEPS)
    return Cell(name, "ifgo", core.PeepholeLSTMParams, core.LSTMState, PEEPHOLE_AXES, step, back)


FULL_GATES = Cell(
    "full_gates",
    "ifgo",
    core.FullGatesParams,
    core.FullGatesState,
    {**PEEPHOLE_AXES, "gate_hh": "3H 3H"},
    core.full_gates_step,
    core.full_gates_step_backward,
)
MINIMAL = Cell(
    "minimal",
    "fn",
    core.MinimalParams,
    core.GRUState,
    {"weight_ih": "2H D", "weight_hh": "2H H", "bias": "2H"},
    core.minimal_step,
    core.minimal_step_backward,
)
VARIANT_CELLS = {**{name: cell_of(name) for name in core.VARIANTS}, "FGR": FULL_GATES, "MGU": MINIMAL}
