"""How far an answer is from the readable package computed in float64 on the same numbers."""

from typing import Any

import numpy as np

from lstm_ref.bench.run_numpy import named
from lstm_ref.numpy.arrays import Array
from lstm_ref.verify.cases import Case, in_dtype, run_cell
from lstm_ref.verify.cells import CELLS

# What an implementation may be off by, relative to the largest entry.
BARS = {"float32": 5e-6, "float64": 1e-13}


def reference(case: Case) -> dict[str, Array]:
    """`hs` and all gradients from the readable scan, in float64, of the case's own rounded numbers."""
    result = run_cell(CELLS["lstm"], Case(*(in_dtype(part, "float64") for part in case)))
    return named(result.hs, result.dxs, result.dparams)


def error(answer: dict[str, Any], truth: dict[str, Array]) -> float:
    """The largest of max |ours − theirs| / max |theirs|, over the states and every gradient.

    Raises:
        ValueError: when an answer is missing or of another shape, which no number can say.
    """
    for name, expected in truth.items():
        got = answer[name].shape if name in answer else "nothing"
        if got != expected.shape:
            raise ValueError(f"{name}: expected shape {expected.shape}, got {got}")
    worst = [
        float(np.max(np.abs(answer[name] - expected)) / max(np.max(np.abs(expected)), 1e-300))
        for name, expected in truth.items()
    ]
    return float("nan") if np.isnan(worst).any() else max(worst)
