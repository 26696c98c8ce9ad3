"""3.3: the walk back through time, which must be right and must train a net."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from lstm_ref.exercises.ch03.step_back import random_net
from lstm_ref.exercises.ch03.walks import (
    averaged,
    carry_added_up,
    dh0_is_zero,
    dxs_in_the_order_of_the_walk,
    right_walk,
    walked,
)
from lstm_ref.numpy.init import Rng
from lstm_ref.numpy.rnn import RNNState, rnn_step
from lstm_ref.numpy.scan import scan
from lstm_ref.tasks.echo import train_echo
from lstm_ref.verify.engine import Case, CheckFailed, Mistake, Output, Task
from lstm_ref.verify.mistake import Answer

BAR = 0.25  # of the held-out loss at the start; the right walk ends below a fiftieth of it


def walk_inputs(rng: Rng) -> Iterator[Case]:
    for steps, batch, input_size, hidden_size in ((5, 4, 2, 3), (3, 2, 5, 4), (6, 3, 4, 2)):
        params = random_net(rng, input_size, hidden_size)
        xs = rng.standard_normal((steps, batch, input_size))
        h0 = np.tanh(rng.standard_normal((batch, hidden_size)))
        hs, _, _ = scan(rnn_step, params, xs, RNNState(h0))
        label = f"T = {steps}, B = {batch}, D = {input_size}, H = {hidden_size}"
        yield Case(label, (params, xs, h0, hs, rng.standard_normal(hs.shape)))


@dataclass(frozen=True)
class WalkTask(Task):
    """A `Task` whose answer, once it is right, trains a net; the held-out loss has to fall."""

    def grade(self, fn: Answer) -> str:
        equal = super().grade(fn)
        _, losses = train_echo(fn, np.random.default_rng(3), updates=150, lr=1.0, every=50)
        if not losses[-1] < BAR * losses[0]:
            lead = "your function is right on every input, and a net that it trains does not learn"
            told = f"The held-out loss went from {losses[0]:.3f} to {losses[-1]:.3f}."
            advice = "Does it keep something from one call to the next, or change what it is given?"
            raise CheckFailed(lead, told, advice, kind="wrong", place="training")
        return f"{equal}, and it trains a net"


LOOP, ARRIVES = "Look at the `for` line", "Look at what you hand to the backward step as its last argument"
SUM = "Look at the line that adds up the parameters' gradients"

MISTAKES: Any = (
    Mistake(
        "carry-dropped",
        walked(arrives=lambda t, steps: (1.0, 0.0)),
        "Each step gets what the loss sends to it, and nothing from the step after it.",
        f"{ARRIVES}: h_t was used twice on the way forward. By whom?",
    ),
    Mistake(
        "last-loss-only",
        walked(arrives=lambda t, steps: (float(t == steps - 1), 1.0)),
        "What the loss sends to the earlier states is thrown away.",
        f"{ARRIVES}: after the last step, what becomes of `dhs[t]`?",
    ),
    Mistake(
        "loop-forward-in-time",
        walked(order=range),
        "The loop goes from the first step to the last.",
        f"{LOOP}: step t needs what step t + 1 sends back. Which must come first?",
    ),
    Mistake(
        "equals-for-plus-equals",
        walked(counts=lambda t, steps: float(t == 0)),
        "The parameters' gradients are the first step's alone: each step overwrites the one before.",
        f"{SUM}: is it an `=` where a sum is due?",
        "sec-tie-the-layers",
    ),
    Mistake(
        "last-step-only",
        walked(counts=lambda t, steps: float(t == steps - 1)),
        "The parameters' gradients are the last step's alone.",
        f"{SUM}: the weights were used at every step.",
        "sec-tie-the-layers",
    ),
    Mistake(
        "averaged-over-time",
        averaged,
        "The parameters' gradients are the mean over the steps.",
        f"{SUM}: moving a tied weight moves all its copies by the full amount. So sum or mean?",
        "sec-tie-the-layers",
    ),
    Mistake(
        "state-of-the-same-step",
        walked(before=lambda t: t),
        "Each step is told that it began with the state that it ended with.",
        "Look at what you hand to the backward step as `h_prev`: which state did step t begin with?",
    ),
    Mistake(
        "first-state-from-the-end",
        walked(before=lambda t: t - 1 if t else -2),
        "At the first step the state before it is the *last* one: index −1 counts from the end.",
        "Look at `h_prev` for t = 0: which array holds the state before the first step?",
    ),
    Mistake(
        "first-step-left-out",
        walked(order=lambda steps: range(steps)[:0:-1]),
        "The loop stops before it reaches the first step.",
        f"{LOOP}: which steps does it visit when T is 3?",
    ),
    Mistake(
        "carry-added-up",
        carry_added_up,
        "What the steps send back is added up from step to step, where each replaces the one before.",
        "Look at the line that keeps what a step sends back: how much of it is for the step before that one?",
    ),
    Mistake(
        "layer-below-starved",
        walked(direct_dx=True),
        "The parameters are right. `dxs` holds at each step what the loss sends there, and no more.",
        "Look at the line of `dxs[t]`: which gradient of h_t is it made from?",
        "sec-museum-2",
    ),
    Mistake(
        "first-state-forgotten",
        dh0_is_zero,
        "`dh0` is zero.",
        "Look at the return: when the loop has ended, who holds what the first step sent back?",
    ),
    Mistake(
        "inputs-in-the-order-of-the-walk",
        dxs_in_the_order_of_the_walk,
        "`dxs` has the last step first.",
        "Look at how `dxs` is filled: the walk goes backward, the array should not.",
    ),
)

TASK = WalkTask(
    "3.3",
    "Walk back through time",
    reference=right_walk,
    inputs=walk_inputs,
    outputs=[
        Output("dxs", ("T", "B", "D")),
        Output("dh0", ("B", "H")),
        Output("dweight_ih", ("H", "D")),
        Output("dweight_hh", ("H", "H")),
        Output("dbias", ("H",)),
    ],
    mistakes=MISTAKES,
    hints=(
        "Two things arrive at each state: what the loss sends to it, and what the next step sends back.",
        "Start with nothing from the future. Go from the last step to the first; hand on `dh_prev`, and add "
        "the parameters' gradients to three sums.",
        "State before step t: hs[t − 1], and h0 for t = 0. Last argument of `step_back`: dhs[t] + carried.",
    ),
    section="sec-scan-backward",
)
