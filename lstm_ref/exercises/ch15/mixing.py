"""15.1: interpolated Kneser–Ney at one place: from the shortest context to the longest."""

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from lstm_ref.numpy.arrays import Array
from lstm_ref.numpy.init import Rng
from lstm_ref.verify.engine import Case, Mistake, Output, Task


def mixed(
    counts: Array,
    discount: float,
    *,
    spread: bool = True,
    freed: str = "kinds",
    clip: bool = True,
    upward: bool = True,
    start: str = "uniform",
    deepest: bool = True,
    below: bool = True,
    stop: bool = False,
    first: str = "mixed",
    take: float | None = None,
    rate: float | None = None,
    above_one: bool = False,
) -> Array:
    """The reference, and with one of the options set a mistake."""
    size = counts.shape[1]
    p = np.full(size, 1 / size) if start == "uniform" else np.zeros(size)
    if start == "seen":
        p = (counts[0] > 0) / max(1, np.count_nonzero(counts[0]))
    rows, d = counts if upward else counts[::-1], discount if rate is None else rate
    for number, row in enumerate(rows if deepest else rows[:-1]):
        if not row.any():
            if stop:
                break
            continue
        kinds = {"kinds": np.count_nonzero(row), "symbols": size, "one": 1}[freed]
        if above_one:
            kinds = np.count_nonzero(row > 1)
        off = d if take is None else take
        taken = np.maximum(row - off, 0) if clip else row - off * (row > 1)
        old = p if below else np.full(size, 1 / size)
        plain = number == 0 and first == "plain"
        p = row / row.sum() if plain else (taken + d * kinds * old * spread) / row.sum()
    return p


def reference(counts: Array, discount: float) -> Array:
    return mixed(counts, discount)


def given(rng: Rng) -> Iterator[Case]:
    # What is never counted in the first row, and rows of zeros at the beginning, in the middle, at the end.
    for contexts, size, discount, zeros in (
        (3, 5, 0.75, ()),
        (5, 7, 0.6, (1, 4)),
        (4, 6, 0.9, (0,)),
        (2, 8, 0.45, ()),
    ):
        counts = rng.integers(0, 5, (contexts, size)) * (rng.random((contexts, size)) < 0.7) * 1.0
        counts[:, 0], counts[:, 1] = 1.0 + counts[:, 0], 1.0
        counts[0] += 2.0 * (contexts == 2)
        counts[:, -1] *= np.arange(contexts) > 0
        counts[list(zeros)] = 0.0
        yield Case(f"{contexts} rows, {size} symbols", (counts, discount))


def with_option(**option: Any) -> Callable[[Array, float], Array]:
    return lambda counts, discount: mixed(counts, discount, **option)


LINE = "Look at the line that makes the new p"

TASK = Task(
    "15.1",
    "Mix long and short contexts",
    reference,
    given,
    (Output("p", axes=("V",)),),
    (
        Mistake(
            "nothing-handed-down",
            with_option(spread=False),
            "You take the discount off and give it to nobody: the probabilities sum to less than one.",
            f"{LINE}: is the second term there?",
        ),
        Mistake(
            "freed-by-all-symbols",
            with_option(freed="symbols"),
            "You hand on a discount for every symbol, whether it was seen or not.",
            f"{LINE}: from how many counts was something taken?",
        ),
        Mistake(
            "freed-once",
            with_option(freed="one"),
            "You hand on one discount, however many counts it was taken from.",
            f"{LINE}: where is k(u)?",
        ),
        Mistake(
            "longest-first",
            with_option(upward=False),
            "You start from the longest context and end with the empty one.",
            "Look at the loop: which row needs another row's answer?",
        ),
        Mistake(
            "starts-from-zero",
            with_option(start="zero"),
            "Below the empty context you have nothing, and what is handed down there is lost.",
            "Look at the line before the loop: what is known before anything was counted?",
        ),
        Mistake(
            "longest-left-out",
            with_option(deepest=False),
            "The longest context is never used.",
            "Look at the loop: how many rows does it visit?",
        ),
        Mistake(
            "straight-to-uniform",
            with_option(below=False),
            "Every context hands down to the uniform distribution, so the shorter ones are never heard.",
            f"{LINE}: with what is the freed weight multiplied?",
        ),
        Mistake(
            "stops-at-zeros",
            with_option(stop=True),
            "Your loop ends at a row of zeros. Longer contexts below it are never heard.",
            "Look at the line for a row of zeros: what happens to the rows after it?",
        ),
        Mistake(
            "first-row-as-it-is",
            with_option(first="plain"),
            "Your first row is its counts divided by their sum, without a discount.",
            "Look at what you do with row 0: is it a row like the others?",
        ),
        Mistake(
            "starts-from-seen-symbols",
            with_option(start="seen"),
            "You start from the symbols that row 0 has counted. One that nobody counted needs a share, too.",
            "Look at the line before the loop: how many symbols share the start?",
        ),
        Mistake(
            "nothing-taken",
            with_option(take=0.0),
            "You hand a discount on, and take none off the counts: the sum exceeds one.",
            "Look at the term with the counts: where is the discount taken off?",
        ),
        Mistake(
            "discount-of-its-own",
            with_option(rate=0.7),
            "You use a discount of your own.",
            "Look at every place with a discount: is it the one that you are given?",
        ),
        Mistake(
            "only-counts-above-one",
            with_option(above_one=True),
            "Your k leaves out the symbols that were counted once.",
            "Look at the line with k: which counts are not zero?",
        ),
        Mistake(
            "ones-kept",
            with_option(clip=False),
            "Counts of one keep their full weight with you, and the sum exceeds one.",
            f"{LINE}: from which counts is the discount taken?",
        ),
    ),
    (
        "Begin with p = 1/V for every symbol, and go through the rows from the first to the last.",
        "Each row makes a new p out of its counts and the old p. A row of zeros leaves p alone.",
        "Check yourself: after every row, p sums to one.",
    ),
    "sec-interpolated",
)
