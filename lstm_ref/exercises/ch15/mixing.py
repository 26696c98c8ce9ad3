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
) -> Array:
    """The reference, and with one of the options set a mistake."""
    size = counts.shape[1]
    p = np.full(size, 1 / size) if start == "uniform" else np.zeros(size)
    rows = counts if upward else counts[::-1]
    for row in rows if deepest else rows[:-1]:
        if not row.any():
            continue
        kinds = {"kinds": np.count_nonzero(row), "symbols": size, "one": 1}[freed]
        taken = np.maximum(row - discount, 0) if clip else row - discount * (row > 1)
        old = p if below else np.full(size, 1 / size)
        p = (taken + discount * kinds * old * spread) / row.sum()
    return p


def reference(counts: Array, discount: float) -> Array:
    return mixed(counts, discount)


def given(rng: Rng) -> Iterator[Case]:
    for contexts, size, discount in ((3, 5, 0.75), (4, 7, 0.6), (2, 6, 0.9)):
        counts = rng.integers(0, 5, (contexts, size)) * (rng.random((contexts, size)) < 0.7) * 1.0
        counts[:, 0] += 1.0  # a count of one, and nothing empty
        counts[0] += 2.0
        if contexts == 4:
            counts[-1] = 0.0
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
