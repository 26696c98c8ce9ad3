"""Take a season out of a series with the past alone, and put it back into a forecast."""

from typing import NamedTuple

import numpy as np

from lstm_ref.numpy.arrays import Array

HANDLINGS = ("none", "means", "difference")


class Parts(NamedTuple):
    """Where training ends, and where validation ends; the rest is the test."""

    train: int
    valid: int


class Plain(NamedTuple):
    """A series without its season: ``values = base + scale * z``, all (N,).

    `base[t]` needs no value later than t − period, so that it is known `period` steps ahead.
    """

    z: Array
    base: Array
    scale: float


def split(length: int, train: float = 0.6, valid: float = 0.2) -> Parts:
    """In the order of time: no shuffling.

    Raises:
        ValueError: when a part would be empty.
    """
    parts = Parts(int(length * train), int(length * (train + valid)))
    if not 0 < parts.train < parts.valid < length:
        raise ValueError(f"expected three parts that are not empty, got {parts} of {length}")
    return parts


def take_out(values: Array, handling: str, period: int, train: int) -> Plain:
    """Take the season out, and scale; means and scale come from the first `train` values alone.

        none:        base = mean of the training part
        means:       base[t] = mean of the training part at this place in the period
        difference:  base[t] = values[t − period]           (the first period: its own values, so z = 0)

    Arguments:
        values: (N,).
        handling: one of `HANDLINGS`.
        period: at least 1.
        train: how many values may be looked at, at least 2 periods.

    Raises:
        ValueError: when `handling` is not known, or `train` is too short.
    """
    if handling not in HANDLINGS:
        raise ValueError(f"handling: expected one of {', '.join(HANDLINGS)}, got {handling!r}")
    if not 2 * period <= train <= len(values):
        raise ValueError(f"train: expected from {2 * period} to {len(values)}, got {train}")
    place = np.arange(len(values)) % period
    if handling == "none":
        base = np.full(len(values), values[:train].mean())
    elif handling == "means":
        means = np.array([values[:train][place[:train] == k].mean() for k in range(period)])
        base = means[place]
    else:
        base = np.concatenate([values[:period], values[:-period]])
    scale = float((values - base)[period:train].std()) or 1.0
    return Plain((values - base) / scale, base, scale)


def ahead_of(values: Array, ahead: int) -> Array:
    """What follows each step: row t is values[t + 1 … t + ahead]. Shape (N − ahead, ahead)."""
    return np.lib.stride_tricks.sliding_window_view(values[1:], ahead)
