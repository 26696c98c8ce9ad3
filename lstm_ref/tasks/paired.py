"""Is one forecast better than another, or was it luck? The paired test of Diebold and Mariano (1995)."""

from typing import NamedTuple

import numpy as np
from scipy import stats

from lstm_ref.numpy.arrays import Array


class Paired(NamedTuple):
    """`gain`, by how much the first forecast's mean absolute error is lower; `p`, two-sided."""

    gain: float
    p: float


def paired_test(truth: Array, first: Array, second: Array) -> Paired:
    """Compare two one-step forecasts of the same values by their absolute errors, day by day.

        d_t = |y_t − second_t| − |y_t − first_t|          t = mean(d) / (std(d) / √N)

    For one step ahead the d_t of a sound forecast are nearly uncorrelated, and Diebold and Mariano's
    statistic is the t of a one-sample test, which scipy computes.

    Arguments:
        truth, first, second: (N,), N at least 2.

    Raises:
        ValueError: when the shapes differ, or all d_t are equal.
    """
    if not truth.shape == first.shape == second.shape or truth.ndim != 1 or len(truth) < 2:
        raise ValueError(
            "expected three series of one length, at least 2, "
            f"got {truth.shape}, {first.shape}, {second.shape}"
        )
    gains = np.abs(truth - second) - np.abs(truth - first)
    if np.ptp(gains) == 0:
        raise ValueError("expected two forecasts that differ in their errors; these do not")
    return Paired(float(gains.mean()), float(stats.ttest_1samp(gains, 0).pvalue))
