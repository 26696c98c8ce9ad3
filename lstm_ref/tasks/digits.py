"""scikit-learn's handwritten digits as sequences, and the two simple methods that read them at once."""

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np
from sklearn.datasets import load_digits
from sklearn.linear_model import LogisticRegression
from sklearn.neighbors import KNeighborsClassifier

from lstm_ref.numpy.arrays import Array, Tokens

SIZE, CLASSES = 8, 10
PARTS = {
    "learned from": slice(0, 1000),
    "settings chosen on": slice(1000, 1300),
    "scored on": slice(1300, None),
}
STRENGTHS = (0.001, 0.01, 0.1, 1.0, 10.0)
NEIGHBOURS = (1, 3, 5, 7, 9)


class Digits(NamedTuple):
    """`images` (N, 8, 8) from 0 to 1, `labels` (N,) from 0 to 9."""

    images: Array
    labels: Tokens


def digit_parts() -> dict[str, Digits]:
    """The bundled digits in three parts, in the order of the file.

    Neighbours in the file can come from one hand, so nothing is shuffled: a digit of the held-out part has
    no twin among those that were learned from.

    Source: `sklearn.datasets.load_digits`, a copy of the test set of the UCI Optical Recognition of
    Handwritten Digits (Alpaydin & Kaynak, 1998; CC BY 4.0).
    """
    bunch: Any = load_digits()
    images, labels = bunch.images / 16.0, bunch.target.astype(np.int64)
    return {name: Digits(images[part], labels[part]) for name, part in PARTS.items()}


def as_rows(images: Array) -> Array:
    """A row a step: (N, 8, 8) -> (8, N, 8), time first."""
    return np.ascontiguousarray(images.transpose(1, 0, 2))


def as_pixels(images: Array) -> Array:
    """A pixel a step, row after row: (N, S, S) -> (S·S, N, 1)."""
    return np.ascontiguousarray(images.reshape(len(images), -1).T[:, :, None])


def tuned(
    make: Callable[[float], Any], settings: tuple[float, ...], parts: dict[str, Digits]
) -> tuple[Any, float]:
    """The classifier with the setting that is right most often on the validation part, and that setting."""
    learn, valid = parts["learned from"], parts["settings chosen on"]
    scored: list[tuple[float, int, float, Any]] = []
    for setting in settings:
        model = make(setting).fit(flat(learn.images), learn.labels)
        scored.append((model.score(flat(valid.images), valid.labels), -len(scored), setting, model))
    *_, setting, model = max(scored, key=lambda entry: entry[:2])
    return model, setting


def logistic(strength: float) -> Any:
    """Logistic regression on all 64 pixels at once; a larger `strength` is regularised less."""
    return LogisticRegression(C=strength, max_iter=2000)


def neighbours(count: float) -> Any:
    """The vote of the `count` nearest pictures."""
    return KNeighborsClassifier(n_neighbors=int(count))


def flat(images: Array) -> Array:
    """(N, S, S) -> (N, S·S)."""
    return images.reshape(len(images), -1)


def share_right(model: Any, digits: Digits) -> float:
    """The share of pictures that `model`, a fitted classifier, names rightly."""
    return float((model.predict(flat(digits.images)) == digits.labels).mean())
