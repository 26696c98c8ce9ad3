"""16.2: the answer after the last real word of each text."""

from collections.abc import Callable, Iterator

import numpy as np

from lstm_ref.numpy.arrays import Array, Tokens
from lstm_ref.numpy.init import Rng
from lstm_ref.verify.engine import Case, Mistake, Output, Task

Read = Callable[[Array, Tokens, Array, Array], Array]


def scores(hs: Array, lengths: Tokens, weight: Array, bias: Array) -> Array:
    last = hs[lengths - 1, np.arange(hs.shape[1])]
    return last @ weight.T + bias


def given(rng: Rng) -> Iterator[Case]:
    for lengths, H, K in (([4, 6, 1], 5, 2), ([2, 7, 3, 5], 3, 6), ([3, 8], 4, 5)):
        T, B = max(lengths), len(lengths)
        arrays = (rng.standard_normal(shape) for shape in ((T, B, H), (K, H), (K,)))
        hs, weight, bias = arrays
        yield Case(f"lengths {lengths}", (hs, np.array(lengths), weight, bias))


def reads(pick: Callable[[Array, Tokens], Array]) -> Read:
    """With another state (B, H), picked from hs (T, B, H) and the lengths."""

    def answer(hs: Array, lengths: Tokens, weight: Array, bias: Array) -> Array:
        return pick(hs, lengths) @ weight.T + bias

    return answer


def real(hs: Array, lengths: Tokens) -> Array:
    """1 at a text's own words, 0 at the padding, (T, B, 1)."""
    return (np.arange(len(hs))[:, None] < lengths)[:, :, None].astype(float)


def column(hs: Array) -> Tokens:
    return np.arange(hs.shape[1])


WHICH = "Look at which state you read"

TASK = Task(
    "16.2",
    "Read the answer at the last word",
    scores,
    given,
    (Output("logits", axes=("B", "K")),),
    (
        Mistake(
            "last-row",
            reads(lambda hs, lengths: hs[-1]),
            "You read the last row of the array. For a shorter text that is padding.",
            f"{WHICH}: where does the first text end?",
        ),
        Mistake(
            "one-too-far",
            reads(lambda hs, lengths: hs[lengths % len(hs), column(hs)]),
            "You read one step after each text's last word.",
            f"{WHICH}: a text of four words has the steps 0, 1, 2, 3.",
        ),
        Mistake(
            "one-too-early",
            reads(lambda hs, lengths: hs[lengths - 2, column(hs)]),
            "You read one step before each text's last word.",
            f"{WHICH}: a text of four words has the steps 0, 1, 2, 3.",
        ),
        Mistake(
            "first-word",
            reads(lambda hs, lengths: hs[0]),
            "You read the state after the first word.",
            f"{WHICH}.",
        ),
        Mistake(
            "shortest-for-all",
            reads(lambda hs, lengths: hs[lengths.min() - 1]),
            "You read all texts where the shortest ends.",
            f"{WHICH}: each text has an end of its own.",
        ),
        Mistake(
            "first-length-for-all",
            reads(lambda hs, lengths: hs[lengths[0] - 1]),
            "You read all texts where the first one ends.",
            f"{WHICH}: each text has an end of its own.",
        ),
        Mistake(
            "mean-of-all-rows",
            reads(lambda hs, lengths: hs.mean(0)),
            "You take the mean over all steps, padding among them.",
            f"{WHICH}: one state is asked for.",
        ),
        Mistake(
            "mean-of-words",
            reads(lambda hs, lengths: (hs * real(hs, lengths)).sum(0) / lengths[:, None]),
            "You take the mean over each text's words. That is another readout, and not the one asked for.",
            f"{WHICH}: one state is asked for.",
        ),
        Mistake(
            "bias-missing",
            lambda hs, lengths, weight, bias: scores(hs, lengths, weight, 0 * bias),
            "The bias of the readout is missing.",
            "What is added after the product?",
        ),
    ),
    (
        "Text b has the steps 0 … lengths[b] − 1.",
        "`hs[steps, np.arange(B)]` with an array of B steps picks one row for each text.",
        "The readout is `h @ weight.T + bias`.",
    ),
    "sec-judge",
)
