"""4.2: the Jacobian of one step, for a batch."""

from collections.abc import Iterator
from typing import Any

import numpy as np

from lstm_ref.numpy.arrays import Array
from lstm_ref.numpy.gradient_flow import step_jacobian
from lstm_ref.numpy.init import Rng, init_rnn
from lstm_ref.numpy.rnn import RNNParams, RNNState, rnn_step
from lstm_ref.verify.engine import (
    Mistake,
    Output,
    Task,
)


def batch_of_jacobians(params: RNNParams, x: Array, h: Array) -> Array:
    state, _ = rnn_step(params, x, RNNState(h))
    return step_jacobian(params, state.h)


def random_params(rng: Rng, input_size: int, hidden_size: int) -> RNNParams:
    """Weights large enough for slopes that differ; no bias is zero."""
    params = init_rnn(rng, input_size, hidden_size)
    weight_ih, weight_hh = 1.5 * params.weight_ih, 1.5 * params.weight_hh
    return RNNParams(weight_ih, weight_hh, rng.uniform(-0.5, 0.5, hidden_size))


def step_inputs(rng: Rng) -> Iterator[tuple[Any, ...]]:
    for batch, input_size, hidden_size in ((2, 5, 3), (3, 2, 4), (4, 3, 2)):
        x, h = rng.standard_normal((batch, input_size)), np.tanh(rng.standard_normal((batch, hidden_size)))
        yield random_params(rng, input_size, hidden_size), x, h


def new_state(params: RNNParams, x: Array, h: Array) -> Array:
    return rnn_step(params, x, RNNState(h))[0].h


def from_slope(params: RNNParams, slope: Array) -> Array:
    return np.asarray(slope[:, :, None] * params.weight_hh)


def slope_of_the_old_state(params: RNNParams, x: Array, h: Array) -> Array:
    return from_slope(params, 1 - h**2)


def slope_on_the_columns(params: RNNParams, x: Array, h: Array) -> Array:
    return np.asarray((1 - new_state(params, x, h) ** 2)[:, None, :] * params.weight_hh)


def slope_left_out(params: RNNParams, x: Array, h: Array) -> Array:
    return np.tile(params.weight_hh, (len(h), 1, 1))


def weights_turned(params: RNNParams, x: Array, h: Array) -> Array:
    return np.asarray((1 - new_state(params, x, h) ** 2)[:, :, None] * params.weight_hh.T)


def slope_of_the_pre_activation(params: RNNParams, x: Array, h: Array) -> Array:
    a = np.asarray(x @ params.weight_ih.T + h @ params.weight_hh.T + params.bias)
    return from_slope(params, 1 - a**2)


def tanh_taken_twice(params: RNNParams, x: Array, h: Array) -> Array:
    return from_slope(params, 1 - np.tanh(new_state(params, x, h)) ** 2)


def indices_exchanged(params: RNNParams, x: Array, h: Array) -> Array:
    return batch_of_jacobians(params, x, h).swapaxes(1, 2)


def square_left_out(params: RNNParams, x: Array, h: Array) -> Array:
    return from_slope(params, 1 - new_state(params, x, h))


SLOPE = "Look at the line of the slope"


JACOBIANS = (
    Mistake(
        "slope-of-the-old-state",
        slope_of_the_old_state,
        "The slopes are those of the state before the step.",
        f"{SLOPE}: at which point is the tanh of *this* step evaluated?",
    ),
    Mistake(
        "slope-on-the-columns",
        slope_on_the_columns,
        "Each column of W_hh is multiplied by a slope: this is W_hh diag(1 − h²).",
        "Look at the product: entry [i, j] is about unit i of the new state. Whose slope belongs to it?",
    ),
    Mistake(
        "weights-turned",
        weights_turned,
        "The slopes are right, and where they stand. In W_hh, row and column are exchanged.",
        "Look at the product: which entry of W_hh leads from unit j, old, to unit i, new?",
    ),
    Mistake(
        "slope-of-the-pre-activation",
        slope_of_the_pre_activation,
        "The slope is 1 − a²: the pre-activation stands where its tanh is due.",
        f"{SLOPE}: your slope can be below zero. Can that of tanh?",
    ),
    Mistake(
        "slope-left-out",
        slope_left_out,
        "This is W_hh, once for each sequence: the Jacobian of a step without its tanh.",
        "Look at the chain rule: the change passes the weighted sum, and then one thing more.",
        "sec-rule-of-thumb",
    ),
    Mistake(
        "tanh-taken-twice",
        tanh_taken_twice,
        "The formula 1 − tanh² is applied to what is a tanh already.",
        f"{SLOPE}: it is written with the output. Which of your arrays is the output?",
    ),
    Mistake(
        "indices-exchanged",
        indices_exchanged,
        "This is the transpose: row and column of each Jacobian are exchanged.",
        "Look at the axes: the last one counts the units of the *old* state.",
    ),
    Mistake(
        "square-left-out",
        square_left_out,
        "The slope is 1 − h: it exceeds one where h is negative.",
        f"{SLOPE}: can tanh be steeper than at zero?",
    ),
)


TASK = Task(
    "4.2",
    "Write the Jacobian of a step",
    reference=batch_of_jacobians,
    inputs=step_inputs,
    outputs=[Output("jacobian", ("B", "H", "H"))],
    mistakes=JACOBIANS,
    hints=(
        "You need the new state first: take the step forward, by the equation at the top of the chapter.",
        "Entry [b, i, j] is the slope of unit i in sequence b times the weight from unit j to unit i.",
        "With `slope` (B, H), `slope[:, :, None] * W` multiplies row i of W by slope i, each b.",
    ),
    section="sec-step-jacobian",
)
