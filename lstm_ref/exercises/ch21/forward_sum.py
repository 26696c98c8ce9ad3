"""21.2: the forward sums of CTC, with plain probabilities."""

from collections.abc import Callable, Iterator, Sequence
from math import log
from typing import Any

import numpy as np

from lstm_ref.numpy.arrays import Array
from lstm_ref.numpy.init import Rng
from lstm_ref.verify.engine import Case, Mistake, Output, Task

Answer = tuple[Array, float]


def summed(
    p: Array,
    labels: Sequence[int],
    *,
    skip: str = "right",
    first: int = 2,
    ends: int = 2,
    largest: bool = False,
    frame: int = 0,
    wraps: bool = False,
    free: bool = False,
) -> Answer:
    """The reference, and with one of the options set a mistake."""
    row = [0]
    for label in labels:
        row += [int(label), 0]
    alpha = np.zeros((len(p), len(row)))
    alpha[0, :first] = p[0, row[:first]]
    if free:
        alpha[0, 0] = 1.0
    join: Any = max if largest else sum
    for t in range(1, len(p)):
        for s in range(len(row)):
            ways = [alpha[t - 1, s]]
            if s > 0 or wraps:
                ways.append(alpha[t - 1, s - 1])
            allowed = {
                "right": s > 1 and row[s] not in (0, row[s - 2]),
                "equal": s > 1 and row[s] != 0,
                "always": s > 1,
                "never": False,
                "blank": s > 1 and row[s] == 0,
                "new": s > 1 and row[s] not in row[:s],
            }[skip]
            if allowed:
                ways.append(alpha[t - 1, s - 2])
            alpha[t, s] = join(ways) * p[t - frame, row[s]]
    return alpha, float(alpha[-1, -ends:].sum())


def reference(p: Array, labels: Sequence[int]) -> Answer:
    return summed(p, labels)


def given(rng: Rng) -> Iterator[Case]:
    returning = (9, 3, (1, 2, 1))  # a label comes again after another one
    for frames, symbols, labels in (
        (6, 4, (1, 3)), (7, 3, (2, 2, 1)), (8, 5, (4, 1, 1)), (5, 6, (5,)), returning,
    ):  # fmt: skip
        p = rng.dirichlet(np.ones(symbols), size=frames)
        yield Case(f"{frames} frames, labels {labels}", (p, labels))


def with_option(**option: Any) -> Callable[..., Answer]:
    def answer(p: Array, labels: Sequence[int]) -> Answer:
        return summed(p, labels, **option)

    return answer


def with_end(end: Callable[[Array], float]) -> Callable[..., Answer]:
    """The right α, and another P."""

    def answer(p: Array, labels: Sequence[int]) -> Answer:
        alpha, _ = summed(p, labels)
        return alpha, float(end(alpha))

    return answer


SKIP = "Look at the line that adds α from two places before"
START = "Look at the first row of α"
END = "Look at P: where may a walk stand after the last frame?"

TASK = Task(
    "21.2",
    "Sum over all alignments",
    reference,
    given,
    (Output("alpha", axes=("t", "place")), Output("P")),
    (
        Mistake(
            "skips-between-equal-labels",
            with_option(skip="equal"),
            "You skip the blank between two equal labels. Then they become one.",
            f"{SKIP}: when does the row fall together?",
        ),
        Mistake(
            "skips-onto-blanks",
            with_option(skip="always"),
            "You skip labels, too: from a blank to the next blank.",
            f"{SKIP}: what may be left out, and what not?",
        ),
        Mistake(
            "never-skips",
            with_option(skip="never"),
            "No blank is ever left out. Two different labels may follow one another directly.",
            f"{SKIP}: is there one?",
        ),
        Mistake(
            "skips-only-to-a-new-label",
            with_option(skip="new"),
            "You skip only to a label that has not been said before. One that returns is not reached.",
            f"{SKIP}: with which places do you compare?",
        ),
        Mistake(
            "skips-the-wrong-half",
            with_option(skip="blank"),
            "You skip exactly where you must not: from blank to blank.",
            f"{SKIP}: on which places do you land?",
        ),
        Mistake(
            "starts-with-a-blank",
            with_option(first=1),
            "Every walk of yours begins with a blank. It may begin with the first label, too.",
            f"{START}: which places are open?",
        ),
        Mistake(
            "starts-anywhere",
            with_option(first=99),
            "Your walks may begin in the middle of the row, and leave out labels.",
            f"{START}: which places are open?",
        ),
        Mistake(
            "starts-for-free",
            with_option(free=True),
            "Your walks stand on the first blank with probability 1, whatever the first frame says.",
            f"{START}: which factor is missing?",
        ),
        Mistake(
            "wraps-round-at-the-start",
            with_option(wraps=True),
            "The place before the first one is the last one for you: the index is −1, and NumPy counts back.",
            "Look at the way from the place before: what is it at the first place?",
        ),
        Mistake(
            "ends-with-a-label",
            with_end(lambda alpha: alpha[-1, -2]),
            "You count only the walks that end with the last label.",
            END,
        ),
        Mistake(
            "the-likelier-end",
            with_end(lambda alpha: alpha[-1, -2:].max()),
            "You take the likelier of the two ends. Both count.",
            "Look at P: how are the two ends put together?",
        ),
        Mistake(
            "logarithm-of-the-sum",
            with_end(lambda alpha: log(alpha[-1, -2:].sum())),
            "Your P is a logarithm. Asked is the probability itself.",
            "Look at what you return last.",
        ),
        Mistake(
            "loss-for-the-probability",
            with_end(lambda alpha: -log(alpha[-1, -2:].sum())),
            "You return the loss, minus the logarithm of P. Asked is P itself.",
            "Look at what you return last.",
        ),
        Mistake(
            "ends-with-a-blank",
            with_option(ends=1),
            "You count only the walks that end with a blank.",
            END,
        ),
        Mistake(
            "ends-with-a-label-too-early",
            with_option(ends=3),
            "You also count walks that have not said the last label.",
            END,
        ),
        Mistake(
            "best-walk-only",
            with_option(largest=True),
            "You keep the likeliest walk. All of them count.",
            "Look at how the ways to a place are put together.",
        ),
        Mistake(
            "probability-of-the-frame-before",
            with_option(frame=1),
            "You multiply by the probabilities of the frame before.",
            "Look at the factor p: of which frame?",
        ),
    ),
    (
        "First make the row: a blank, then each label with a blank behind it.",
        "To a place lead: itself, its neighbour before, and at times the one before that.",
        "The third way is open when the place holds a label that differs from the label two before.",
    ),
    "sec-ctc",
)
