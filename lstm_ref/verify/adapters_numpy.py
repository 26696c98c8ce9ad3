"""How a case is run through NumPy implementations."""

from collections.abc import Callable
from functools import partial
from typing import Any

from lstm_ref.numpy.fast import fast_lstm_backward
from lstm_ref.verify.cases import Case, Result, run_cell
from lstm_ref.verify.cells import Cell


def readable(cell: Cell, step: Callable[..., Any], case: Case, device: str) -> Result:
    """The cell's own definition: `scan` over its step, `scan_backward` over its hand-written gradient."""
    assert step is cell.step, "the row and the table of cells name different steps"
    return run_cell(cell, case)


def fast(cell: Cell, forward: Callable[..., Any], case: Case, device: str) -> Result:
    """The LSTM arranged for BLAS, forward as the row names it and back through its own tape."""
    hs, state, tape = forward(case.params, case.xs, case.state)
    return Result(hs, state, *fast_lstm_backward(case.params, tape, case.dhs, case.dstate))


def fast_rows(cell: Cell, forward: Callable[..., Any], case: Case, device: str) -> Result:
    """The same with its layout fixed: rows, whatever the sizes."""
    return fast(cell, partial(forward, layout="rows"), case, device)


def fast_columns(cell: Cell, forward: Callable[..., Any], case: Case, device: str) -> Result:
    """The same with its layout fixed: columns, whatever the sizes."""
    return fast(cell, partial(forward, layout="columns"), case, device)


def fast_recomputed(cell: Cell, forward: Callable[..., Any], case: Case, device: str) -> Result:
    """The gates are not kept but computed again, in the layout that has more to put together: columns."""
    return fast(cell, partial(forward, layout="columns", keep="state"), case, device)


def fast_recomputed_rows(cell: Cell, forward: Callable[..., Any], case: Case, device: str) -> Result:
    """The gates are not kept but computed again, in rows."""
    return fast(cell, partial(forward, layout="rows", keep="state"), case, device)
