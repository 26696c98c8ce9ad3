"""Logistic regression on single frames: what is said now? Then runs of the same answer become one word."""

from collections.abc import Sequence

import numpy as np
from sklearn.linear_model import LogisticRegression

from lstm_ref.numpy.arrays import Array, Tokens
from lstm_ref.tasks.spectra import frame_words, log_spectrum
from lstm_ref.tasks.speech import Utterance

BETWEEN = 10


def neighbours(features: Array, reach: int) -> Array:
    """Each frame with `reach` frames before and behind: (T, (2 · reach + 1) · bands); edges are repeated."""
    padded = np.pad(features, ((reach, reach), (0, 0)), mode="edge")
    return np.concatenate([padded[k : k + len(features)] for k in range(2 * reach + 1)], axis=1)


def train_frames(utterances: Sequence[Utterance], reach: int, strength: float = 0.1) -> LogisticRegression:
    """A classifier of frames, told for each frame which digit is said in it, or none."""
    xs = np.concatenate([neighbours(log_spectrum(u.samples), reach) for u in utterances])
    labels = np.concatenate([frame_words(u) for u in utterances])
    return LogisticRegression(C=strength, max_iter=60, tol=1e-2).fit(xs, labels)


def runs(labels: Tokens, shortest: int) -> tuple[int, ...]:
    """The digits of all runs of at least `shortest` equal frames, equal neighbours taken together.

    Shorter runs are dropped first. What lies between words parts two equal digits, whatever its length.
    """
    edges = np.flatnonzero(np.diff(labels)) + 1
    pieces = np.split(labels, edges)
    kept = [int(piece[0]) for piece in pieces if len(piece) >= shortest or piece[0] == BETWEEN]
    joined = [word for k, word in enumerate(kept) if not k or word != kept[k - 1]]
    return tuple(word for word in joined if word != BETWEEN)


def hear_frames(model: LogisticRegression, features: Array, reach: int, shortest: int) -> tuple[int, ...]:
    """What is heard in one recording."""
    return runs(model.predict(neighbours(features, reach)), shortest)
