"""The gradient explorer's nonlinearities, each with a slope that is accurate in a saturated unit too."""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from lstm_ref.numpy.arrays import Array, sigmoid


class Nonlinearity(NamedTuple):
    """φ, its slope φ′, both of the pre-activation a, and γ, the steepest that φ gets."""

    function: Callable[[Array], Array]
    slope: Callable[[Array], Array]
    steepest: float


def logistic_slope(a: Array) -> Array:
    """σ′(a) = e/(1 + e)² with e = exp(−|a|): h(1 − h) would lose its digits where h is near one."""
    e = np.exp(-np.abs(a))
    slope: Array = e / (1 + e) ** 2
    return slope


def tanh_slope(a: Array) -> Array:
    """tanh′(a) = 4 σ′(2a): 1 − h² would lose its digits where h is near one."""
    return 4 * logistic_slope(2 * a)


NONLINEARITIES: dict[str, Nonlinearity] = {
    "none": Nonlinearity(lambda a: a, np.ones_like, 1.0),
    "tanh": Nonlinearity(np.tanh, tanh_slope, 1.0),
    "logistic": Nonlinearity(sigmoid, logistic_slope, 0.25),
    # At zero ReLU has no slope; it counts as 0, as in PyTorch.
    "ReLU": Nonlinearity(lambda a: np.maximum(a, 0.0), lambda a: (a > 0).astype(a.dtype), 1.0),
}
