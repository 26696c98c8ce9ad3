"""9.3: both gradients, walked back through time."""

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from lstm_ref.exercises.ch09.step_back import Six, random_params
from lstm_ref.numpy.arrays import Array
from lstm_ref.numpy.init import Rng
from lstm_ref.numpy.lstm import LSTMParams, LSTMState, LSTMTape, lstm_step, lstm_step_backward
from lstm_ref.numpy.scan import scan, scan_backward
from lstm_ref.verify.bugs import BY_ID, planted
from lstm_ref.verify.engine import Case, Mistake, Output, Task

Tape = list[LSTMTape]


def walk_with(walk: Callable[..., Any]) -> Callable[..., Six]:
    def answer(params: LSTMParams, tape: Tape, dhs: Array, dc: Array) -> Six:
        nothing = LSTMState(np.zeros_like(dc), dc)
        dxs, first, grads = walk(lstm_step_backward, params, tape, dhs, nothing)
        return dxs, first.h, first.c, *grads

    return answer


def my_walk_back(params: LSTMParams, tape: Tape, dhs: Array, dc: Array) -> Six:
    return walk_with(scan_backward)(params, tape, dhs, dc)


def walk_inputs(rng: Rng) -> Iterator[Case]:
    for T, B, D, H in ((5, 4, 2, 3), (3, 2, 5, 4), (6, 3, 4, 2)):
        params = random_params(rng, D, H)
        state = LSTMState(rng.uniform(-0.9, 0.9, (B, H)), 1.5 * rng.standard_normal((B, H)))
        hs, _, tape = scan(lstm_step, params, rng.standard_normal((T, B, D)), state)
        yield Case(
            f"T = {T}, B = {B}, D = {D}, H = {H}",
            (params, tape, rng.standard_normal(hs.shape), rng.standard_normal((B, H))),
        )


def changed(change: Callable[[Six], Six]) -> Callable[..., Six]:
    return lambda *arguments: change(my_walk_back(*arguments))


def last_c_dropped(params: LSTMParams, tape: Tape, dhs: Array, dc: Array) -> Six:
    return my_walk_back(params, tape, dhs, np.zeros_like(dc))


def last_c_at_every_step(params: LSTMParams, tape: Tape, dhs: Array, dc: Array) -> Six:
    def again(step_backward: Any, params: LSTMParams, tape: Tape, dhs: Array, state: LSTMState) -> Any:
        dxs, sums = np.zeros((len(tape), *tape[0].x.shape)), None
        state = LSTMState(state.h, np.zeros_like(dc))
        for t in reversed(range(len(tape))):
            arrives = LSTMState(state.h + dhs[t], state.c + dc)
            dxs[t], state, grads = step_backward(params, tape[t], arrives)
            sums = grads if sums is None else LSTMParams(*(a + b for a, b in zip(sums, grads, strict=True)))
        return dxs, state, sums

    return walk_with(again)(params, tape, dhs, dc)


ASKS = {
    "dh-not-carried": "Look at what you hand to each step as `dh`: two things meet there.",
    "dc-not-carried": "Look at what you hand to each step as `dc`: what did the step after it send back?",
    "dh-and-dc-not-carried": "Look at what a step returns for the state before it. Where does it go?",
    "equals-for-plus-equals": "All steps share the weights. What happens to their gradients?",
    "loss-of-the-last-step-only": "Look at `dhs`: how many of its rows do you use?",
    "loop-forward-in-time": "Look at the `for` line: which step knows first what it did to the loss?",
}


def from_bug(name: str) -> Mistake:
    bug = BY_ID[name]
    return Mistake(name, walk_with(planted(bug).scan_backward), bug.symptom, ASKS[name], "sec-lstm-backward")


def of_last_step(six: Six) -> Six:
    return six[0][::-1].copy(), *six[1:]


TASK = Task(
    "9.3",
    "Walk both gradients back through time",
    my_walk_back,
    walk_inputs,
    (
        Output("dxs", axes=("T", "B", "D")),
        Output("dh0", axes=("B", "H")),
        Output("dc0", axes=("B", "H")),
        Output("dweight_ih", axes=("gate*H", "D"), gates="ifgo"),
        Output("dweight_hh", axes=("gate*H", "H"), gates="ifgo"),
        Output("dbias", axes=("gate*H",), gates="ifgo"),
    ),
    (
        *(from_bug(name) for name in ASKS),
        Mistake(
            "last-c-dropped",
            last_c_dropped,
            "The gradient that arrives at the last memory is not used.",
            "What is `dc` for?",
        ),
        Mistake(
            "last-c-at-every-step",
            last_c_at_every_step,
            "The gradient of the *last* memory is added at every step.",
            "At which step does it arrive?",
        ),
        Mistake(
            "dxs-in-the-order-of-the-walk",
            changed(of_last_step),
            "`dxs` has the last step first.",
            "You walk from the last step to the first. Where does each result belong?",
        ),
        Mistake(
            "averaged-over-time",
            lambda params, tape, dhs, dc: (
                *my_walk_back(params, tape, dhs, dc)[:3],
                *(part / len(tape) for part in my_walk_back(params, tape, dhs, dc)[3:]),
            ),
            "The weights' gradients are the mean over the steps.",
            "Sum or mean? Move the one weight, and every step moves by the full amount.",
        ),
    ),
    (
        "Start from dh = 0 and dc = what is given, at the last step.",
        "At each step add `dhs[t]` to dh, take one backward step, keep the two that it returns for the state "
        "before.",
        "The three gradients of the weights are added up; `dxs[t]` is put in its place.",
    ),
    "sec-lstm-backward",
    gates="ifgo",
)
