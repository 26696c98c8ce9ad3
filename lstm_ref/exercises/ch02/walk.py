"""2.2: walk the step over a sequence."""

from collections.abc import Iterator

import numpy as np

from lstm_ref.exercises.ch02.step import random_net, step
from lstm_ref.numpy.arrays import Array
from lstm_ref.numpy.init import Rng
from lstm_ref.numpy.rnn import RNNParams, RNNState, rnn_step
from lstm_ref.numpy.scan import scan
from lstm_ref.verify.engine import Case, Mistake, Output, Task

Walked = tuple[Array, Array]


def walk(params: RNNParams, xs: Array, h0: Array) -> Walked:
    hs, last, _ = scan(rnn_step, params, xs, RNNState(h0))
    return hs, last.h


def walk_inputs(rng: Rng) -> Iterator[Case]:
    for steps, batch, input_size, hidden_size in ((5, 4, 2, 3), (3, 2, 5, 4), (6, 3, 4, 2)):
        params = random_net(rng, input_size, hidden_size)
        xs = rng.standard_normal((steps, batch, input_size))
        h0 = np.tanh(rng.standard_normal((batch, hidden_size)))
        yield Case(f"T = {steps}, B = {batch}, D = {input_size}, H = {hidden_size}", (params, xs, h0))


def start_from_zero(params: RNNParams, xs: Array, h0: Array) -> Walked:
    return walk(params, xs, np.zeros_like(h0))


def never_carried(params: RNNParams, xs: Array, h0: Array) -> Walked:
    hs = np.stack([step(params, x, h0) for x in xs])
    return hs, hs[-1]


def zero_at_each_step(params: RNNParams, xs: Array, h0: Array) -> Walked:
    hs = np.stack([step(params, x, np.zeros_like(h0)) for x in xs])
    return hs, hs[-1]


def states_before(params: RNNParams, xs: Array, h0: Array) -> Walked:
    hs, last = walk(params, xs, h0)
    return np.concatenate([h0[None], hs[:-1]]), last


def one_array_over_and_over(params: RNNParams, xs: Array, h0: Array) -> Walked:
    _, last = walk(params, xs, h0)
    return np.stack([last] * len(xs)), last


def backwards(params: RNNParams, xs: Array, h0: Array) -> Walked:
    hs, last = walk(params, xs[::-1], h0)
    return hs[::-1].copy(), last


def state_before_the_last(params: RNNParams, xs: Array, h0: Array) -> Walked:
    hs, _ = walk(params, xs, h0)
    return hs, hs[-2]


def first_state_for_last(params: RNNParams, xs: Array, h0: Array) -> Walked:
    hs, _ = walk(params, xs, h0)
    return hs, hs[0]


def states_added_up(params: RNNParams, xs: Array, h0: Array) -> Walked:
    hs, _ = walk(params, xs, h0)
    return hs, hs.sum(axis=0)


LOOP = "Look at the line in the loop that calls the step"
KEPT = "Look at what you keep at each step"
LAST = "Look at the second thing that you return"

TASK = Task(
    "2.2",
    "Walk over a sequence",
    walk,
    walk_inputs,
    (Output("hs", axes=("t", "B", "H")), Output("h_last", axes=("B", "H"))),
    (
        Mistake(
            "starts-from-zero",
            start_from_zero,
            "The walk starts from zeros and not from `h0`.",
            "Look at the state that the first call gets.",
        ),
        Mistake(
            "state-never-carried",
            never_carried,
            "Each step starts from `h0`. Nothing is handed on.",
            f"{LOOP}: which state does it get the second time?",
        ),
        Mistake(
            "zero-at-each-step",
            zero_at_each_step,
            "Each step starts from zeros. Nothing is handed on.",
            f"{LOOP}: which state does it get the second time?",
        ),
        Mistake(
            "states-before-the-step",
            states_before,
            "Your `hs` holds the states *before* each step: it begins with `h0`.",
            f"{KEPT}, and when.",
        ),
        Mistake(
            "one-array-over-and-over",
            one_array_over_and_over,
            "All entries of your `hs` are the last state. One array was kept T times, and changed each time.",
            f"{KEPT}: is it a new array each time?",
        ),
        Mistake(
            "walks-backwards",
            backwards,
            "The walk begins at the last step.",
            "Look at the order in which your loop takes the inputs.",
        ),
        Mistake("one-step-early", state_before_the_last, "Your last state is one step early.", f"{LAST}."),
        Mistake("first-for-last", first_state_for_last, "Your last state is the first one.", f"{LAST}."),
        Mistake("states-added-up", states_added_up, "Your last state is the sum of all states.", f"{LAST}."),
    ),
    (
        "A loop over the first axis of `xs` gives one (B, D) array after the other.",
        "Each call gets the state that the last call returned. The first one gets `h0`.",
        "Keep the state after each call in a list, and stack the list at the end.",
    ),
    "sec-walk",
)
