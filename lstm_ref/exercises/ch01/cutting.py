"""1.1: one series into inputs and targets."""

from collections.abc import Iterator

import numpy as np

from lstm_ref.numpy.arrays import Array
from lstm_ref.numpy.init import Rng
from lstm_ref.tasks.text import windows
from lstm_ref.verify.engine import (
    Case,
    Mistake,
    Output,
    Task,
)

Pair = tuple[Array, Array]


def inputs_and_targets(series: Array, steps: int) -> Pair:
    pieces = np.array(windows(series, steps + 1))
    return pieces[:-1], pieces[1:]


def series_inputs(rng: Rng) -> Iterator[Case]:
    for length, steps, features in ((9, 3, 2), (8, 4, 3), (11, 2, 4), (6, 3, 1)):
        yield Case(f"N = {length}, T = {steps}", (rng.standard_normal((length, features)), steps))


def not_shifted(series: Array, steps: int) -> Pair:
    inputs, _ = inputs_and_targets(series, steps)
    return inputs, inputs.copy()


def the_one_before(series: Array, steps: int) -> Pair:
    inputs, _ = inputs_and_targets(series, steps)
    return inputs, inputs_and_targets(np.roll(series, 2, axis=0), steps)[1]


def exchanged(series: Array, steps: int) -> Pair:
    inputs, targets = inputs_and_targets(series, steps)
    return targets, inputs


def rolled_along_the_steps(series: Array, steps: int) -> Pair:
    inputs, _ = inputs_and_targets(series, steps)
    return inputs, np.roll(inputs, -1, axis=0)


def rolled_along_the_samples(series: Array, steps: int) -> Pair:
    inputs, _ = inputs_and_targets(series, steps)
    return inputs, np.roll(inputs, -1, axis=1)


def reshaped(series: Array, steps: int) -> Pair:
    inputs, targets = inputs_and_targets(series, steps)
    return inputs.swapaxes(0, 1).reshape(inputs.shape), targets.swapaxes(0, 1).reshape(targets.shape)


def one_target_a_window(series: Array, steps: int) -> Pair:
    inputs, targets = inputs_and_targets(series, steps)
    return inputs, np.broadcast_to(targets[-1], targets.shape).copy()


def newest_first(series: Array, steps: int) -> Pair:
    inputs, targets = inputs_and_targets(series, steps)
    return inputs[::-1].copy(), targets[::-1].copy()


TARGETS = "Look at the line of the targets"


CUTS = (
    Mistake(
        "targets-not-shifted",
        not_shifted,
        "The targets are the inputs: a net would learn to repeat what it reads.",
        f"{TARGETS}: at which place of the series does the target of step t stand?",
    ),
    Mistake(
        "targets-are-the-entries-before",
        the_one_before,
        "The target is the entry before the input, so the net would learn to remember, not to predict.",
        f"{TARGETS}: is the next entry at a larger index or at a smaller one?",
    ),
    Mistake(
        "inputs-and-targets-exchanged",
        exchanged,
        "Inputs and targets are exchanged.",
        "Look at the last line: which of the two comes first, and which holds the end of the series?",
    ),
    Mistake(
        "rolled-along-the-steps",
        rolled_along_the_steps,
        "The target of each window's last step is that window's first entry: a roll wraps round.",
        f"{TARGETS}: look at the last step alone. From which place should its target come?",
    ),
    Mistake(
        "rolled-along-the-samples",
        rolled_along_the_samples,
        "All targets are right but those of the last window, which are the first window's inputs.",
        f"{TARGETS}: a roll carries the beginning to the end. What comes after the last window?",
    ),
    Mistake(
        "reshaped-where-axes-must-change",
        reshaped,
        "The shape is right and the entries stand in the wrong places: `reshape` keeps the order in memory.",
        "Look at the line that puts time first: it has to exchange two axes, and `reshape` does not do that.",
    ),
    Mistake(
        "one-target-a-window",
        one_target_a_window,
        "Every step has the same target, the entry after the window.",
        f"{TARGETS}: each step has a next entry of its own.",
    ),
    Mistake(
        "newest-first",
        newest_first,
        "The steps of each window run backwards.",
        "Look at the axis of the steps: which entry of the series belongs at t = 0?",
    ),
)


TASK = Task(
    "1.1",
    "Cut a series into inputs and targets",
    reference=inputs_and_targets,
    inputs=series_inputs,
    outputs=[Output("inputs", ("T", "B", "D")), Output("targets", ("T", "B", "D"))],
    mistakes=CUTS,
    hints=(
        "The input of step t in window b is `series[b + t]`. What is its target?",
        "Windows of T + 1 steps hold both: all but the last step, and all but the first.",
        "An array of places, `np.arange(T)[:, None] + np.arange(N - T)`, picks all windows in one go.",
    ),
    section="sec-windows",
)
