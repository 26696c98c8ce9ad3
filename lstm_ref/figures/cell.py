"""The LSTM cell as a diagram, with the values that one unit has at one time step."""

from collections.abc import Mapping
from typing import Any, NamedTuple

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from lstm_ref.figures import shapes
from lstm_ref.figures.style import new_figure, styled

LAYERS = {"forget gate": 2.1, "input gate": 3.7, "candidate": 5.3, "output gate": 6.9}
LAYER_Y, RAIL_C, RAIL_H, OUT_X, UP_X = 3.0, 7.4, 1.5, 8.1, 9.45

# To be labelled by the reader, the diagram is turned round, and two layers that only their numbers tell
# apart have changed places: nobody should pass by remembering where things stood.
LETTERED = {"forget gate": 2.1, "candidate": 3.7, "input gate": 5.3, "output gate": 6.9}
PLACES: dict[str, tuple[float, float]] = {
    **{name: (x, LAYER_Y) for name, x in LETTERED.items()},
    "adding": (5.3, RAIL_C),
    "tanh on the way out": (OUT_X, 6.05),
    "new memory": (10.3, RAIL_C + 0.75),
    "new hidden state": (10.3, RAIL_H + 0.75),
}


class CellValues(NamedTuple):
    """One unit of one sequence at one time step: every number that the diagram shows."""

    c_prev: float
    h_prev: float
    i: float
    f: float
    g: float
    o: float
    c: float
    h: float


def cell_values(tape: Any, batch: int = 0, unit: int = 0) -> CellValues:
    """What one unit computed, read off the tape of one `lstm_step` (for step t of a `scan`, ``tape[t]``)."""
    h = tape.o * np.tanh(tape.c)
    numbers = (tape.c_prev, tape.h_prev, tape.i, tape.f, tape.g, tape.o, tape.c, h)
    return CellValues(*(float(array[batch, unit]) for array in numbers))


@styled
def draw_cell(
    tape: Any,
    batch: int = 0,
    unit: int = 0,
    x_label: str = "",
    letters: Mapping[str, str] | None = None,
) -> Figure:
    """Draw the cell with the values of one unit at one time step.

    Arguments:
        tape: of one `lstm_step`; for step t of a `scan`, ``tape[t]``.
        batch, unit: which sequence, and which entry of the state.
        x_label: what the input is called, such as a word.
        letters: from a part's name (a key of `PLACES`) to the letter that stands in place of its label. The
            diagram then runs from right to left, and the layers stand in another order.

    Raises:
        ValueError: when `letters` names a part that the diagram does not have.
    """
    letters = letters or {}
    if unknown := set(letters) - set(PLACES):
        raise ValueError(
            f"letters: expected parts out of {', '.join(PLACES)}, got {', '.join(sorted(unknown))}"
        )
    figure, axes = new_figure(4.75)
    axes.set(xlim=(11.35, -0.55) if letters else (-0.55, 11.35), ylim=(-0.35, 9.75))
    axes.set_aspect("equal")
    axes.axis("off")
    _draw_wires(axes)
    _draw_operations(axes, named=not letters)
    _draw_values(axes, cell_values(tape, batch, unit), x_label, named=not letters)
    for part, text in letters.items():
        shapes.letter(axes, PLACES[part], text)
    return figure


def _draw_wires(axes: Axes) -> None:
    """Every path of a vector; the memory runs along the top, h and x along the bottom."""
    shapes.body(axes, (1.0, 0.85), 8.75, 7.75)
    shapes.arrow(axes, [(-0.4, RAIL_C), (11.2, RAIL_C)])
    shapes.line(axes, [(-0.4, RAIL_H), (6.9, RAIL_H)])
    shapes.concatenation(axes, (1.35, 0.2), (1.35, RAIL_H))
    for x in LAYERS.values():
        shapes.arrow(axes, [(x, RAIL_H), (x, LAYER_Y - 0.38)])
        if x != max(LAYERS.values()):
            shapes.copy(axes, (x, RAIL_H))
    shapes.arrow(axes, [(2.1, 3.38), (2.1, RAIL_C - 0.34)])
    shapes.arrow(axes, [(3.7, 3.38), (3.7, 5.1), (4.96, 5.1)])
    shapes.arrow(axes, [(5.3, 3.38), (5.3, 4.76)])
    shapes.arrow(axes, [(5.3, 5.1), (5.3, RAIL_C - 0.34)])
    shapes.copy(axes, (OUT_X, RAIL_C))
    shapes.arrow(axes, [(OUT_X, RAIL_C), (OUT_X, 6.38)])
    shapes.arrow(axes, [(OUT_X, 6.05), (OUT_X, 4.94)])
    shapes.arrow(axes, [(6.9, 3.38), (6.9, 4.6), (OUT_X - 0.34, 4.6)])
    shapes.arrow(axes, [(OUT_X, 4.6), (OUT_X, RAIL_H), (11.2, RAIL_H)])
    shapes.copy(axes, (UP_X, RAIL_H))
    shapes.line(axes, [(UP_X, RAIL_H), (UP_X, RAIL_C - 0.16)])  # passes under the memory's rail
    shapes.arrow(axes, [(UP_X, RAIL_C + 0.16), (UP_X, 9.3)])


def _draw_operations(axes: Axes, named: bool) -> None:
    for name, x in LAYERS.items():
        shapes.layer(axes, (x, LAYER_Y), ("tanh" if name == "candidate" else r"$\sigma$") if named else "")
    for at in ((2.1, RAIL_C), (5.3, 5.1), (OUT_X, 4.6)):
        shapes.scale(axes, at)
    shapes.add(axes, (5.3, RAIL_C))
    shapes.function(axes, (OUT_X, 6.05), "tanh" if named else "")


def _draw_values(axes: Axes, at: CellValues, x_label: str, named: bool) -> None:
    """The numbers beside their lines; without names where the reader is to find them."""

    layers = LAYERS if named else LETTERED

    def put(place: tuple[float, float], name: str, number: float) -> None:
        shapes.value(axes, place, name if named else "", number, "left" if named else "right")

    put((-0.45, 8.1), "$c_{t-1}$", at.c_prev)
    put((-0.45, 2.2), "$h_{t-1}$", at.h_prev)
    put((layers["forget gate"] + 0.15, 4.2), "$f_t$", at.f)
    put((layers["input gate"] + 0.15, 4.2), "$i_t$", at.i)
    put((layers["candidate"] + 0.15, 4.2), "$g_t$", at.g)
    put((6.6, 5.35), "$o_t$", at.o)
    put((2.6, 8.1), "$f_t\\,c_{t-1}$", at.f * at.c_prev)
    put((5.45, 6.1), "$i_t\\,g_t$", at.i * at.g)
    put((OUT_X + 0.12, 5.5), "", float(np.tanh(at.c)))
    if named:
        put((10.0, 8.1), "$c_t$", at.c)
        put((10.0, 2.2), "$h_t$", at.h)
        axes.text(UP_X, 9.4, "$h_t$", ha="center", va="bottom", fontsize=12)
    axes.text(1.35, 0.1, f"$x_t$ {x_label}".rstrip(), ha="center", va="top", fontsize=12)


@styled
def draw_legend() -> Figure:
    """The signs of the diagram, each with the word for what it does."""
    figure, axes = new_figure(1.9)
    axes.set(xlim=(-0.2, 11.4), ylim=(-1.7, 2.5))
    axes.set_aspect("equal")
    axes.axis("off")
    for number, (draw, words) in enumerate(SIGNS):
        x, y = 5.6 * (number % 2), 2.0 - 1.1 * (number // 2)
        draw(axes, x, y)
        axes.text(x + 1.55, y, words, va="center", fontsize=11.5)
    return figure


SIGNS: tuple[tuple[Any, str], ...] = (
    (lambda axes, x, y: shapes.arrow(axes, [(x, y), (x + 1.2, y)]), "vector transfer"),
    (lambda axes, x, y: shapes.layer(axes, (x + 0.6, y), r"$\sigma$"), "layer, with weights"),
    (lambda axes, x, y: _joining(axes, x, y), "concatenation"),
    (lambda axes, x, y: shapes.scale(axes, (x + 0.6, y)), "scaling, entry by entry"),
    (lambda axes, x, y: _fork(axes, x, y), "copy"),
    (lambda axes, x, y: shapes.add(axes, (x + 0.6, y)), "adding, entry by entry"),
    (lambda axes, x, y: shapes.function(axes, (x + 0.6, y), "tanh"), "function, no weights"),
)


def _fork(axes: Axes, x: float, y: float) -> None:
    shapes.arrow(axes, [(x, y), (x + 1.2, y)])
    shapes.copy(axes, (x + 0.4, y))
    shapes.arrow(axes, [(x + 0.4, y), (x + 0.4, y + 0.5)])


def _joining(axes: Axes, x: float, y: float) -> None:
    shapes.arrow(axes, [(x, y), (x + 1.2, y)])
    shapes.concatenation(axes, (x + 0.3, y - 0.5), (x + 0.3, y))
