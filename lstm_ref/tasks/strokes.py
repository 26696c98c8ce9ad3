"""Handwriting by a recipe: joined letters drawn as smooth strokes, dots and bars after the word.

A point is what a pen does in one step: (dx, dy, up). (dx, dy) is how far it moved since the point before,
and up is 1 at the last point of a stroke: after it the pen leaves the paper.
"""

from typing import NamedTuple

import numpy as np

from lstm_ref.numpy.arrays import Array, Tokens
from lstm_ref.numpy.init import Rng

WORDS = ("cell", "line", "time", "mill", "nice", "item", "met", "tile")
SPACING = 0.36  # of the height of a small letter, between two points
GAP = 0.7  # between two words
PIECES = 12  # of a curve between two corners
TREMOR = 0.02  # how far a point strays from the curve

# Where the pen goes, letter by letter: (x, y) with y = 0 on the line and y = 1 at the top of a small letter.
LETTERS: dict[str, tuple[tuple[float, float], ...]] = {
    "c": ((0.45, 0.75), (0.72, 0.9), (0.5, 1.0), (0.2, 0.55), (0.35, 0.05), (0.7, 0.05), (0.95, 0.25)),
    "e": ((0.35, 0.45), (0.62, 0.8), (0.42, 1.0), (0.18, 0.55), (0.33, 0.06), (0.62, 0.04), (0.9, 0.25)),
    "i": ((0.22, 0.6), (0.34, 1.0), (0.32, 0.35), (0.46, 0.0), (0.75, 0.25)),
    "l": ((0.35, 0.8), (0.58, 1.75), (0.42, 2.1), (0.24, 1.6), (0.24, 0.45), (0.4, 0.0), (0.72, 0.25)),
    "m": ((0.15, 0.75), (0.24, 1.0), (0.26, 0.02), (0.42, 0.8), (0.6, 0.98), (0.68, 0.02), (0.84, 0.8),
          (1.02, 0.98), (1.1, 0.3), (1.22, 0.0), (1.5, 0.25)),
    "n": ((0.15, 0.75), (0.24, 1.0), (0.26, 0.02), (0.42, 0.8), (0.6, 0.98), (0.68, 0.3), (0.8, 0.0),
          (1.08, 0.25)),
    "t": ((0.22, 0.8), (0.36, 1.75), (0.34, 0.4), (0.48, 0.0), (0.78, 0.25)),
}  # fmt: skip
MARKS: dict[str, tuple[tuple[float, float], ...]] = {  # made when the word is written: dots and bars
    "i": ((0.38, 1.5), (0.42, 1.4)),
    "t": ((0.02, 1.2), (0.36, 1.24), (0.74, 1.28)),
}


class Hand(NamedTuple):
    """How somebody writes: slant, width of the letters, size, slope of the line, how far points stray."""

    slant: float
    width: float
    size: float
    slope: float
    jitter: float


class Line(NamedTuple):
    """`points` (T, 3); `due` (T,): dots and bars still due after each point; `words`, in order."""

    points: Array
    due: Array
    words: list[str]


def draw_hand(rng: Rng) -> Hand:
    """A new writer."""
    return Hand(
        slant=rng.uniform(0.0, 0.5),
        width=rng.uniform(0.85, 1.15),
        size=rng.uniform(0.85, 1.15),
        slope=rng.uniform(-0.03, 0.03),
        jitter=rng.uniform(0.02, 0.05),
    )


def smooth(corners: Array, spacing: float = SPACING) -> tuple[Array, Tokens]:
    """A Catmull–Rom curve through `corners` (N, 2), as points at equal distances along it.

    Returns:
        the points (M, 2), and for each corner the number of the point that is nearest to it along the curve.
    """
    ends = np.concatenate([2 * corners[:1] - corners[1:2], corners, 2 * corners[-1:] - corners[-2:-1]])
    at = np.linspace(0, 1, PIECES, endpoint=False)[:, None]
    a, b, c, d = ends[:-3, None], ends[1:-2, None], ends[2:-1, None], ends[3:, None]
    pieces = b + at / 2 * (c - a + at * (2 * a - 5 * b + 4 * c - d + at * (3 * (b - c) + d - a)))
    fine = np.concatenate([pieces.reshape(-1, 2), corners[-1:]])
    along = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(fine, axis=0).T))])
    count = max(2, round(along[-1] / spacing) + 1)
    steps = np.linspace(0, along[-1], count)
    nearest = np.rint(along[::PIECES] / along[-1] * (count - 1)).astype(np.int64)
    return np.stack([np.interp(steps, along, axis) for axis in fine.T], axis=1), nearest


def draw_word(rng: Rng, word: str, hand: Hand) -> tuple[list[Array], list[Array]]:
    """A word from x = 0: first the letters in one stroke, then dots and bars, from left to right.

    Returns:
        the strokes, each (N, 2); and as many (N,) of how many dots and bars are due after each point.
    """
    corners, marks, ends, x = [np.array([[0.0, 0.25]])], [], [], 0.0
    for letter in word:
        corners.append(np.array(LETTERS[letter]) + [x, 0.0])
        if letter in MARKS:
            marks.append(np.array(MARKS[letter]) + [x, 0.0] + 0.06 * rng.standard_normal(2))
            ends.append(sum(map(len, corners)) - 1)
        x += LETTERS[letter][-1][0]
    strokes: list[Array] = []
    due: list[Array] = []
    for k, way in enumerate([np.concatenate(corners), *marks]):
        curve, nearest = smooth(way + hand.jitter * rng.standard_normal(way.shape))
        strokes.append(curve + TREMOR * rng.standard_normal(curve.shape))
        left: Array = np.full(len(curve), float(len(marks) - k + 1))  # a mark is due until its last point
        left[-1] -= 1
        if not k:
            left = (np.arange(len(curve))[:, None] >= nearest[ends]).sum(axis=1).astype(float)
        due.append(left)
    return strokes, due


def draw_line(rng: Rng, points: int, hand: Hand | None = None) -> Line:
    """Words one after the other, until there are `points` points; the last word is cut off there.

    Arguments:
        rng: the random generator.
        points: T.
        hand: whose; a new writer by default.
    """
    hand = draw_hand(rng) if hand is None else hand
    strokes: list[Array] = []
    due: list[Array] = []
    words: list[str] = []
    x = 0.0
    while sum(map(len, strokes)) < points + 1:
        words.append(str(rng.choice(WORDS)))
        drawn, left = draw_word(rng, words[-1], hand)
        strokes, due = strokes + [stroke + [x, 0.0] for stroke in drawn], due + left
        x = max(stroke[:, 0].max() for stroke in strokes) + GAP
    places = np.concatenate(strokes) * [hand.width, 1.0]
    sheared = places[:, 0] + hand.slant * places[:, 1]
    places = hand.size * np.stack([sheared, places[:, 1] + hand.slope * sheared], axis=1)
    moves = offsets(places, [len(stroke) for stroke in strokes])
    return Line(moves[:points], np.concatenate(due)[1 : points + 1], words)


def offsets(places: Array, lengths: list[int]) -> Array:
    """Pen positions (N + 1, 2) and the lengths of the strokes -> points (N, 3) from the first on."""
    up = np.zeros(len(places))
    up[np.cumsum(lengths) - 1] = 1
    return np.concatenate([np.diff(places, axis=0), up[1:, None]], axis=1)


def draw_lines(rng: Rng, count: int, points: int) -> Array:
    """`count` lines, each by a writer of its own: (T, count, 3), time first."""
    return np.stack([draw_line(rng, points).points for _ in range(count)], axis=1)


def scale_of(lines: Array) -> float:
    """The root mean square of the offsets of `lines` (…, 3): models read offsets divided by it."""
    return float(np.sqrt((lines[..., :2] ** 2).mean()))


def strokes_of(points: Array) -> list[Array]:
    """Points (T, 3) -> the strokes that they draw, from (0, 0): a list of positions (N, 2)."""
    places = np.concatenate([[[0.0, 0.0]], np.cumsum(points[:, :2], axis=0)])
    cuts = np.flatnonzero(points[:, 2] > 0.5) + 2
    return [stroke for stroke in np.split(places, cuts) if len(stroke)]
