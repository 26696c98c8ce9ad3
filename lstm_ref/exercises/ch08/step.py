"""8.1: one step of the LSTM, forward."""

from collections.abc import Iterator
from typing import Any

import numpy as np

from lstm_ref.numpy.arrays import Array, sigmoid
from lstm_ref.numpy.init import Rng, init_lstm
from lstm_ref.numpy.lstm import LSTMParams, LSTMState, lstm_step
from lstm_ref.verify.engine import Mistake, Output, Task

GATES = "ifgo"


def random_params(rng: Rng, input_size: int, hidden_size: int) -> LSTMParams:
    """Weights and biases that are all non-zero: a zero bias would hide what is done with it."""
    params = init_lstm(rng, input_size, hidden_size)
    return params._replace(bias=rng.uniform(-1, 1, 4 * hidden_size))


def step(params: LSTMParams, x: Array, h: Array, c: Array) -> tuple[Array, Array]:
    state, _ = lstm_step(params, x, LSTMState(h, c))
    return state.h, state.c


def step_inputs(rng: Rng) -> Iterator[tuple[Any, ...]]:
    for batch, input_size, hidden_size in ((3, 5, 4), (2, 3, 6), (5, 2, 3)):
        state = (rng.standard_normal((batch, hidden_size)) for _ in range(2))
        x = rng.standard_normal((batch, input_size))
        yield random_params(rng, input_size, hidden_size), x, *state


def pre_activations(params: LSTMParams, x: Array, h: Array) -> list[Array]:
    a = x @ params.weight_ih.T + h @ params.weight_hh.T + params.bias
    return np.split(a, 4, axis=-1)


def finish(i: Array, f: Array, g: Array, o: Array, c: Array) -> tuple[Array, Array]:
    c = f * c + i * g
    return o * np.tanh(c), c


def tanh_on_the_gates(params: LSTMParams, x: Array, h: Array, c: Array) -> tuple[Array, Array]:
    i, f, g, o = map(np.tanh, pre_activations(params, x, h))
    return finish(i, f, g, o, c)


def gates_not_squashed(params: LSTMParams, x: Array, h: Array, c: Array) -> tuple[Array, Array]:
    i, f, a_g, o = pre_activations(params, x, h)
    return finish(i, f, np.tanh(a_g), o, c)


def nothing_squashed(params: LSTMParams, x: Array, h: Array, c: Array) -> tuple[Array, Array]:
    i, f, g, o = pre_activations(params, x, h)
    return finish(i, f, g, o, c)


def f_and_i_swapped(params: LSTMParams, x: Array, h: Array, c: Array) -> tuple[Array, Array]:
    a_f, a_i, a_g, a_o = pre_activations(params, x, h)
    return finish(sigmoid(a_i), sigmoid(a_f), np.tanh(a_g), sigmoid(a_o), c)


def order_i_f_o_g(params: LSTMParams, x: Array, h: Array, c: Array) -> tuple[Array, Array]:
    a_i, a_f, a_o, a_g = pre_activations(params, x, h)
    return finish(sigmoid(a_i), sigmoid(a_f), np.tanh(a_g), sigmoid(a_o), c)


def sigmoid_on_the_candidate(params: LSTMParams, x: Array, h: Array, c: Array) -> tuple[Array, Array]:
    i, f, g, o = map(sigmoid, pre_activations(params, x, h))
    return finish(i, f, g, o, c)


def no_tanh_on_the_way_out(params: LSTMParams, x: Array, h: Array, c: Array) -> tuple[Array, Array]:
    a_i, a_f, a_g, a_o = pre_activations(params, x, h)
    c = sigmoid(a_f) * c + sigmoid(a_i) * np.tanh(a_g)
    return sigmoid(a_o) * c, c


def old_memory_shown(params: LSTMParams, x: Array, h: Array, c: Array) -> tuple[Array, Array]:
    _, new = step(params, x, h, c)
    return sigmoid(pre_activations(params, x, h)[3]) * np.tanh(c), new


def one_minus_i_for_f(params: LSTMParams, x: Array, h: Array, c: Array) -> tuple[Array, Array]:
    a_i, _, a_g, a_o = pre_activations(params, x, h)
    return finish(sigmoid(a_i), 1 - sigmoid(a_i), np.tanh(a_g), sigmoid(a_o), c)


def forget_gate_forgets(params: LSTMParams, x: Array, h: Array, c: Array) -> tuple[Array, Array]:
    a_i, a_f, a_g, a_o = pre_activations(params, x, h)
    return finish(sigmoid(a_i), 1 - sigmoid(a_f), np.tanh(a_g), sigmoid(a_o), c)


def bias_left_out(params: LSTMParams, x: Array, h: Array, c: Array) -> tuple[Array, Array]:
    return step(params._replace(bias=np.zeros_like(params.bias)), x, h, c)


SPLIT = "Look at the line that names the four parts of `a`: in which order are the rows stacked?"


STEPS = (
    Mistake(
        "f-and-i-swapped",
        f_and_i_swapped,
        "The input gate and the forget gate have changed places.",
        "Two lines can do that: the one that names the four parts of `a`, and the line of the memory.",
        "sec-two-notations",
    ),
    Mistake(
        "order-i-f-o-g",
        order_i_f_o_g,
        "The candidate and the output gate have each other's rows: that is another system's order.",
        SPLIT,
        "sec-two-notations",
    ),
    Mistake(
        "sigmoid-on-the-candidate",
        sigmoid_on_the_candidate,
        "The candidate can never be negative: nothing can be taken away.",
        "Look at the line of `g`: which numbers may come out of it?",
        "sec-other-way",
    ),
    Mistake(
        "tanh-on-the-gates",
        tanh_on_the_gates,
        "The gates can be negative: they turn a number over instead of letting a share of it through.",
        "Look at the lines of i, f and o: between which two numbers does a gate stand?",
    ),
    Mistake(
        "gates-not-squashed",
        gates_not_squashed,
        "The gates are not between 0 and 1: they are pre-activations still.",
        "Look at the lines of i, f and o: what is still to be done with their part of `a`?",
    ),
    Mistake(
        "nothing-squashed",
        nothing_squashed,
        "The gates and the candidate are pre-activations still: any number can come out of them.",
        "Look at the lines between the four parts of `a` and the memory: each part goes through a function.",
    ),
    Mistake(
        "no-tanh-on-the-way-out",
        no_tanh_on_the_way_out,
        "The hidden state can leave (−1, 1): the memory is shown as it is.",
        "Look at the last line, and at the ellipse in the diagram.",
        "sec-bounds",
    ),
    Mistake(
        "old-memory-shown",
        old_memory_shown,
        "The hidden state shows the memory of the step before.",
        "Look at the last line: which of the two memories does it read?",
    ),
    Mistake(
        "one-minus-i-for-f",
        one_minus_i_for_f,
        "What is kept depends on the input gate alone; the forget gate is not used.",
        "Look at the line of the memory: two gates stand in it, and they are two numbers.",
    ),
    Mistake(
        "forget-gate-forgets",
        forget_gate_forgets,
        "At f = 1 the memory is cleared.",
        "Look at the line of the memory: what becomes of the old one when f is 1?",
        "sec-corner-cases",
    ),
    Mistake(
        "bias-left-out",
        bias_left_out,
        "The answer does not depend on the bias.",
        "Look at the line of `a`: it has three terms.",
    ),
)


STATE = (Output("h", ("B", "H")), Output("c", ("B", "H")))


TASK = Task(
    "8.1",
    "Write the step",
    step,
    step_inputs,
    STATE,
    STEPS,
    (
        "Write the equations in the order in which the page has them. First one array `a` with all four "
        "pre-activations, of shape (B, 4H).",
        "`np.split(a, 4, axis=-1)` cuts `a` in the order i, f, g, o. Three of the four go through "
        "`sigmoid`, one through `np.tanh`.",
        "The new memory is `f * c + i * g`. The new hidden state is `o` times the tanh of the *new* memory. "
        "Return the hidden state first.",
    ),
    "sec-cell-equations",
    gates=GATES,
)
