"""Captions without a net: the commonest one, the nearest picture's, and a template filled by classifiers."""

from collections import Counter

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from lstm_ref.numpy.arrays import Array
from lstm_ref.tasks.pictures import Scene


def share_right(said: list[str], scenes: list[Scene]) -> float:
    """The share of captions that are right word for word."""
    return float(np.mean([text == scene.caption for text, scene in zip(said, scenes, strict=True)]))


def share_of_words(said: list[str], scenes: list[Scene]) -> float:
    """The share of the due words that stand in their place."""
    hits, due = 0, 0
    for text, scene in zip(said, scenes, strict=True):
        words = scene.caption.split()
        hits += sum(one == other for one, other in zip(text.split(), words, strict=False))
        due += len(words)
    return hits / due


def commonest(scenes: list[Scene], number: int) -> list[str]:
    """The commonest caption of `scenes`, `number` times."""
    return [Counter(scene.caption for scene in scenes).most_common(1)[0][0]] * number


def nearest(known: Array, scenes: list[Scene], asked: Array) -> list[str]:
    """For each of `asked` (N, F) the caption of the nearest of `known` (M, F)."""
    squares = (known**2).sum(1) - 2 * asked @ known.T
    return [scenes[k].caption for k in squares.argmin(axis=1)]


def filled_template(known: Array, scenes: list[Scene], asked: Array, strength: float) -> list[str]:
    """COUNT LIGHT SHAPE SIDE, each word by a logistic regression of its own.

    Arguments:
        known: features of the training pictures (M, F); scenes: what they show; asked: (N, F).
        strength: C, the inverse of the penalty.
    """
    words = []
    for place in range(len(Scene._fields)):
        model = make_pipeline(StandardScaler(), LogisticRegression(C=strength, max_iter=200))
        model.fit(known, [scene[place] for scene in scenes])
        words.append(model.predict(asked))
    return [Scene(*(str(word) for word in row)).caption for row in zip(*words, strict=True)]


def share_of_slot(said: list[str], due: list[str], slot: int) -> float:
    """The share of captions whose word number `slot` (negative: from the end) is that of the due one."""
    words = [(text.split(), other.split()) for text, other in zip(said, due, strict=True)]
    return float(np.mean([bool(one) and one[slot:][:1] == other[slot:][:1] for one, other in words]))
