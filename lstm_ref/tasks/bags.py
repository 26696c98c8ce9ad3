"""Logistic regression on counts, its strength of regularisation and its counts tuned on a validation part.

For bags of words and of word pairs it is what a text classifier has to beat (Wang & Manning, 2012).
"""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import Pipeline, make_pipeline

STRENGTHS = (0.01, 0.1, 1.0)  # scikit-learn's C; the smaller, the more the weights are held small


class Labelled(NamedTuple):
    """Sequences of symbols, and one label each."""

    rows: Sequence[Sequence[str]]
    labels: Sequence[int]


def counts_of(row: Sequence[str], longest: int = 1) -> dict[str, int]:
    """How often each run of 1 … `longest` neighbours occurs in the row."""
    counts: dict[str, int] = {}
    for size in range(1, longest + 1):
        for start in range(len(row) - size + 1):
            run = " ".join(row[start : start + size])
            counts[run] = counts.get(run, 0) + 1
    return counts


Counter = Callable[[Sequence[str]], dict[str, int]]


def best_bag(train: Labelled, valid: Labelled, counters: Iterable[Counter]) -> Callable[[Labelled], float]:
    """Fit one model for each counter and each of `STRENGTHS`; keep the best on the validation part.

    Returns:
        a function from labelled rows to the share that the best model gets right.
    """
    best: tuple[float, Counter | None, Pipeline | None] = (-1.0, None, None)
    for counter in counters:
        features, checked = [counter(row) for row in train.rows], [counter(row) for row in valid.rows]
        for strength in STRENGTHS:
            model = make_pipeline(DictVectorizer(), LogisticRegression(C=strength, max_iter=200))
            score = model.fit(features, train.labels).score(checked, valid.labels)
            if score > best[0]:
                best = (score, counter, model)
    _, count, model = best
    if count is None or model is None:
        raise ValueError("counters: expected at least one")
    return lambda test: float(model.score([count(row) for row in test.rows], test.labels))


def majority(train: Labelled, test: Labelled) -> float:
    """The share right of one answer for all: the commonest label of the training part."""
    most = max(sorted(set(train.labels)), key=list(train.labels).count)
    return list(test.labels).count(most) / len(test.labels)
