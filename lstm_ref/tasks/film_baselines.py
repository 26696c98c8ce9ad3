"""The next frames without a net, and the words without a net."""

import numpy as np
from sklearn.linear_model import Ridge

from lstm_ref.numpy.arrays import Array
from lstm_ref.tasks.bouncing import SIDE, draw_dots, fly


def copied(seen: Array, ahead: int) -> Array:
    """The last of the frames (T, B, S, S), `ahead` times."""
    return np.repeat(seen[-1:], ahead, axis=0)


def middles(frames: Array) -> Array:
    """The middle of what is brighter than a third, weighted by brightness: row and column (…, 2)."""
    weights = np.where(frames > 1 / 3, frames, 1e-9)
    total = weights.sum(axis=(-2, -1))
    at = np.arange(frames.shape[-1])
    rows, columns = (weights.sum(axis=axis) @ at / total for axis in (-1, -2))
    return np.stack([rows, columns], axis=-1)


def straight_on(seen: Array, ahead: int) -> Array:
    """A dot that goes on at the speed between the last two frames, in a straight line."""
    places = middles(seen)
    speed = places[-1] - places[-2]
    return draw_dots(places[-1] + np.arange(1, ahead + 1)[:, None, None] * speed)


class LinearFilm:
    """All pixels of the seen frames -> all pixels of the next ones, by ridge regression."""

    def __init__(self, frames: Array, seen: int, penalty: float) -> None:
        self.seen, self.ahead = seen, len(frames) - seen
        self.model = Ridge(penalty).fit(as_rows(frames[:seen]), as_rows(frames[seen:]))

    def __call__(self, seen: Array) -> Array:
        """The next frames (ahead, B, S, S) after `seen` (T, B, S, S)."""
        made = self.model.predict(as_rows(seen)).reshape(seen.shape[1], self.ahead, SIDE, SIDE)
        return np.asarray(made.swapaxes(0, 1))


def as_rows(frames: Array) -> Array:
    """(T, B, S, S) -> (B, T·S·S)."""
    return frames.swapaxes(0, 1).reshape(frames.shape[1], -1)


def mirrored(seen: Array, ahead: int) -> Array:
    """A dot that turns round at the walls, told where these are: a simulator, fitted to the frames seen.

    The speed along each axis is the median size of its steps, the direction that of the last step.
    """
    places = middles(seen)
    steps = np.diff(places, axis=0)
    speed = np.median(np.abs(steps), axis=0) * np.sign(steps[-1])
    return draw_dots(fly(places[-1], speed, ahead + 1)[1:])
