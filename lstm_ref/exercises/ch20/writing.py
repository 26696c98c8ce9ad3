"""20.2: draw a patch through a window of bell curves."""

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from lstm_ref.numpy.arrays import Array
from lstm_ref.numpy.init import Rng
from lstm_ref.verify.engine import Case, Mistake, Output, Task


def drawn(
    canvas: Array,
    patch: Array,
    middle: Array,
    width: float,
    spread: float,
    *,
    swapped: bool = False,
    turned: bool = False,
    replaced: bool = False,
    unscaled: bool = False,
    corner: bool = False,
    columns: bool = False,
    narrow: bool = False,
    rubbed: bool = False,
) -> Array:
    """The reference, and with one of the options set a mistake."""
    filters = []
    for axis in (0, 1):
        cells, side = patch.shape[axis], canvas.shape[axis]
        offsets = np.arange(cells) - (0 if corner else (cells - 1) / 2)
        centres = middle[1 - axis if swapped else axis] + offsets * (1 if narrow else width)
        bells = np.exp(-((np.arange(side) - centres[:, None]) ** 2) / (2 * spread**2))
        if not unscaled:
            bells = bells / bells.sum(axis=0 if columns else 1, keepdims=True)
        filters.append(bells)
    ink = filters[0].T @ (patch[::-1, ::-1] if turned else patch) @ filters[1]
    if rubbed:
        return np.asarray(canvas - ink)
    return np.asarray(ink if replaced else canvas + ink)


def reference(canvas: Array, patch: Array, middle: Array, width: float, spread: float) -> Array:
    return drawn(canvas, patch, middle, width, spread)


def given(rng: Rng) -> Iterator[Case]:
    for high, wide, rows, columns in ((7, 9, 3, 2), (8, 6, 2, 5), (10, 11, 4, 3)):
        middle = np.array([rng.uniform(1, high - 3), rng.uniform(2, wide - 2)])
        arguments = (
            rng.standard_normal((high, wide)),
            rng.standard_normal((rows, columns)),
            middle,
            float(rng.uniform(1.3, 2.0)),
            float(rng.uniform(0.6, 1.2)),
        )
        yield Case(f"{rows} × {columns} cells on {high} × {wide} pixels", arguments)


def with_option(**option: Any) -> Callable[..., Array]:
    def answer(canvas: Array, patch: Array, middle: Array, width: float, spread: float) -> Array:
        return drawn(canvas, patch, middle, width, spread, **option)

    return answer


CENTRES = "Look at the line that computes where the cells lie"
BELLS = "Look at the line that makes the bells' sums one"
LAST = "Look at the line that draws"

TASK = Task(
    "20.2",
    "Draw through a window",
    reference,
    given,
    (Output("canvas", axes=("rows", "columns")),),
    (
        Mistake(
            "row-and-column-swapped",
            with_option(swapped=True),
            "Your window lies at the mirrored place.",
            f"{CENTRES}: which of the two numbers of `middle` is the row?",
        ),
        Mistake(
            "patch-upside-down",
            with_option(turned=True),
            "Your patch is drawn turned by half a circle.",
            f"{CENTRES}: does the first cell lie above the last?",
        ),
        Mistake(
            "canvas-replaced",
            with_option(replaced=True),
            "Your stroke replaces the canvas.",
            f"{LAST}: what becomes of what was on the canvas before?",
        ),
        Mistake(
            "ink-taken-away",
            with_option(rubbed=True),
            "You take the patch away from the canvas.",
            f"{LAST}: which sign?",
        ),
        Mistake(
            "bells-not-scaled",
            with_option(unscaled=True),
            "The sums of your bells are not one: the spread changes how much ink there is.",
            "Look at the line after the exponential: what should each row of a filter sum to?",
        ),
        Mistake(
            "bells-scaled-the-other-way",
            with_option(columns=True),
            "You have made the columns of the filters sum to one.",
            f"{BELLS}: each bell belongs to one cell of the patch. Along which axis does it lie?",
        ),
        Mistake(
            "window-from-its-corner",
            with_option(corner=True),
            "Your window begins at `middle`, in place of having it in the middle.",
            f"{CENTRES}: where is the cell with the number (n − 1)/2?",
        ),
        Mistake(
            "width-ignored",
            with_option(narrow=True),
            "Your cells lie one pixel apart, whatever the width is.",
            f"{CENTRES}: how far apart are two cells?",
        ),
    ),
    (
        "Make the two filters by one small function that is called for the rows and for the columns.",
        "For n cells: the middles of the bells are middle + (k − (n − 1)/2) · width, k from 0.",
        "(pixels × cells) @ (cells × cells) @ (cells × pixels): which filter has to be transposed?",
    ),
    "sec-drawing",
)
