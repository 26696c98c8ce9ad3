"""19.2: from pen points back to the positions at which strokes begin."""

from collections.abc import Callable, Iterator

import numpy as np

from lstm_ref.numpy.arrays import Array
from lstm_ref.numpy.init import Rng
from lstm_ref.verify.engine import Case, Mistake, Output, Task


def ink(
    points: Array, *, shift: int = 0, every: bool = False, air: bool = False, axis: bool = False
) -> float:
    """The way that the pen makes on the paper; with an option, a mistake."""
    far = np.abs(points[:, :2]).sum(axis=1) if axis else np.hypot(points[:, 0], points[:, 1])
    lifted = np.concatenate([[0.0], points[:-1, 2]]) if not shift else points[:, 2]
    on_paper = np.ones(len(points)) if every else lifted if air else 1 - lifted
    return float((far * on_paper).sum())


def reference(points: Array) -> tuple[Array, float]:
    """Where the pen is, and how much ink it leaves."""
    return np.cumsum(points[:, :2], axis=0), ink(points)


def with_ink(**option: bool) -> Callable[[Array], tuple[Array, float]]:
    def answer(points: Array) -> tuple[Array, float]:
        return np.cumsum(points[:, :2], axis=0), ink(points, **option)

    return answer


def one_earlier(points: Array) -> tuple[Array, float]:
    """Takes the lift of the row after."""
    lifted = np.concatenate([points[1:, 2], [0.0]])
    far = np.hypot(points[:, 0], points[:, 1])
    return np.cumsum(points[:, :2], axis=0), float((far * (1 - lifted)).sum())


def begins_lifted(points: Array) -> tuple[Array, float]:
    first = float(np.hypot(*points[0, :2]))
    return np.cumsum(points[:, :2], axis=0), ink(points) - first


def first_move_lost(points: Array) -> tuple[Array, float]:
    return np.cumsum(points[:, :2], axis=0) - points[0, :2], ink(points)


def same_row(points: Array) -> tuple[Array, float]:
    return np.cumsum(points[:, :2], axis=0), ink(points, shift=1)


def not_summed(points: Array) -> tuple[Array, float]:
    return points[:, :2].copy(), ink(points)


def before_the_move(points: Array) -> tuple[Array, float]:
    places = np.cumsum(points[:, :2], axis=0)
    return np.concatenate([np.zeros((1, 2)), places[:-1]]), ink(points)


def strokes_from_zero(points: Array) -> tuple[Array, float]:
    places, here = np.zeros((len(points), 2)), np.zeros(2)
    for t, (*offset, up) in enumerate(points):
        here = here + offset
        places[t] = here
        if up:
            here = np.zeros(2)
    return places, ink(points)


def jumps_left_out(points: Array) -> tuple[Array, float]:
    lifted = np.concatenate([[0.0], points[:-1, 2]])
    return np.cumsum(points[:, :2] * (1 - lifted)[:, None], axis=0), ink(points)


def given(rng: Rng) -> Iterator[Case]:
    for up in ([0, 0, 1, 0, 0, 0, 1], [1, 0, 1, 1, 0], [0, 1, 0, 0, 0, 0, 1, 0, 0]):
        points = np.concatenate([rng.uniform(-1, 1, (len(up), 2)), np.array(up, float)[:, None]], axis=1)
        yield Case(f"{len(up)} points, {sum(up)} of them lifts", (points,))


PLACES, INK = "Look at the line that makes `places`", "Look at which moves leave ink"

TASK = Task(
    "19.2",
    "Follow the pen",
    reference,
    given,
    (Output("places", axes=("T", "x y")), Output("ink", axes=())),
    (
        Mistake(
            "offsets-for-places",
            not_summed,
            "Your places are the moves themselves.",
            f"{PLACES}: where is the pen after two moves?",
        ),
        Mistake(
            "one-move-behind",
            before_the_move,
            "Your places are those before each move.",
            f"{PLACES}: does its first row hold the first move?",
        ),
        Mistake(
            "first-move-lost",
            first_move_lost,
            "Your places begin at (0, 0): the first move is lost.",
            f"{PLACES}: where is the pen after the first row?",
        ),
        Mistake(
            "strokes-from-zero",
            strokes_from_zero,
            "Each stroke begins at (0, 0) again.",
            f"{PLACES}: what becomes of the sum when the pen is lifted?",
        ),
        Mistake(
            "jumps-left-out",
            jumps_left_out,
            "You leave out the moves through the air. The pen moves, with or without ink.",
            f"{PLACES}: which moves does it add?",
        ),
        Mistake(
            "jumps-leave-ink",
            with_ink(every=True),
            "Every move leaves ink in your sum.",
            f"{INK}: where is `up` used?",
        ),
        Mistake(
            "lift-in-the-same-row",
            same_row,
            "You take out the move that ends a stroke, and keep the one through the air.",
            f"{INK}: is the pen lifted before or after the move of its row?",
        ),
        Mistake(
            "lift-of-the-next-row",
            one_earlier,
            "You shift the third column the wrong way: a move goes by the lift of the row after it.",
            f"{INK}: which row lifts the pen before the move of row t?",
        ),
        Mistake(
            "begins-lifted",
            begins_lifted,
            "Your first move leaves no ink. The pen begins on the paper.",
            f"{INK}: what stands in front of the shifted column?",
        ),
        Mistake(
            "air-in-place-of-ink",
            with_ink(air=True),
            "You sum the way through the air.",
            f"{INK}: the factor is one where the pen is on the paper.",
        ),
        Mistake(
            "along-the-axes",
            with_ink(axis=True),
            "You add |dx| and |dy|. That is the way along the axes.",
            "Look at the line that gives a move its length.",
        ),
    ),
    (
        "A place is the sum of all moves so far.",
        "The move of row t is in the air when row t − 1 has lifted the pen.",
        "Shift the third column by one row, with a zero in front; multiply the lengths by one minus that.",
    ),
    "sec-pen",
)
