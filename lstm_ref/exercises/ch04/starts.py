"""4.6: starts that are orthogonal, and starts that look it to some check."""

from collections.abc import Callable

import numpy as np

from lstm_ref.numpy.arrays import Array
from lstm_ref.numpy.init import Rng, orthogonal, uniform

Start = Callable[[Rng, int, float], Array]


def with_stretches(rng: Rng, stretches: Array) -> Array:
    """A random matrix whose singular values are these: rotated, stretched, rotated again."""
    size = len(stretches)
    return np.asarray((orthogonal(rng, size) * stretches) @ orthogonal(rng, size))


def via_svd(rng: Rng, size: int, gain: float) -> Array:
    u, _, vt = np.linalg.svd(rng.standard_normal((size, size)))
    return np.asarray(gain * u @ vt)


def via_reflections(rng: Rng, size: int, gain: float) -> Array:
    matrix = np.eye(size)
    for _ in range(size):
        v = rng.standard_normal(size)
        matrix = matrix - 2 * np.outer(v, v @ matrix) / (v @ v)
    return np.asarray(gain * matrix)


def normal(rng: Rng, size: int, gain: float) -> Array:
    return np.asarray(gain * rng.standard_normal((size, size)) / np.sqrt(size))


def small_uniform(rng: Rng, size: int, gain: float) -> Array:
    return gain * uniform(rng, (size, size), 1 / np.sqrt(size))


def scaled_by_the_largest(rng: Rng, size: int, gain: float) -> Array:
    matrix = rng.standard_normal((size, size))
    return np.asarray(gain * matrix / np.linalg.norm(matrix, ord=2))


def scaled_by_the_smallest(rng: Rng, size: int, gain: float) -> Array:
    return with_stretches(rng, gain * np.linspace(2, 1, size))


def scaled_by_the_mean(rng: Rng, size: int, gain: float) -> Array:
    # The squares make the spread lopsided, so that the median is not right as well.
    spread = np.linspace(1, 0, size) ** 2
    return with_stretches(rng, gain * (0.5 + 0.5 * spread / spread.mean()))


def evenly_around(rng: Rng, size: int, gain: float) -> Array:
    return with_stretches(rng, gain * np.linspace(1.5, 0.5, size))


def scaled_by_spectral_radius(rng: Rng, size: int, gain: float) -> Array:
    matrix = rng.standard_normal((size, size))
    return np.asarray(gain * matrix / np.abs(np.linalg.eigvals(matrix)).max())


def triangle(rng: Rng, size: int, gain: float) -> Array:
    return np.asarray(gain * (np.eye(size) + np.triu(rng.standard_normal((size, size)), 1)))


def right_determinant(rng: Rng, size: int, gain: float) -> Array:
    matrix = rng.standard_normal((size, size))
    return np.asarray(gain * matrix / np.abs(np.linalg.det(matrix)) ** (1 / size))


def unit_columns(rng: Rng, size: int, gain: float) -> Array:
    matrix = rng.standard_normal((size, size))
    return np.asarray(gain * matrix / np.linalg.norm(matrix, axis=0))


def unit_rows(rng: Rng, size: int, gain: float) -> Array:
    return unit_columns(rng, size, gain).T


def unit_rows_and_columns(rng: Rng, size: int, gain: float) -> Array:
    # All entries are positive: with mixed signs two rows of size 2 would be at right angles by luck.
    matrix = rng.uniform(0.5, 1.5, (size, size))
    for _ in range(100):  # each round disturbs the other lengths less
        matrix = matrix / np.linalg.norm(matrix, axis=1, keepdims=True)
        matrix = matrix / np.linalg.norm(matrix, axis=0)
    return gain * matrix


def rows_at_right_angles(rng: Rng, size: int, gain: float) -> Array:
    lengths = np.sqrt(np.linspace(0.5, 1.5, size))  # their squares have the right mean
    return np.asarray(gain * lengths[:, None] * orthogonal(rng, size))


def columns_at_right_angles(rng: Rng, size: int, gain: float) -> Array:
    return rows_at_right_angles(rng, size, gain).T


def one_direction_lost(rng: Rng, size: int, gain: float) -> Array:
    return with_stretches(rng, gain * (np.arange(size) < size - 1))


def right_for(rng: Rng, vectors: Array, gain: float) -> Array:
    """Right for these directions, the columns of (H, K): for as many of them as leave one to be wrong in."""
    size = len(vectors)
    kept = min(vectors.shape[1], size - 1)
    others = rng.standard_normal((size, size - kept))
    axes, _ = np.linalg.qr(np.hstack([vectors[:, :kept], others]))
    factors = np.concatenate([np.ones(kept), np.linspace(1.8, 1.2, size - kept)])
    return np.asarray(gain * (axes * factors) @ axes.T)


def plain_vectors_kept(rng: Rng, size: int, gain: float) -> Array:
    units = np.eye(size)
    return right_for(rng, np.stack([np.ones(size), units[0], units[-1]], axis=1), gain)


def counting_vectors_kept(rng: Rng, size: int, gain: float) -> Array:
    return right_for(rng, np.stack([np.arange(size), np.arange(size) + 1.0], axis=1), gain)


def gain_ignored(rng: Rng, size: int, gain: float) -> Array:
    return orthogonal(rng, size)


def gain_twice(rng: Rng, size: int, gain: float) -> Array:
    return orthogonal(rng, size, gain**2)


def gain_on_the_diagonal(rng: Rng, size: int, gain: float) -> Array:
    return np.asarray(orthogonal(rng, size) + (gain - 1) * np.eye(size))


class FirstSizeKept:
    """Right at whichever size comes first. The engine hands each check a fresh copy, which has seen none."""

    def __init__(self) -> None:
        self.first: Array | None = None

    def __call__(self, rng: Rng, size: int, gain: float) -> Array:
        if self.first is None:
            self.first = orthogonal(rng, size)
        return np.asarray(gain * np.resize(self.first, (size, size)))


class FirstGainKept:
    """Right for whichever gain comes first."""

    def __init__(self) -> None:
        self.first: float | None = None

    def __call__(self, rng: Rng, size: int, gain: float) -> Array:
        self.first = gain if self.first is None else self.first
        return orthogonal(rng, size, self.first)


STARTS: dict[str, tuple[Start, str]] = {
    "normal": (normal, "entries from a normal distribution, divided by √H"),
    "small-uniform": (small_uniform, "the usual small start, times the gain"),
    "scaled-by-the-largest": (
        scaled_by_the_largest,
        "a random matrix scaled so that its *largest* singular value is the gain",
    ),
    "scaled-by-the-smallest": (
        scaled_by_the_smallest,
        "a matrix whose *smallest* singular value is the gain; the others are larger",
    ),
    "scaled-by-the-mean": (
        scaled_by_the_mean,
        "a matrix whose singular values have the gain as their *mean*, and differ",
    ),
    "evenly-around-the-gain": (
        evenly_around,
        "a matrix whose singular values lie evenly around the gain, half of them below it",
    ),
    "scaled-by-spectral-radius": (
        scaled_by_spectral_radius,
        "a random matrix scaled so that its spectral radius is the gain",
    ),
    "triangle": (triangle, "a triangular matrix, all of whose eigenvalues are the gain"),
    "right-determinant": (right_determinant, "a random matrix scaled to the right determinant"),
    "unit-columns": (unit_columns, "columns of the right length that are not at right angles"),
    "unit-rows": (unit_rows, "rows of the right length that are not at right angles"),
    "unit-rows-and-columns": (
        unit_rows_and_columns,
        "rows and columns of the right length, neither at right angles",
    ),
    "rows-at-right-angles": (rows_at_right_angles, "rows at right angles that differ in length"),
    "columns-at-right-angles": (columns_at_right_angles, "columns at right angles that differ in length"),
    "one-direction-lost": (one_direction_lost, "right in all directions but one, which it sets to zero"),
    "plain-vectors-kept": (
        plain_vectors_kept,
        "right for some plain vectors, such as the one whose entries are all 1, and wrong for the others",
    ),
    "counting-vectors-kept": (
        counting_vectors_kept,
        "right for a vector that counts, 0, 1, 2 and so on, and wrong for most others",
    ),
    "gain-ignored": (gain_ignored, "a rotation whose gain is 1 whatever is asked for"),
    "gain-twice": (gain_twice, "a rotation with the gain squared"),
    "gain-on-the-diagonal": (
        gain_on_the_diagonal,
        "a rotation plus (gain − 1) times the identity: right where the gain is 1",
    ),
    "first-size-kept": (
        FirstSizeKept(),
        "right at the first size that it is asked for, whose entries it uses again at every other",
    ),
    "first-gain-kept": (FirstGainKept(), "right for the first gain that it is asked for, which it keeps"),
}
