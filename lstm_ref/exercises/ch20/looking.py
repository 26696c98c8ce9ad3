"""20.1: look at places: weights from scores, and the weighted mean of what is there."""

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from lstm_ref.numpy.arrays import Array
from lstm_ref.numpy.init import Rng
from lstm_ref.verify.engine import Case, Mistake, Output, Task


def looked(
    h: Array,
    places: Array,
    w_h: Array,
    w_s: Array,
    v: Array,
    *,
    axis: int | None = 1,
    largest: int | None = 1,
    bend: bool = True,
    hard: bool = False,
    even: bool = False,
    normed: bool = True,
    total: bool = False,
    offered: bool = True,
    asked: bool = True,
    swapped: bool = False,
) -> tuple[Array, Array]:
    """The reference, and with one of the options set a mistake."""
    first, second = h @ w_h.T, places @ w_s.T
    inside = asked * first[:, None] + offered * second
    scores = (np.tanh(inside) if bend else inside) @ v
    if even:
        scores = 0 * scores
    weights = np.exp(scores - scores.max(axis=largest, keepdims=True))
    if normed:
        weights = weights / weights.sum(axis=axis, keepdims=True)
    if hard:
        weights = (scores == scores.max(axis=1, keepdims=True)).astype(float)
    if swapped:
        weights = weights[:, ::-1]
    seen = (weights[..., None] * places).sum(axis=1)
    return weights, seen * places.shape[1] if total else seen


def reference(h: Array, places: Array, w_h: Array, w_s: Array, v: Array) -> tuple[Array, Array]:
    return looked(h, places, w_h, w_s, v)


def given(rng: Rng) -> Iterator[Case]:
    for batch, spots, parts, size, score in ((2, 4, 3, 5, 6), (3, 5, 2, 4, 7), (4, 2, 6, 3, 5)):
        shapes = ((batch, size), (batch, spots, parts), (score, size), (score, parts), (score,))
        arguments = tuple(rng.uniform(-1.5, 1.5, shape) for shape in shapes)
        yield Case(f"{batch} pictures of {spots} places", arguments)


def with_option(**option: Any) -> Callable[..., tuple[Array, Array]]:
    def answer(h: Array, places: Array, w_h: Array, w_s: Array, v: Array) -> tuple[Array, Array]:
        return looked(h, places, w_h, w_s, v, **option)

    return answer


SOFTMAX = "Look at the line that makes weights of the scores"
SCORE = "Look at the line that computes the scores"

TASK = Task(
    "20.1",
    "Look at the places",
    reference,
    given,
    (Output("weights", axes=("B", "P")), Output("seen", axes=("B", "F"))),
    (
        Mistake(
            "softmax-over-pictures",
            with_option(axis=0, largest=0),
            "Your weights sum to one over the pictures of the batch.",
            f"{SOFTMAX}: along which axis should they sum to one?",
        ),
        Mistake(
            "divided-over-pictures",
            with_option(axis=0),
            "Your weights do not sum to one over the places: you divide by a sum over the pictures.",
            f"{SOFTMAX}: along which axis is the sum?",
        ),
        Mistake(
            "softmax-over-all",
            with_option(axis=None, largest=None),
            "Your weights sum to one over the whole batch, and not over the places of each picture.",
            f"{SOFTMAX}: how many sums does a batch of B pictures need?",
        ),
        Mistake(
            "divided-by-one-sum",
            with_option(axis=None),
            "You divide by one sum for the whole batch: the weights of a picture do not sum to one.",
            f"{SOFTMAX}: how many sums does a batch of B pictures need?",
        ),
        Mistake(
            "not-normalised",
            with_option(normed=False),
            "Your weights do not sum to one.",
            f"{SOFTMAX}: what do you divide by?",
        ),
        Mistake(
            "only-the-best-place",
            with_option(hard=True),
            "You look at the best place alone. No gradient goes through that choice.",
            f"{SOFTMAX}: which function makes weights of scores?",
        ),
        Mistake(
            "tanh-missing",
            with_option(bend=False),
            "Your scores are not bent: without the tanh the state drops out of the softmax.",
            f"{SCORE}: compare it with the equation, from the inside out.",
        ),
        Mistake(
            "state-not-asked",
            with_option(asked=False),
            "The hidden state drops out of your weights: every word would look at the same places.",
            f"{SCORE}: what is added, and what goes round the sum?",
        ),
        Mistake(
            "places-not-asked",
            with_option(offered=False),
            "What is at the places has no part in your scores: all places get the same weight.",
            f"{SCORE}: which two things are added?",
        ),
        Mistake(
            "sum-for-mean",
            with_option(total=True),
            "What you have seen is too large by the number of places.",
            "Look at the last line: the weights have a sum of one already. What is left to do?",
        ),
    ),
    (
        "`places @ w_s.T` works for all places at once: (B, P, A). The state gives (B, A): add an axis.",
        "The scores are (tanh of that sum) `@ v`, shape (B, P).",
        "Softmax over the places; then weigh the places and sum over the same axis.",
    ),
    "sec-looks",
)
