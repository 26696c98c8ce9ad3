"""20.5: go on with a dot that turns round at the walls."""

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from lstm_ref.numpy.arrays import Array
from lstm_ref.numpy.init import Rng
from lstm_ref.verify.engine import Case, Mistake, Output, Task


def gone_on(
    places: Array,
    ahead: int,
    low: float,
    high: float,
    *,
    walls: str = "mirror",
    first: int = 1,
    back: bool = False,
    whole: bool = False,
    once: bool = False,
) -> Array:
    """The reference, and with one of the options set a mistake."""
    speed = (places[-1] - places[0]) / (len(places) - 1) if whole else places[-1] - places[-2]
    if back:
        speed = -speed
    place, made = places[-1], []
    turned = np.zeros(place.shape, dtype=bool)
    for step in range(ahead + first - 1):
        place = place + speed
        below, above = place < low, place > high
        if once:
            below, above = below & ~turned, above & ~turned
        if walls == "stop":
            place = np.clip(place, low, high)
        elif walls == "stick":
            place, speed = np.clip(place, low, high), np.where(below | above, -speed, speed)
        elif walls == "wrap":
            place = low + (place - low) % (high - low)
        elif walls == "mirror":
            place = np.where(below, 2 * low - place, np.where(above, 2 * high - place, place))
            speed = np.where(below | above, -speed, speed)
        elif walls == "place only":
            place = np.where(below, 2 * low - place, np.where(above, 2 * high - place, place))
        elif walls == "all axes":
            hit = (below | above).any(axis=1, keepdims=True)
            place = np.where(below, 2 * low - place, np.where(above, 2 * high - place, place))
            speed = np.where(hit, -speed, speed)
        turned |= below | above
        if step >= first - 1:
            made.append(place)
    return np.stack(made)


def reference(places: Array, ahead: int, low: float, high: float) -> Array:
    return gone_on(places, ahead, low, high)


def given(rng: Rng) -> Iterator[Case]:
    for seen, dots, ahead, low, high in ((3, 5, 9, 1.0, 5.0), (4, 6, 7, -2.0, 2.5), (2, 4, 12, 0.5, 4.0)):
        start = rng.uniform(low + 0.1, high - 0.1, (dots, 2))
        speed = rng.uniform(0.5, 0.9, (dots, 2)) * rng.choice([-1, 1], (dots, 2))
        before = [np.clip(start + rng.uniform(-0.3, 0.3, start.shape), low, high) for _ in range(seen - 2)]
        other = np.clip(start - speed, low, high)
        yield Case(f"{ahead} frames ahead", (np.stack([*before, other, start]), ahead, low, high))


def with_option(**option: Any) -> Callable[..., Array]:
    def answer(places: Array, ahead: int, low: float, high: float) -> Array:
        return gone_on(places, ahead, low, high, **option)

    return answer


WALL, SPEED = "Look at the lines for a dot beyond a wall", "Look at the line that computes the speed"

TASK = Task(
    "20.5",
    "Go on, and turn round",
    reference,
    given,
    (Output("places", axes=("ahead", "N", "coordinate")),),
    (
        Mistake(
            "through-the-wall",
            with_option(walls="none"),
            "Your dots fly through the walls.",
            "What becomes of a dot that is beyond `low` or `high`?",
        ),
        Mistake(
            "stops-at-the-wall",
            with_option(walls="stop"),
            "Your dots slide along the wall: they never leave it.",
            f"{WALL}: what becomes of the speed?",
        ),
        Mistake(
            "rest-of-the-step-lost",
            with_option(walls="stick"),
            "Your dots turn round at the wall and lose the rest of that step.",
            f"{WALL}: how far beyond the wall was it, and how far before the wall should it be?",
        ),
        Mistake(
            "comes-in-again-opposite",
            with_option(walls="wrap"),
            "Your dots leave by one wall and come in by the opposite one.",
            f"{WALL}: a mirror keeps the distance to which wall?",
        ),
        Mistake(
            "speed-not-turned",
            with_option(walls="place only"),
            "The place is mirrored and the speed is not: the dot trembles at the wall.",
            f"{WALL}: what else changes besides the place?",
        ),
        Mistake(
            "both-directions-turned",
            with_option(walls="all axes"),
            "At a wall your dot turns round in both directions.",
            f"{WALL}: a wall on the left changes which of the two speeds?",
        ),
        Mistake(
            "second-wall-open",
            with_option(once=True),
            "Along each axis your dots turn round once, and go through the next wall.",
            f"{WALL}: are they reached at every step?",
        ),
        Mistake(
            "one-frame-late",
            with_option(first=2),
            "Your first place is the second one due.",
            "Which place belongs to the first frame after those seen?",
        ),
        Mistake(
            "flies-backwards",
            with_option(back=True),
            "Your dots go back where they came from.",
            f"{SPEED}: later minus earlier.",
        ),
        Mistake(
            "mean-speed",
            with_option(whole=True),
            "You take the mean speed over all places seen. Here it is the last step.",
            f"{SPEED}: which two places?",
        ),
    ),
    (
        "The speed is the last place minus the one before. Add it once for each frame.",
        "A place that is d beyond a wall becomes one that is d before it; `np.where` does it for all.",
        "Where a coordinate was mirrored, its own speed changes sign, and that of the other one does not.",
    ),
    "sec-film",
)
