"""What a picture has where: its small patches compared with typical ones, summed over a grid of places."""

import numpy as np
from sklearn.cluster import MiniBatchKMeans

from lstm_ref.numpy.arrays import Array
from lstm_ref.numpy.init import Rng

PATCH, GRID = 4, 4


def patches(pictures: Array) -> Array:
    """Every 4 × 4 patch of (N, S, S) pictures as a row of 16 numbers: (N, S − 3, S − 3, 16)."""
    seen = np.lib.stride_tricks.sliding_window_view(pictures, (PATCH, PATCH), axis=(1, 2))
    return seen.reshape(*seen.shape[:3], PATCH * PATCH)


def typical_patches(rng: Rng, pictures: Array, kinds: int = 24) -> Array:
    """The centres of `kinds` groups of patches (k-means), (kinds, 16), from patches that are not empty."""
    rows = patches(pictures).reshape(-1, PATCH * PATCH)
    rows = rows[rows.max(axis=1) > 0.35]
    rows = rows[rng.permutation(len(rows))[:20_000]]
    groups = MiniBatchKMeans(kinds, random_state=int(rng.integers(2**31)), n_init=1, batch_size=2048)
    centres: Array = groups.fit(rows).cluster_centers_
    return centres


def features(pictures: Array, centres: Array) -> Array:
    """How much of each kind of patch lies in each place: (N, 16, K), the places row by row.

    A patch at distance d_k from centre k counts max(0, mean(d) − d_k) for that kind: the nearer than usual,
    the more. Coates, Ng and Lee (2011) call this the triangle.
    """
    rows, centres = (part.astype(np.float32) for part in (patches(pictures), centres))  # half the time
    squares = (rows**2).sum(-1, keepdims=True) - 2 * rows @ centres.T + (centres**2).sum(-1)
    distances = np.sqrt(np.maximum(squares, 0))
    near = np.maximum(0, distances.mean(axis=-1, keepdims=True) - distances)
    side = near.shape[1]
    edges = np.linspace(0, side, GRID + 1).astype(int)
    summed = np.add.reduceat(np.add.reduceat(near, edges[:-1], axis=1), edges[:-1], axis=2)
    return summed.reshape(len(pictures), GRID * GRID, -1).astype(float)


def where() -> Array:
    """The row and the column of each place, (16, 2), from −3 to 3: the same sizes as the features have."""
    at = 2 * np.arange(GRID) - (GRID - 1.0)
    return np.stack([part.ravel() for part in np.meshgrid(at, at, indexing="ij")], axis=1)
