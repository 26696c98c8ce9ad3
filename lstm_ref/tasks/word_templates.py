"""Template matching by dynamic time warping: which row of recorded words fits a recording best?"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from lstm_ref.numpy.arrays import Array
from lstm_ref.numpy.init import Rng
from lstm_ref.tasks.spectra import frame_words, log_spectrum
from lstm_ref.tasks.speech import Utterance

SILENCE = 10


class Template(NamedTuple):
    """`word`: the digit, or `SILENCE`; `frames` (L, bands), one recording of it."""

    word: int
    frames: Array


def templates(utterances: Sequence[Utterance], rng: Rng, each: int) -> list[Template]:
    """`each` recordings of every digit, cut out where the word begins and ends, and the mean silence.

    Arguments:
        utterances: of one digit each; where its word lies is used.
        rng: chooses among them.
        each: how many of a digit.
    """
    drawn: list[Template] = []
    silent: list[Array] = []
    for at in rng.permutation(len(utterances)):
        one = utterances[at]
        frames, words = log_spectrum(one.samples), frame_words(one)
        silent.append(frames[words == SILENCE])
        if sum(t.word == one.digits[0] for t in drawn) < each and (words != SILENCE).any():
            drawn.append(Template(one.digits[0], frames[words != SILENCE]))
    return [*drawn, Template(SILENCE, np.concatenate(silent).mean(axis=0)[None])]


def match(features: Array, known: Sequence[Template], penalty: float) -> tuple[int, ...]:
    """The digits of the row of templates with the least distance to a recording.

        d_t(w, l) = |x_t − frame l of w| + min(d_{t−1}(w, l), d_{t−1}(w, l − 1), d_{t−1}(w, l − 2))

    A word may begin where another has just ended, at the cost of `penalty`.

    Arguments:
        features: (T, bands).
        known: the templates.
        penalty: what a further word costs; silence costs nothing.

    Source: H. Ney, *The use of a one-stage dynamic programming algorithm for connected word recognition*,
    IEEE Transactions on Acoustics, Speech, and Signal Processing 32(2), 1984.
    """
    words = np.array([one.word for one in known])
    lengths = np.array([len(one.frames) for one in known])
    place = np.arange(lengths.max())
    stacked = np.stack([np.pad(t.frames, ((0, len(place) - len(t.frames)), (0, 0))) for t in known])
    apart = np.sqrt(
        np.maximum(
            0,
            (features**2).sum(1)[:, None, None]
            + (stacked**2).sum(2)
            - 2 * np.tensordot(features, stacked, (1, 2)),
        )
    )  # (T, templates, L)
    apart[:, place >= lengths[:, None]] = np.inf
    fee = np.where(words == SILENCE, 0.0, penalty)
    rows, last = np.arange(len(known)), lengths - 1
    cost = np.full(apart.shape[1:], np.inf)
    began = np.zeros(cost.shape, dtype=int)  # the frame in which the word of this way began
    ends: list[
        tuple[float, int, int]
    ] = []  # at each frame: the least cost of a word's end, which, its first frame
    for t, distance in enumerate(apart):
        ways = np.full((3, *cost.shape), np.inf)
        ways[0] = cost
        ways[1, :, 1:], ways[2, :, 2:] = cost[:, :-1], cost[:, :-2]
        enter = fee + (ends[-1][0] if ends else 0.0)
        ways[1, :, 0] = enter
        starts = np.stack([began, np.roll(began, 1, axis=1), np.roll(began, 2, axis=1)])
        starts[1, :, 0] = t
        best = ways.argmin(axis=0)
        cost = distance + np.take_along_axis(ways, best[None], axis=0)[0]
        began = np.take_along_axis(starts, best[None], axis=0)[0]
        at = int(cost[rows, last].argmin())
        ends.append((float(cost[at, last[at]]), at, int(began[at, last[at]])))
    heard: list[int] = []
    t = len(ends) - 1
    while t >= 0:
        _, at, first = ends[t]
        heard.append(int(words[at]))
        t = first - 1
    return tuple(word for word in heard[::-1] if word != SILENCE)
