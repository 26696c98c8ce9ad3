"""An interval around a forecast, from the errors that were made on data not used to fit."""

import numpy as np

from lstm_ref.numpy.arrays import Array


def error_quantiles(truth: Array, forecast: Array, share: float) -> tuple[float, float]:
    """The two quantiles of truth − forecast that leave (1 − share) / 2 out on either side.

    Arguments:
        truth, forecast: (N,).
        share: how much of the truth the interval should hold, between 0 and 1.

    Returns:
        what to add to a forecast for the interval's lower and its upper end.

    Raises:
        ValueError: when `share` is not between 0 and 1.
    """
    if not 0 < share < 1:
        raise ValueError(f"share: expected a number between 0 and 1, got {share}")
    low, high = np.quantile(truth - forecast, [(1 - share) / 2, (1 + share) / 2])
    return float(low), float(high)


def coverage(truth: Array, low: Array, high: Array) -> float:
    """Which share of the truth (N,) lies in its interval `low` … `high`."""
    return float(((low <= truth) & (truth <= high)).mean())
