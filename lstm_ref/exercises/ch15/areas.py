"""15.3: the area of one cell for one mark: over all pairs, how often is the marked one higher?"""

from collections.abc import Callable, Iterator

import numpy as np
from numpy.typing import NDArray

from lstm_ref.numpy.arrays import Array
from lstm_ref.numpy.init import Rng
from lstm_ref.verify.engine import Case, Mistake, Output, Task

Marks = NDArray[np.bool_]


def reference(values: Array, held: Marks) -> float:
    difference = values[held][:, None] - values[~held]
    return float((difference > 0).mean() + 0.5 * (difference == 0).mean())


def given(rng: Rng) -> Iterator[Case]:
    for count, share, shift in ((30, 0.3, 1.0), (41, 0.6, -0.8), (25, 0.2, 0.5)):
        held: Marks = rng.random(count) < share
        held[0], held[1] = True, False
        values = np.round(rng.standard_normal(count) + shift * held, 1)  # rounded, so that some are equal
        yield Case(f"{count} characters", (values, held))
    values, held = np.repeat(np.round(rng.standard_normal(18), 1), 2), np.arange(36) % 2 == 0
    values[::2] += 1e-12 * (rng.random(18) < 0.8)  # next to equal is not equal
    yield Case("36 characters", (values, held))


def pairs(share: Callable[[Array], float]) -> Callable[[Array, Marks], float]:
    return lambda values, held: float(share(values[held][:, None] - values[~held]))


def correlated(values: Array, held: Marks) -> float:
    return float(abs(np.corrcoef(values, held)[0, 1]))


def above_middle(values: Array, held: Marks) -> float:
    return float(((values > np.median(values)) == held).mean())


def above_mean(values: Array, held: Marks) -> float:
    return float((values[held] > values[~held].mean()).mean())


def any_pairs(values: Array, held: Marks) -> float:
    return float((values[held][:, None] > values).mean())


def close(values: Array, held: Marks) -> float:
    first, second = values[held][:, None], values[~held]
    return float((first > second).mean() + 0.5 * np.isclose(first, second).mean())


LINE = "Look at the comparison"

TASK = Task(
    "15.3",
    "Score one cell against one mark",
    reference,
    given,
    (Output("area"),),
    (
        Mistake(
            "ties-lost",
            pairs(lambda d: (d > 0).mean()),
            "Pairs of equal values count nothing with you.",
            f"{LINE}: what becomes of equal values?",
        ),
        Mistake(
            "ties-won",
            pairs(lambda d: (d >= 0).mean()),
            "Pairs of equal values count in full with you.",
            f"{LINE}: what becomes of equal values?",
        ),
        Mistake(
            "nearly-equal-counts-as-equal",
            close,
            "Values that are nearly equal count as equal with you, and as higher at the same time.",
            f"{LINE}: when are two values equal?",
        ),
        Mistake(
            "turned-round",
            pairs(lambda d: (d < 0).mean() + 0.5 * (d == 0).mean()),
            "You count the pairs in which the marked character is lower.",
            f"{LINE}: which of the two is to be higher?",
        ),
        Mistake(
            "always-above-half",
            pairs(lambda d: 0.5 + abs((d > 0).mean() + 0.5 * (d == 0).mean() - 0.5)),
            "You turn areas below a half round. The sign is chosen on another part of the text, not here.",
            "Look at the last line: can your function return less than 0.5?",
        ),
        Mistake(
            "a-correlation",
            correlated,
            "You return a correlation. It depends on how far apart the values are, not only on their order.",
            "Look at the last line: it is to be a share of pairs.",
        ),
        Mistake(
            "threshold-at-the-median",
            above_middle,
            "You return a share of right answers at one threshold.",
            "Look at the line with the threshold: pairs need none.",
        ),
        Mistake(
            "against-the-mean",
            above_mean,
            "You compare with the mean of the unmarked values, and not with each of them.",
            f"{LINE}: with how many values is each marked one compared?",
        ),
        Mistake(
            "against-everything",
            any_pairs,
            "You compare marked characters with all characters, with other marked ones too.",
            f"{LINE}: what is on its right side?",
        ),
    ),
    (
        "Two groups: `values[held]` and `values[~held]`. Each of the first meets each of the second.",
        "An axis of length one makes a table of all pairs: `a[:, None] - b`.",
        "The mean of a table of True and False is a share. Equal pairs add half of theirs.",
    ),
    "sec-readable-cells",
)
