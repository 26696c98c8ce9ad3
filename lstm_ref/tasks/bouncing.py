"""Short films of a dot that flies straight and bounces off the walls, with a caption of its way."""

from typing import NamedTuple

import numpy as np

from lstm_ref.numpy.arrays import Array
from lstm_ref.numpy.init import Rng

SIDE, WIDTH, NOISE = 10, 0.8, 0.05
LOW, HIGH = 1.0, SIDE - 2.0  # where the dot's middle turns round
WALLS = (("top", "bottom"), ("left", "right"))
WAYS = (("up", "down"), ("left", "right"))


class Films(NamedTuple):
    """`frames` (T, B, 10, 10); `places` (T, B, 2), the dot's row and column; `captions`, B of them."""

    frames: Array
    places: Array
    captions: list[str]


def fly(place: Array, speed: Array, steps: int) -> Array:
    """Where a dot is that turns round at the walls: (steps, B, 2) from `place` and `speed` (B, 2).

    As if the room were mirrored at each wall and the dot flew straight on:
    u = (place + t · speed − LOW) mod 2(HIGH − LOW), and what is above HIGH − LOW is mirrored.
    """
    room = HIGH - LOW
    straight = place + np.arange(steps)[:, None, None] * speed - LOW
    folded = straight % (2 * room)
    return LOW + np.minimum(folded, 2 * room - folded)


def draw_dots(places: Array) -> Array:
    """A soft dot at each place (…, 2), row and column: frames (…, 10, 10) from 0 to 1."""
    at = np.arange(SIDE)
    rows, columns = (np.exp(-((at - places[..., k, None]) ** 2) / (2 * WIDTH**2)) for k in (0, 1))
    return rows[..., :, None] * columns[..., None, :]


def film_caption(place: Array, speed: Array, steps: int) -> str:
    """Such as "right up off top": a dot's way at the start, then the walls; `place`, `speed` (2,)."""
    start = [WAYS[axis][int(speed[axis] > 0)] for axis in (1, 0)]
    hits = []
    for axis in (0, 1):
        wall = HIGH if speed[axis] > 0 else LOW
        when, side = (wall - place[axis]) / speed[axis], int(speed[axis] > 0)
        while when < steps - 1:
            hits.append((when, WALLS[axis][side]))
            when, side = when + (HIGH - LOW) / abs(speed[axis]), 1 - side
    return " ".join([*start, *(f"off {wall}" for _, wall in sorted(hits))])


def draw_films(rng: Rng, batch: int, steps: int) -> Films:
    """Dots that start anywhere, at 0.3 to 0.9 pixels a frame in each direction; noise in every pixel."""
    place = rng.uniform(LOW, HIGH, (batch, 2))
    speed = rng.uniform(0.3, 0.9, (batch, 2)) * rng.choice([-1, 1], (batch, 2))
    places = fly(place, speed, steps)
    frames = draw_dots(places)
    frames = frames + NOISE * rng.standard_normal(frames.shape)
    captions = [film_caption(p, s, steps) for p, s in zip(place, speed, strict=True)]
    return Films(frames, places, captions)
