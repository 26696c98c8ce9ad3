"""What a film's dot does, in words, by rules and by classifiers."""

from collections import Counter

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from lstm_ref.numpy.arrays import Array
from lstm_ref.tasks.bouncing import WALLS, WAYS, Films
from lstm_ref.tasks.film_baselines import middles


def share_exact(said: list[str], due: list[str]) -> float:
    """The share of captions that are right word for word."""
    return float(np.mean([one == other for one, other in zip(said, due, strict=True)]))


def usual(captions: list[str], number: int) -> list[str]:
    """The commonest of `captions`, `number` times."""
    return [Counter(captions).most_common(1)[0][0]] * number


def first_and_last(frames: Array) -> list[str]:
    """The way from the first frame's dot to the last one's, (T, B, S, S); no wall is ever named."""
    moved = middles(frames[-1]) - middles(frames[0])
    return [" ".join(WAYS[axis][int(way[axis] > 0)] for axis in (1, 0)) for way in moved]


def followed(frames: Array) -> list[str]:
    """Follow the dot from frame to frame; where it turns round along an axis, it was at the wall ahead.

    A step that is smaller than a tenth of a pixel does not count as a change of direction. A wall early in
    the last step leaves no step in the other direction, and goes unseen.
    """
    steps = np.diff(middles(frames), axis=0)
    texts = []
    for way in steps.swapaxes(0, 1):
        hits, start = [], [0, 0]
        for axis in (0, 1):
            signs = [(t, int(step > 0)) for t, step in enumerate(way[:, axis]) if abs(step) > 0.1]
            start[axis] = signs[0][1]
            for (_, before), (t, after) in zip(signs[:-1], signs[1:], strict=True):
                if before != after:
                    hits.append((t, WALLS[axis][before]))
        words = [WAYS[1][start[1]], WAYS[0][start[0]]]
        texts.append(" ".join([*words, *(f"off {wall}" for _, wall in sorted(hits))]))
    return texts


def whole_captions(known: Array, captions: list[str], asked: Array, strength: float) -> list[str]:
    """A logistic regression with one class for each caption, on the dot's steps from frame to frame.

    Arguments:
        known, asked: frames (T, B, S, S); captions: of `known`; strength: C, the inverse of the penalty.
    """
    # scikit-learn's finer default takes some four times as long and moves the share right by about 0.01
    # up or down
    model = make_pipeline(StandardScaler(), LogisticRegression(C=strength, max_iter=500, tol=1e-3))
    model.fit(path(known), captions)
    return [str(text) for text in model.predict(path(asked))]


def best_strength(learn: Films, choose: Films) -> float:
    """The strength of `whole_captions` that is best on the films to choose on; tried on 900 to learn from."""

    def score(strength: float) -> float:
        said = whole_captions(learn.frames[:, :900], learn.captions[:900], choose.frames, strength)
        return share_exact(said, choose.captions)

    return max((0.1, 1.0), key=score)


def path(frames: Array) -> Array:
    """Where the dot is in each frame, and its steps with their sizes: a row of numbers for each film."""
    places = middles(frames)
    steps = np.diff(places, axis=0)
    parts = (places, steps, np.sign(steps))
    return np.concatenate([part.swapaxes(0, 1).reshape(frames.shape[1], -1) for part in parts], axis=1)
