"""How a case is run through NumPy implementations."""

from collections.abc import Callable
from typing import Any

from lstm_ref.verify.cases import Case, Result, run_cell
from lstm_ref.verify.cells import Cell


def readable(cell: Cell, step: Callable[..., Any], case: Case, device: str) -> Result:
    """The cell's own definition: `scan` over its step, `scan_backward` over its hand-written gradient."""
    assert step is cell.step, "the row and the table of cells name different steps"
    return run_cell(cell, case)
