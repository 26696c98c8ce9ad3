"""17.1: what attention sees, from the scores to the context."""

from collections.abc import Callable, Iterator

import numpy as np

from lstm_ref.numpy.arrays import Array
from lstm_ref.numpy.init import Rng
from lstm_ref.numpy.losses import softmax
from lstm_ref.tasks.attend import attend
from lstm_ref.verify.engine import Case, Mistake, Output, Task

Attend = Callable[[Array, Array, Array], tuple[Array, Array]]


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


def weighed(
    weights: Callable[[Array], Array] = softmax, of: Callable[[Array, Array, Array], Array] = scores
) -> Attend:
    """With other weights made of the scores, or of other scores."""

    def answer(h: Array, seen: Array, weight: Array) -> tuple[Array, Array]:
        looks = weights(of(h, seen, weight))
        return looks, mean_of(looks, seen)

    return answer


def meant(context: Callable[[Array, Array], Array]) -> Attend:
    """The right weights, with another context made of them and the states."""

    def answer(h: Array, seen: Array, weight: Array) -> tuple[Array, Array]:
        looks = softmax(scores(h, seen, weight))
        return looks, context(looks, seen)

    return answer


def reshaped(h: Array, seen: Array, weight: Array) -> Array:
    """The scores of (S, B, K) states read as if they were (B, S, K)."""
    steps, batch, other = seen.shape
    found: Array = np.einsum("bk,bsk->bs", h @ weight, seen.reshape(batch, steps, other))
    return found


def scores_reshaped(h: Array, seen: Array, weight: Array) -> Array:
    """The scores made as (S, B), and brought to (B, S) by a reshape."""
    return scores(h, seen, weight).T.reshape(len(h), len(seen))


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
        Mistake(
            "softmax-over-everything",
            weighed(lambda found: np.exp(found) / np.exp(found).sum()),
            "Your weights sum to one over the whole batch, and not for each sentence.",
            f"{SOFT}: along which axis do you add up?",
        ),
        Mistake(
            "not-divided",
            weighed(np.exp),
            "Your weights are the exponentials of the scores. They do not sum to one.",
            f"{SOFT}: what are the exponentials divided by?",
        ),
        Mistake(
            "no-exponential",
            weighed(lambda found: found / found.sum(axis=1, keepdims=True)),
            "You divide the scores by their sum. A score may be negative, and so may such a weight.",
            f"{SOFT}: what comes before the division?",
        ),
        Mistake(
            "sigmoid-for-softmax",
            weighed(lambda found: 1 / (1 + np.exp(-found))),
            "Each weight is the sigmoid of its own score: they do not sum to one.",
            f"{SOFT}: what must weights of a mean sum to?",
        ),
        Mistake(
            "softmax-twice",
            weighed(lambda found: softmax(softmax(found))),
            "You take the softmax twice. Its weights are nearly equal.",
            f"{SOFT}: what does your function get, scores or weights?",
        ),
        Mistake(
            "logarithms-for-weights",
            weighed(lambda found: np.log(softmax(found))),
            "Your weights are logarithms, all below zero.",
            f"{SOFT}: what must weights of a mean sum to?",
        ),
        Mistake(
            "all-on-the-best",
            weighed(lambda found: (found == found.max(axis=1, keepdims=True)).astype(float)),
            "You give the best place the weight one and the others none.",
            f"{SOFT}: it leaves something to every place.",
        ),
        Mistake(
            "divided-by-the-root-of-the-other-size",
            weighed(of=lambda h, seen, weight: scores(h, seen, weight) / np.sqrt(seen.shape[2])),
            "You divide the scores by the root of K. Other attentions do; this one does not.",
            f"{SCORE}: compare with the equation.",
        ),
        Mistake(
            "first-sentence-for-all",
            weighed(of=lambda h, seen, weight: scores(h, seen[:, :1].repeat(len(h), axis=1), weight)),
            "You score the first sentence's states for every sentence of the batch.",
            f"{SCORE}: which of the three axes of `seen` stands for the sentence?",
        ),
        Mistake(
            "states-reshaped",
            weighed(of=reshaped),
            "You reshape (S, B, K) to (B, S, K). That mixes the sentences: a reshape turns no axes.",
            f"{SCORE}: np.transpose or np.einsum changes the order of axes.",
        ),
        Mistake(
            "scores-reshaped",
            weighed(of=scores_reshaped),
            "You reshape (S, B) to (B, S). That mixes the sentences: a reshape turns no axes.",
            f"{SCORE}: `.T` or np.einsum changes the order of axes.",
        ),
        Mistake(
            "sum-of-states",
            meant(lambda looks, seen: seen.sum(axis=0)),
            "Your context is the sum of all states: the weights are computed and not used.",
            f"{MEAN}: how much does each state count?",
        ),
        Mistake(
            "mean-taken-twice",
            meant(lambda looks, seen: mean_of(looks, seen) / len(seen)),
            "You divide the context by S, though your weights sum to one already.",
            f"{MEAN}: is it a sum or a mean of the weighted states?",
        ),
        Mistake(
            "context-of-the-first-sentence",
            meant(lambda looks, seen: looks @ seen[:, 0]),
            "The weights are each sentence's own, the states are the first sentence's.",
            f"{MEAN}: which of the three axes of `seen` stands for the sentence?",
        ),
    ),
    (
        "For one sentence and one place: the product of three, a row vector, a matrix and a column vector.",
        "`np.einsum` with the letters b, s, h and k does the scores in one line.",
        "The softmax runs along the places, the last axis of (B, S).",
    ),
    "sec-encoder-decoder",
)
