"""Two kinds of recurrent unit, each with its slope, and random matrices whose stretch is chosen."""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from lstm_ref.numpy.arrays import Array, sigmoid


class Unit(NamedTuple):
    """A nonlinearity φ, its slope φ′ written with the output h = φ(a), and γ, the steepest that it gets."""

    function: Callable[[Array], Array]
    slope: Callable[[Array], Array]
    steepest: float


TANH = Unit(np.tanh, lambda h: 1 - h**2, 1.0)
LOGISTIC = Unit(sigmoid, lambda h: h * (1 - h), 0.25)


def matrix_with_largest_singular_value(rng: np.random.Generator, size: int, largest: float) -> Array:
    """A matrix (size, size) of normal entries, scaled so that its largest singular value is `largest`."""
    matrix = rng.standard_normal((size, size))
    scaled: Array = matrix * (largest / np.linalg.norm(matrix, ord=2))
    return scaled


def norm_over_steps(unit: Unit, weight_hh: Array, pushes: Array) -> float:
    """‖∂h_T/∂h_0‖₂ of one sequence of h_t = φ(W_hh h_{t−1} + push_t).

    Arguments:
        unit: φ.
        weight_hh: (H, H).
        pushes: (T, H), what the inputs and the bias add to each pre-activation.
    """
    h: Array = np.zeros(len(weight_hh))
    product: Array = np.eye(len(weight_hh))
    for push in pushes:
        h = unit.function(weight_hh @ h + push)
        product = unit.slope(h)[:, None] * weight_hh @ product
    return float(np.linalg.norm(product, ord=2))


def norms_of_random_nets(
    rng: np.random.Generator, unit: Unit, largest: float, nets: int = 20, steps: int = 60, size: int = 16
) -> Array:
    """`norm_over_steps` of several random nets (nets,), all with the same largest singular value."""
    norms = []
    for _ in range(nets):
        weight_hh = matrix_with_largest_singular_value(rng, size, largest)
        norms.append(norm_over_steps(unit, weight_hh, rng.standard_normal((steps, size))))
    return np.array(norms)
