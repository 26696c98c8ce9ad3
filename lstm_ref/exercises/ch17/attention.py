"""17.1: what attention sees, from the scores to the context."""

from collections.abc import Iterator

import numpy as np

from lstm_ref.numpy.arrays import Array
from lstm_ref.numpy.init import Rng
from lstm_ref.numpy.losses import softmax
from lstm_ref.tasks.attend import attend
from lstm_ref.verify.engine import Case, Mistake, Output, Task


def given(rng: Rng) -> Iterator[Case]:
    for steps, batch, size, other in ((5, 3, 4, 2), (2, 4, 3, 5), (6, 2, 5, 3)):
        yield Case(
            f"S = {steps}",
            (
                rng.standard_normal((batch, size)),
                rng.standard_normal((steps, batch, other)),
                rng.standard_normal((size, other)),
            ),
        )


def scores(h: Array, seen: Array, weight: Array) -> Array:
    found: Array = np.einsum("bh,hk,sbk->bs", h, weight, seen)
    return found


def mean_of(looks: Array, seen: Array) -> Array:
    context: Array = np.einsum("bs,sbk->bk", looks, seen)
    return context


def over_the_batch(h: Array, seen: Array, weight: Array) -> tuple[Array, Array]:
    looks = softmax(scores(h, seen, weight).T).T
    return looks, mean_of(looks, seen)


def no_matrix(h: Array, seen: Array, weight: Array) -> tuple[Array, Array]:
    size = min(h.shape[1], seen.shape[2])
    looks = softmax(np.einsum("bk,sbk->bs", h[:, :size], seen[:, :, :size]))
    return looks, mean_of(looks, seen)


def no_softmax(h: Array, seen: Array, weight: Array) -> tuple[Array, Array]:
    looks = scores(h, seen, weight)
    return looks, mean_of(looks, seen)


def plain_mean(h: Array, seen: Array, weight: Array) -> tuple[Array, Array]:
    looks = softmax(scores(h, seen, weight))
    return looks, seen.mean(axis=0)


def best_only(h: Array, seen: Array, weight: Array) -> tuple[Array, Array]:
    looks = softmax(scores(h, seen, weight))
    return looks, seen[looks.argmax(axis=1), np.arange(len(h))]


def divided(h: Array, seen: Array, weight: Array) -> tuple[Array, Array]:
    looks = softmax(scores(h, seen, weight) / np.sqrt(h.shape[1]))
    return looks, mean_of(looks, seen)


def sharpened(h: Array, seen: Array, weight: Array) -> tuple[Array, Array]:
    looks = softmax(scores(h, seen, weight))
    return looks, mean_of(scores(h, seen, weight), seen)


SCORE, SOFT, MEAN = "Look at the scores", "Look at the softmax", "Look at the context"

TASK = Task(
    "17.1",
    "Compute what attention sees",
    attend,
    given,
    (Output("looks", axes=("B", "S")), Output("context", axes=("B", "K"))),
    (
        Mistake(
            "softmax-over-the-batch",
            over_the_batch,
            "Your weights sum to one over the sentences of the batch.",
            f"{SOFT}: among which things does one sentence choose?",
        ),
        Mistake(
            "matrix-left-out",
            no_matrix,
            "You compare h and s number by number. The matrix W is not used.",
            f"{SCORE}: what stands between the two vectors?",
        ),
        Mistake(
            "no-softmax",
            no_softmax,
            "Your weights are the scores themselves.",
            f"{SOFT}: what must weights of a mean sum to?",
        ),
        Mistake(
            "plain-mean",
            plain_mean,
            "Your context is the plain mean: the weights are computed and not used.",
            f"{MEAN}: how much does each state count?",
        ),
        Mistake(
            "best-state-only",
            best_only,
            "Your context is the one state with the largest weight.",
            f"{MEAN}: a weighted mean takes something of every state.",
        ),
        Mistake(
            "divided-by-the-root",
            divided,
            "You divide the scores by the root of their size. Other attentions do; this one does not.",
            f"{SCORE}: compare with the equation.",
        ),
        Mistake(
            "scores-in-the-mean",
            sharpened,
            "Your context takes the scores as weights, before the softmax.",
            f"{MEAN}: which of your two arrays belongs there?",
        ),
    ),
    (
        "For one sentence and one place: the product of three, a row vector, a matrix and a column vector.",
        "`np.einsum` with the letters b, s, h and k does the scores in one line.",
        "The softmax runs along the places, the last axis of (B, S).",
    ),
    "sec-encoder-decoder",
)
