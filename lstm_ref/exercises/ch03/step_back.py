"""3.2: the backward pass of one step of the plain RNN."""

from collections.abc import Iterator
from typing import Any

import numpy as np

from lstm_ref.numpy.arrays import Array
from lstm_ref.numpy.init import Rng, init_rnn
from lstm_ref.numpy.rnn import RNNParams, RNNState, RNNTape, rnn_step, rnn_step_backward
from lstm_ref.verify.engine import Case, Mistake, Output, Task

Five = tuple[Array, Array, Array, Array, Array]


def step_backward(params: RNNParams, x: Array, h_prev: Array, h: Array, dh: Array) -> Five:
    dx, state, dparams = rnn_step_backward(params, RNNTape(x, h_prev, h), RNNState(dh))
    return dx, state.h, *dparams


def random_net(rng: Rng, input_size: int, hidden_size: int) -> RNNParams:
    """Weights large enough for slopes that differ; no bias is zero."""
    params = init_rnn(rng, input_size, hidden_size)
    return RNNParams(1.5 * params.weight_ih, 1.5 * params.weight_hh, rng.uniform(-0.5, 0.5, hidden_size))


def step_inputs(rng: Rng) -> Iterator[Case]:
    for batch, input_size, hidden_size in ((4, 2, 3), (2, 5, 4), (3, 4, 2)):
        params = random_net(rng, input_size, hidden_size)
        x = rng.standard_normal((batch, input_size))
        h_prev = np.tanh(rng.standard_normal((batch, hidden_size)))
        h = rnn_step(params, x, RNNState(h_prev))[0].h
        label = f"B = {batch}, D = {input_size}, H = {hidden_size}"
        yield Case(label, (params, x, h_prev, h, rng.standard_normal((batch, hidden_size))))


def from_da(params: RNNParams, x: Array, h_prev: Array, da: Array) -> Five:
    return da @ params.weight_ih, da @ params.weight_hh, da.T @ x, da.T @ h_prev, da.sum(axis=0)


def no_slope(params: RNNParams, x: Array, h_prev: Array, h: Array, dh: Array) -> Five:
    return from_da(params, x, h_prev, dh)


def slope_of_tanh_twice(params: RNNParams, x: Array, h_prev: Array, h: Array, dh: Array) -> Five:
    return from_da(params, x, h_prev, dh * (1 - np.tanh(h) ** 2))


def slope_of_the_old_state(params: RNNParams, x: Array, h_prev: Array, h: Array, dh: Array) -> Five:
    return from_da(params, x, h_prev, dh * (1 - h_prev**2))


def slope_of_tan(params: RNNParams, x: Array, h_prev: Array, h: Array, dh: Array) -> Five:
    return from_da(params, x, h_prev, dh * (1 + h**2))


def slope_of_the_sigmoid(params: RNNParams, x: Array, h_prev: Array, h: Array, dh: Array) -> Five:
    return from_da(params, x, h_prev, dh * h * (1 - h))


def square_left_out(params: RNNParams, x: Array, h_prev: Array, h: Array, dh: Array) -> Five:
    return from_da(params, x, h_prev, dh * (1 - h))


def new_state_in_dw_hh(params: RNNParams, x: Array, h_prev: Array, h: Array, dh: Array) -> Five:
    dx, dh_prev, dw_ih, _, db = step_backward(params, x, h_prev, h, dh)
    return dx, dh_prev, dw_ih, (dh * (1 - h**2)).T @ h, db


def weights_turned(params: RNNParams, x: Array, h_prev: Array, h: Array, dh: Array) -> Five:
    dx, _, *rest = step_backward(params, x, h_prev, h, dh)
    return dx, (dh * (1 - h**2)) @ params.weight_hh.T, rest[0], rest[1], rest[2]


def dw_hh_turned(params: RNNParams, x: Array, h_prev: Array, h: Array, dh: Array) -> Five:
    dx, dh_prev, dw_ih, dw_hh, db = step_backward(params, x, h_prev, h, dh)
    return dx, dh_prev, dw_ih, dw_hh.T.copy(), db


def bias_averaged(params: RNNParams, x: Array, h_prev: Array, h: Array, dh: Array) -> Five:
    *rest, db = step_backward(params, x, h_prev, h, dh)
    return rest[0], rest[1], rest[2], rest[3], db / len(x)


def weights_averaged(params: RNNParams, x: Array, h_prev: Array, h: Array, dh: Array) -> Five:
    dx, dh_prev, *sums = step_backward(params, x, h_prev, h, dh)
    return dx, dh_prev, sums[0] / len(x), sums[1] / len(x), sums[2] / len(x)


def past_the_slope(params: RNNParams, x: Array, h_prev: Array, h: Array, dh: Array) -> Five:
    _, _, *rest = step_backward(params, x, h_prev, h, dh)
    return dh @ params.weight_ih, dh @ params.weight_hh, rest[0], rest[1], rest[2]


DA, DWHH = "Look at the line of da", "Look at the line of dweight_hh"

MISTAKES: Any = (
    Mistake(
        "no-slope",
        no_slope,
        "The gradient of the new state is taken for that of the pre-activation.",
        f"{DA}: between the two lies the tanh. What is its derivative?",
    ),
    Mistake(
        "slope-of-tanh-twice",
        slope_of_tanh_twice,
        "The formula 1 − tanh² is applied to what is a tanh already.",
        f"{DA}: what do you have in `h`, what went into the tanh or what came out?",
    ),
    Mistake(
        "slope-of-the-old-state",
        slope_of_the_old_state,
        "The slopes are those of the state before the step.",
        f"{DA}: which of the two states did *this* step's tanh return?",
    ),
    Mistake(
        "slope-of-tan",
        slope_of_tan,
        "The slope is 1 + h²: that is the rule for tan.",
        f"{DA}: can tanh be steeper than at zero?",
    ),
    Mistake(
        "slope-of-the-sigmoid",
        slope_of_the_sigmoid,
        "The slope is h (1 − h): that is the rule for the logistic function.",
        f"{DA}: which function did the step use?",
    ),
    Mistake(
        "square-left-out",
        square_left_out,
        "The slope is 1 − h: it exceeds one where h is negative.",
        f"{DA}: write down the derivative of tanh with its output, once more.",
    ),
    Mistake(
        "new-state-in-dw-hh",
        new_state_in_dw_hh,
        "dweight_hh is made with the state after the step.",
        f"{DWHH}: error × input. What was the input of W_hh?",
    ),
    Mistake(
        "weights-turned",
        weights_turned,
        "The gradient goes back through W_hh the wrong way round. The shape is right all the same.",
        "Look at the line of dh_prev: the forward line has `h @ W.T`. Over which index must the sum run now?",
    ),
    Mistake(
        "dw-hh-turned",
        dw_hh_turned,
        "dweight_hh is transposed.",
        f"{DWHH}: entry [i, j] belongs to the weight *from* unit j *to* unit i. Which of your two arrays "
        "gives i?",
    ),
    Mistake(
        "bias-averaged",
        bias_averaged,
        "dbias is the mean over the batch.",
        "Look at the line of dbias: the bias acts in every sequence. Do their parts add up?",
    ),
    Mistake(
        "weights-averaged",
        weights_averaged,
        "All three parameters' gradients are divided by the size of the batch.",
        "Look for a division. If the loss is a mean, where has that division already happened?",
    ),
    Mistake(
        "past-the-slope",
        past_the_slope,
        "The parameters' gradients are right. dx and dh_prev go past the tanh: they are made from dh.",
        "Look at the lines of dx and dh_prev: which gradient arrives at the weighted sum?",
    ),
)

TASK = Task(
    "3.2",
    "Read one step backward",
    reference=step_backward,
    inputs=step_inputs,
    outputs=[
        Output("dx", ("B", "D")),
        Output("dh_prev", ("B", "H")),
        Output("dweight_ih", ("H", "D")),
        Output("dweight_hh", ("H", "H")),
        Output("dbias", ("H",)),
    ],
    mistakes=MISTAKES,
    hints=(
        "Begin with da, the gradient of the pre-activation. Everything else is made from it.",
        "dx and dh_prev: da times the matrix that made the way forward, not transposed. The weights: error × "
        "input, summed over the batch by the matrix product.",
        "da = dh * (1 − h²); then da @ W_ih, da @ W_hh, da.T @ x, da.T @ h_prev, and da summed over axis 0.",
    ),
    section="sec-step-backward",
)
