"""A dot's track, fitted to noisy frames by least squares: what a rule can do that was told the recipe."""

from itertools import product

import numpy as np

from lstm_ref.numpy.arrays import Array
from lstm_ref.tasks.bouncing import HIGH, LOW, SIDE, WIDTH, draw_dots, film_caption, fly
from lstm_ref.tasks.film_baselines import middles

STEP = 0.3  # no number of a track moves further at once, so that a bad start cannot throw it out


def bells(at: Array) -> tuple[Array, Array]:
    """The dot's profile along one axis around places `at` (…), and its derivative by the place: (…, 10)."""
    apart = np.arange(SIDE) - at[..., None]
    bell = np.exp(-(apart**2) / (2 * WIDTH**2))
    return bell, bell * apart / WIDTH**2


def turned(place: Array, speed: Array, steps: int) -> Array:
    """1 where the dot flies as at the start, −1 where an odd number of walls turned it: (steps, B, 2)."""
    room = HIGH - LOW
    straight = place + np.arange(steps)[:, None, None] * speed - LOW
    return np.where(straight % (2 * room) > room, -1.0, 1.0)


def improved(frames: Array, place: Array, speed: Array) -> tuple[Array, Array, Array]:
    """One step of Gauss and Newton: (place, speed, the squared error (B,) that they had before it).

    The frame is row ⊗ column, so its error, slopes and curvatures need the two profiles alone.
    """
    at, signs = fly(place, speed, len(frames)), turned(place, speed, len(frames))
    (row, d_row), (column, d_column) = (bells(at[..., k]) for k in (0, 1))
    across = (frames @ column[..., None])[..., 0]
    down = (row[..., None, :] @ frames)[..., 0, :]
    rr, cc = (row**2).sum(-1), (column**2).sum(-1)
    r_dr, c_dc = (row * d_row).sum(-1), (column * d_column).sum(-1)
    error = (frames**2).sum(axis=(2, 3)) - 2 * (row * across).sum(-1) + rr * cc
    slope = np.stack([(d_row * across).sum(-1) - r_dr * cc, (down * d_column).sum(-1) - rr * c_dc], -1)
    curve = np.empty((*rr.shape, 2, 2))
    curve[..., 0, 0], curve[..., 1, 1] = (d_row**2).sum(-1) * cc, rr * (d_column**2).sum(-1)
    curve[..., 0, 1] = curve[..., 1, 0] = r_dr * c_dc
    # the places of a frame follow the numbers of the track: d place_t = ±(d place + t · d speed)
    time = np.arange(len(frames))[:, None, None, None]
    follow = np.concatenate([np.eye(2) + 0 * time, np.eye(2) * time], axis=-1) * signs[..., None]
    total = np.einsum("tbij,tbi->bj", follow, slope)
    matrix = np.einsum("tbik,tbij,tbjl->bkl", follow, curve, follow, optimize=True) + 1e-3 * np.eye(4)
    step = np.clip(np.linalg.solve(matrix, total[..., None])[..., 0], -STEP, STEP)
    return place + step[:, :2], speed + step[:, 2:], error.sum(axis=0)


def fitted_track(frames: Array, rounds: int = 8) -> tuple[Array, Array]:
    """Place and speed at the first of the frames (T, B, 10, 10), each (B, 2), with the least squared error.

    It starts from the middle of the first frame, in each of the four directions, once with the median size of
    a step and once with the largest (a step at a wall looks shorter); the best track of all rounds counts.
    """
    places = middles(frames)
    sizes = np.abs(np.diff(places, axis=0))
    least, best = np.full(frames.shape[1], np.inf), np.zeros((frames.shape[1], 4))
    for size, *way in product((np.median(sizes, axis=0), sizes.max(axis=0)), (1, -1), (1, -1)):
        place, speed = places[0], size * np.array(way)
        for _ in range(rounds):
            tried = np.concatenate([place, speed], axis=1)
            place, speed, error = improved(frames, place, speed)
            better = error < least
            least, best = np.where(better, error, least), np.where(better[:, None], tried, best)
    place, speed = best[:, :2], best[:, 2:]
    return fly(place, speed, 1)[0], speed * turned(place, speed, 1)[0]


def simulated(seen: Array, ahead: int) -> Array:
    """The next frames (ahead, B, 10, 10) of the track that fits the frames seen."""
    place, speed = fitted_track(seen)
    return draw_dots(fly(place, speed, len(seen) + ahead)[len(seen) :])


def captions_of_tracks(frames: Array) -> list[str]:
    """The recipe's own words for the track that fits all the frames."""
    place, speed = fitted_track(frames)
    return [film_caption(p, s, len(frames)) for p, s in zip(place, speed, strict=True)]
