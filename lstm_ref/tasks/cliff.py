"""The cliff: a loss over fifty steps of one unit with two parameters, and descent on it.

Source: Pascanu, Mikolov & Bengio, ICML 2013, figure 6.
"""

import math
from typing import NamedTuple

import numpy as np

from lstm_ref.numpy.arrays import Array, sigmoid
from lstm_ref.numpy.optim import clip_by_global_norm, sgd

STEPS, START_STATE, TARGET = 50, 0.5, 0.7


class CliffParams(NamedTuple):
    """`w` and `b`: two arrays of the same shape, one entry for each place on the map."""

    w: Array
    b: Array


def cliff_loss(params: CliffParams) -> tuple[Array, CliffParams]:
    """The loss at each place, and its gradient.

        x_t = w σ(x_{t−1}) + b,  t = 1 … 50,  x_0 = ½        L = (σ(x_50) − 0.7)²

    Returns:
        L and (∂L/∂w, ∂L/∂b), all of the shape of `params.w`.
    """
    w, b = params
    xs = [np.full(np.shape(w), START_STATE)]
    for _ in range(STEPS):
        xs.append(w * sigmoid(xs[-1]) + b)
    y = sigmoid(xs[-1])
    dx, dw, db = 2 * (y - TARGET) * y * (1 - y), np.zeros_like(y), np.zeros_like(y)
    for x in reversed(xs[:-1]):
        s = sigmoid(x)
        dw, db = dw + dx * s, db + dx
        dx = dx * w * s * (1 - s)
    return (y - TARGET) ** 2, CliffParams(dw, db)


def cliff_map(points: int = 201) -> tuple[CliffParams, Array, Array]:
    """A grid over the paper's window.

    Returns:
        the places, the loss and the gradient's norm there, each (points, points).
    """
    w, b = np.meshgrid(np.linspace(3, 8, points), np.linspace(-4, -1, points))
    loss, grads = cliff_loss(CliffParams(w, b))
    return CliffParams(w, b), loss, np.hypot(grads.w, grads.b)


class Descent(NamedTuple):
    """`places` (N + 1, 2): w and b before the first update and after each; `losses` (N + 1,) there."""

    places: Array
    losses: Array

    @property
    def longest_move(self) -> float:
        """How far the longest single update went."""
        return float(np.linalg.norm(np.diff(self.places, axis=0), axis=1).max())


def descend(w: float, b: float, *, updates: int, lr: float, max_norm: float = math.inf) -> Descent:
    """Gradient descent on the cliff from (w, b), each gradient clipped to `max_norm`."""
    params = CliffParams(np.array(w), np.array(b))
    places, losses = [[w, b]], [float(cliff_loss(params)[0])]
    for _ in range(updates):
        grads, _ = clip_by_global_norm(cliff_loss(params)[1], max_norm)
        params = sgd(params, grads, lr=lr)
        places.append([float(params.w), float(params.b)])
        losses.append(float(cliff_loss(params)[0]))
    return Descent(np.array(places), np.array(losses))
