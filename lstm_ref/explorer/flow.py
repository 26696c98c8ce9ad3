"""How a gradient's norm goes over the lag: what the gradient explorer's script is tested against."""

from typing import NamedTuple

import numpy as np

from lstm_ref.explorer.slopes import Nonlinearity
from lstm_ref.numpy.arrays import Array

STATE_DIGITS = 8


class Flow(NamedTuple):
    """`log_norms` (T + 1, B): log₁₀ of the norm at each lag, −∞ where it is zero. `slopes` (T, B, H)."""

    log_norms: Array
    slopes: Array


def run(weight_hh: Array, unit: Nonlinearity, pushed: Array) -> tuple[Array, Array]:
    """States and slopes of h_t = φ(W_hh h_{t−1} + push_t), from h = 0 on.

    A state is rounded before it is handed on. Where a gradient explodes, a difference in the last digit of
    a state grows as well, and two programs that add in another order would soon follow different paths.
    A slope is taken before the rounding, so that it keeps its digits in a saturated unit.

    Arguments:
        weight_hh: (H, H).
        unit: φ.
        pushed: (T, B, H), what the inputs add to each pre-activation.

    Returns:
        states and slopes, each (T, B, H).
    """
    h: Array = np.zeros(pushed.shape[1:])
    states, slopes = [], []
    for push in pushed:
        a = h @ weight_hh.T + push
        h = np.round(unit.function(a), STATE_DIGITS)
        states.append(h)
        slopes.append(unit.slope(a))
    return np.stack(states), np.stack(slopes)


def log_norms(weight_hh: Array, slopes: Array) -> Array:
    """log₁₀ ‖∂h_T/∂h_{T−k}‖₂ for every lag k; no length of a product under- or overflows.

        ∂h_T/∂h_{T−k} = J_T J_{T−1} … J_{T−k+1}        J_t = diag(slope_t) W_hh

    Arguments:
        weight_hh: (H, H).
        slopes: (T, B, H), of each unit at each step.

    Returns:
        (T + 1, B), −∞ where a product is zero.
    """
    _, batch, size = slopes.shape
    product: Array = np.tile(np.eye(size), (batch, 1, 1))
    length: Array = np.zeros(batch)  # log₁₀ of what has been divided out
    rows = [length]
    with np.errstate(divide="ignore"):
        for slope in slopes[::-1]:
            product = product @ (slope[:, :, None] * weight_hh)
            size_now = np.linalg.norm(product, axis=(-2, -1))
            length = length + np.log10(size_now)
            product = product / np.where(size_now > 0, size_now, 1)[:, None, None]
            rows.append(length + np.log10(np.linalg.norm(product, ord=2, axis=(-2, -1))))
    return np.stack(rows)


def follow(weight_hh: Array, unit: Nonlinearity, pushed: Array) -> Flow:
    """Run a net over its inputs, and follow a gradient back from the last step.

    Arguments:
        weight_hh, unit, pushed: as for `run`.
    """
    slopes = run(weight_hh, unit, pushed)[1]
    return Flow(log_norms(weight_hh, slopes), slopes)
