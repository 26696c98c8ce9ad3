"""17.2: one step of a beam search: which beginnings are kept, and with which word."""

from collections.abc import Callable, Iterator

import numpy as np

from lstm_ref.numpy.arrays import Array
from lstm_ref.numpy.init import Rng
from lstm_ref.verify.engine import Case, Mistake, Output, Task

Kept = tuple[Array, Array, Array]


def reference(scores: Array, log_p: Array, finished: Array, width: int) -> Kept:
    """(K,), (K, V), (K,) -> of the `width` best: beginning, word (−1 where finished), score; best first."""
    rows = [
        (float(score), k, -1) if done else (float(score + log_p[k, word]), k, word)
        for k, (score, done) in enumerate(zip(scores, finished, strict=True))
        for word in ([-1] if done else range(log_p.shape[1]))
    ]
    return first(sorted(rows, reverse=True), width)


def first(rows: list[tuple[float, int, int]], width: int) -> Kept:
    best = rows[:width]
    return (
        np.array([k for _, k, _ in best]),
        np.array([word for _, _, word in best]),
        np.array([score for score, _, _ in best]),
    )


def all_grown(scores: Array, log_p: Array, finished: Array) -> list[tuple[float, int, int]]:
    return [
        (float(scores[k] + log_p[k, word]), k, word)
        for k in range(len(scores))
        for word in range(log_p.shape[1])
    ]


def grows_finished(scores: Array, log_p: Array, finished: Array, width: int) -> Kept:
    return first(sorted(all_grown(scores, log_p, finished), reverse=True), width)


def drops_finished(scores: Array, log_p: Array, finished: Array, width: int) -> Kept:
    rows = [row for row in all_grown(scores, log_p, finished) if not finished[row[1]]]
    return first(sorted(rows, reverse=True), width)


def without_the_past(scores: Array, log_p: Array, finished: Array, width: int) -> Kept:
    return reference(np.where(finished, scores, 0.0), log_p, finished, width)


def one_each(scores: Array, log_p: Array, finished: Array, width: int) -> Kept:
    beginning, word, score = reference(scores, log_p, finished, log_p.size)
    rows = {
        int(k): (float(s), int(k), int(w)) for k, w, s in list(zip(beginning, word, score, strict=True))[::-1]
    }
    return first(sorted(rows.values(), reverse=True), width)


def worst_first(scores: Array, log_p: Array, finished: Array, width: int) -> Kept:
    beginning, word, score = reference(scores, log_p, finished, width)
    return beginning[::-1].copy(), word[::-1].copy(), score[::-1].copy()


def lowest(scores: Array, log_p: Array, finished: Array, width: int) -> Kept:
    beginning, word, score = reference(scores, log_p, finished, log_p.size)
    return beginning[::-1][:width].copy(), word[::-1][:width].copy(), score[::-1][:width].copy()


def multiplied(scores: Array, log_p: Array, finished: Array, width: int) -> Kept:
    rows = [
        (float(s), k, -1) if done else (-float(s * log_p[k, word]), k, word)
        for k, (s, done) in enumerate(zip(scores, finished, strict=True))
        for word in ([-1] if done else range(log_p.shape[1]))
    ]
    return first(sorted(rows, reverse=True), width)


def given(rng: Rng) -> Iterator[Case]:
    for kept, vocabulary, width in ((8, 6, 7), (9, 7, 8), (11, 4, 9)):
        chances = rng.dirichlet(3 * np.ones(vocabulary), size=kept)
        finished = np.arange(kept) % 3 == 1
        # finished beginnings lie among the others' candidates, and two have several good ones
        sure = rng.dirichlet(0.2 * np.ones(vocabulary), size=kept)
        log_p = np.log(np.where(finished[:, None], 0.9 * sure + 0.1 / vocabulary, chances))
        scores = np.where(finished, -2.2, -2.5) - rng.uniform(0, 0.4, kept)
        scores[0], scores[3] = -1.3, -1.1
        yield Case(f"K = {kept}, V = {vocabulary}", (scores, log_p, finished, width))


def mistake(name: str, answer: Callable[..., Kept], symptom: str, hint: str) -> Mistake:
    return Mistake(name, answer, symptom, hint)


TASK = Task(
    "17.2",
    "Make one step of a beam search",
    reference,
    given,
    (Output("beginning", axes=("W",)), Output("word", axes=("W",)), Output("score", axes=("W",))),
    (
        mistake(
            "finished-ones-grow",
            grows_finished,
            "You put words after beginnings that are finished.",
            "Look at the list of candidates: what comes of a finished beginning?",
        ),
        mistake(
            "finished-ones-dropped",
            drops_finished,
            "Finished beginnings are gone after your step. One of them may be the best sentence.",
            "Look at the list of candidates: what comes of a finished beginning?",
        ),
        mistake(
            "past-forgotten",
            without_the_past,
            "A candidate's score is that of its last word alone.",
            "Look at the score of a candidate: what belongs to it besides the new word?",
        ),
        mistake(
            "one-for-each-beginning",
            one_each,
            "You keep the best word of each beginning. All that are kept may come from one beginning.",
            "Look at the sort: which candidates compete with which?",
        ),
        mistake(
            "worst-first",
            worst_first,
            "The right ones, in the wrong order: the best should stand first.",
            "Look at the sort: in which direction?",
        ),
        mistake(
            "lowest-kept",
            lowest,
            "You keep the candidates with the lowest scores.",
            "Look at the sort: scores are logarithms, all below zero. Which are the likely ones?",
        ),
        mistake(
            "logarithms-multiplied",
            multiplied,
            "You multiply logarithms.",
            "Look at the score of a candidate: a product of probabilities is what, in logarithms?",
        ),
    ),
    (
        "Make one list of all candidates, each with its score, its beginning and its word.",
        "A finished beginning gives one candidate, with its old score and the word −1.",
        "Sort the list once, and cut it.",
    ),
    "sec-beam-search",
)
