"""10.2: at which measurement to stop, and whose weights to keep."""

from collections.abc import Iterator

import numpy as np

from lstm_ref.numpy.arrays import Array
from lstm_ref.numpy.init import Rng
from lstm_ref.verify.engine import Case, Mistake, Output, Task

Two = tuple[int, int]


def reference(losses: Array, patience: int) -> Two:
    best = 0
    for at, loss in enumerate(losses):
        if loss < losses[best]:
            best = at
        elif at - best >= patience:
            return best, at
    return best, len(losses) - 1


GIVEN = (
    ("falls, rises", 3, (5.0, 4.0, 3.0, 3.5, 3.2, 3.6, 2.0, 1.0)),
    ("a dip after the stop", 2, (4.0, 2.0, 2.5, 3.0, 1.0, 0.5)),
    ("falls to the end", 2, (3.0, 2.5, 2.0, 1.5)),
    ("rises in between", 3, (5.0, 6.0, 4.0, 4.5, 4.2, 3.0, 3.1, 3.2, 2.9, 9.0)),
    ("equal values", 2, (3.0, 2.0, 2.5, 2.0, 2.0, 1.0)),
    ("ends while waiting", 4, (3.0, 1.0, 2.0, 2.5)),
    ("the first is the best", 2, (1.0, 2.0, 3.0, 0.5)),
    ("lower than before, not than the best", 2, (4.0, 1.0, 3.0, 2.0, 1.5, 0.5)),
    ("patience of one", 1, (4.0, 3.0, 3.5, 1.0)),
    ("small steps", 2, (2.4, 2.3, 2.2, 2.15, 2.5, 2.1, 2.05, 2.6, 2.7)),
)


def given(rng: Rng) -> Iterator[Case]:
    for label, patience, losses in GIVEN:
        yield Case(label, (np.array(losses), patience))
    for patience in (2, 4):
        drawn = np.geomspace(4, 1, 14) + 0.5 * rng.random(14)
        yield Case(f"drawn at random, patience {patience}", (drawn, patience))


def overall_minimum(losses: Array, patience: int) -> Two:
    return int(np.argmin(losses)), reference(losses, patience)[1]


def keeps_the_last(losses: Array, patience: int) -> Two:
    stop = reference(losses, patience)[1]
    return stop, stop


def rises_in_a_row(losses: Array, patience: int) -> Two:
    """Counts the measurements that are no better than the one before."""
    waited = 0
    for at in range(1, len(losses)):
        waited = waited + 1 if losses[at] >= losses[at - 1] else 0
        if waited >= patience:
            return int(np.argmin(losses[: at + 1])), at
    return int(np.argmin(losses)), len(losses) - 1


def one_later(losses: Array, patience: int) -> Two:
    return reference(losses, patience + 1)


def never_reset(losses: Array, patience: int) -> Two:
    """Counts all failures, not those since the best."""
    best = waited = 0
    for at in range(1, len(losses)):
        if losses[at] < losses[best]:
            best = at
        else:
            waited += 1
            if waited >= patience:
                return best, at
    return best, len(losses) - 1


def equal_counts(losses: Array, patience: int) -> Two:
    best = 0
    for at, loss in enumerate(losses):
        if loss <= losses[best]:
            best = at
        elif at - best >= patience:
            return best, at
    return best, len(losses) - 1


def first_rise(losses: Array, patience: int) -> Two:
    for at in range(1, len(losses)):
        if losses[at] >= losses[at - 1]:
            return at - 1, at
    return len(losses) - 1, len(losses) - 1


def stop_beyond(losses: Array, patience: int) -> Two:
    best, stop = reference(losses, patience)
    return best, stop + 1


def never_stops(losses: Array, patience: int) -> Two:
    return int(np.argmin(losses)), len(losses) - 1


TASK = Task(
    "10.2",
    "Stop at the right measurement",
    reference,
    given,
    (Output("best", section="sec-early-stopping"), Output("stop")),
    (
        Mistake(
            "looks-into-the-future",
            overall_minimum,
            "Your best is one that comes after the stop. By then the training has ended.",
            "Look at `best`: which measurements exist when you stop?",
        ),
        Mistake(
            "keeps-the-last",
            keeps_the_last,
            "You keep the weights from the stop, and not the best ones.",
            "Look at `best`: what was lower?",
        ),
        Mistake(
            "compares-with-the-one-before",
            rises_in_a_row,
            "You compare each loss with the one before. A small dip then resets the patience.",
            "Look at the comparison: lower than which loss?",
        ),
        Mistake(
            "one-too-patient",
            one_later,
            "You wait one measurement longer than the patience allows.",
            "Look at the count: how many have brought nothing when you stop?",
        ),
        Mistake(
            "never-forgives",
            never_reset,
            "You count all measurements that brought nothing, even those before a new best.",
            "Look at the count: when does it begin anew?",
        ),
        Mistake(
            "equal-is-better",
            equal_counts,
            "You take an equal loss for a better one.",
            "Look at the comparison: lower, or not higher?",
        ),
        Mistake(
            "stops-at-the-first-rise",
            first_rise,
            "You stop at the first loss that is not lower than the one before. Losses are noisy.",
            "Where is the patience used?",
        ),
        Mistake(
            "stop-counted-from-one",
            stop_beyond,
            "Your stop is one place too far.",
            "Places count from 0, and the stop is the last measurement that was made.",
        ),
        Mistake(
            "never-stops",
            never_stops,
            "You read all measurements to the end.",
            "Where is the patience used?",
        ),
    ),
    (
        "Go through the losses in order, and remember the place of the lowest so far.",
        "How many measurements have passed since the best one? That is a difference of two places.",
        "There are two ends: the patience is used up, or there are no more losses.",
    ),
    "sec-early-stopping",
)
