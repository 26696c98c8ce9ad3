"""Can a number be read off some inputs? A linear probe (ridge regression), scored on held-out frames."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from lstm_ref.numpy.arrays import Array
from lstm_ref.numpy.init import Rng

STRENGTHS = (1e-3, 1e-1, 10.0)


def past(features: Array, steps: int) -> Array:
    """Each frame beside the `steps` − 1 frames before it: (T, steps · bands); zeros before the first."""
    padded = np.concatenate([np.zeros((steps - 1, features.shape[1])), features])
    return np.concatenate([padded[k : k + len(features)] for k in range(steps)], axis=1)


def explained(wanted: Array, guessed: Array) -> float:
    """R²: one minus the squared error over that of the mean; below 0 for a guess worse than the mean."""
    return float(1 - ((wanted - guessed) ** 2).sum() / ((wanted - wanted.mean()) ** 2).sum())


def _weights(inputs: Array, targets: Array, strength: float) -> Array:
    xs = np.column_stack([inputs, np.ones(len(inputs))])
    found: Array = np.linalg.solve(xs.T @ xs + strength * np.eye(xs.shape[1]), xs.T @ targets)
    return found


def shuffled(rng: Rng, targets: Sequence[Array]) -> list[Array]:
    """The same targets dealt at random over all frames that have one; NaN stays where it was."""
    flat = np.concatenate(list(targets))
    known = ~np.isnan(flat)
    flat[known] = rng.permutation(flat[known])
    return np.split(flat, np.cumsum([len(one) for one in targets])[:-1])


class Probed(NamedTuple):
    """R² on the second part, on the third, and what is read off the third: (T,) for each recording."""

    validation: float
    test: float
    lines: list[Array]


def probe(inputs: Sequence[Sequence[Array]], targets: Sequence[Sequence[Array]]) -> Probed:
    """Fit on the first part, choose the strength on the second, score on the third.

    Arguments:
        inputs: three lists of (T, N), one array a recording.
        targets: three lists of (T,); frames with NaN are left out.
    """
    parts = []
    for some, wanted in zip(inputs, targets, strict=True):
        xs, ys = np.concatenate(list(some)), np.concatenate(list(wanted))
        parts.append((xs[~np.isnan(ys)], ys[~np.isnan(ys)]))
    (xs, ys), *held = parts
    tried = []
    for strength in STRENGTHS:
        weights = _weights(xs, ys, strength)
        scores = [explained(y, x @ weights[:-1] + weights[-1]) for x, y in held]
        tried.append((scores[0], scores[1], weights))
    validation, test, weights = max(tried, key=lambda one: one[0])
    return Probed(validation, test, [x @ weights[:-1] + weights[-1] for x in inputs[2]])
