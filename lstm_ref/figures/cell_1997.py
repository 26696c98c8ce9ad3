"""The cell of 1997 as a diagram, with the values that one unit has at one time step."""

from collections.abc import Mapping
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from lstm_ref.figures import shapes
from lstm_ref.figures.style import new_figure, styled

LAYERS = {"input gate": 2.4, "candidate": 4.2, "output gate": 6.0}
LAYER_Y, JOINT_Y, RAIL_C, RAIL_H, OUT_X = 3.0, 5.1, 7.4, 1.5, 7.6

# To be labelled by the reader, the diagram stands on its head, and the two layers that only their numbers
# tell apart have changed places.
LETTERED = {"candidate": 2.4, "input gate": 4.2, "output gate": 6.0}
PLACES: dict[str, tuple[float, float]] = {
    **{name: (x, LAYER_Y) for name, x in LETTERED.items()},
    "adding": (4.2, RAIL_C),
    "tanh on the way out": (OUT_X, 6.05),
    "old memory": (0.25, RAIL_C + 0.75),
    "new memory": (9.55, RAIL_C + 0.75),
    "new hidden state": (9.55, RAIL_H + 0.75),
}


@styled
def draw_cell_1997(
    tape: Any, batch: int = 0, unit: int = 0, letters: Mapping[str, str] | None = None
) -> Figure:
    """Draw the cell without a forget gate, with the values of one unit at one time step.

    Arguments:
        tape: of one `lstm_1997_step`; for step t of a `scan`, ``tape[t]``.
        batch, unit: which sequence, and which entry of the state.
        letters: from a part's name (a key of `PLACES`) to the letter that stands in place of its label. The
            diagram is then turned upside down, and two layers have changed places.

    Raises:
        ValueError: when `letters` names a part that the diagram does not have.
    """
    letters = letters or {}
    if unknown := set(letters) - set(PLACES):
        raise ValueError(
            f"letters: expected parts out of {', '.join(PLACES)}, got {', '.join(sorted(unknown))}"
        )
    figure, axes = new_figure(4.75)
    axes.set(xlim=(-0.6, 10.5), ylim=(9.1, -0.35) if letters else (-0.35, 9.1))
    axes.set_aspect("equal")
    axes.axis("off")
    _draw_wires(axes)
    for name, x in LAYERS.items():
        sign = "tanh" if name == "candidate" else r"$\sigma$"
        shapes.layer(axes, (x, LAYER_Y), "" if letters else sign)
    for at in ((4.2, JOINT_Y), (OUT_X, 4.6)):
        shapes.scale(axes, at)
    shapes.add(axes, (4.2, RAIL_C))
    shapes.function(axes, (OUT_X, 6.05), "" if letters else "tanh")
    _draw_values(axes, tape, (batch, unit), named=not letters)
    for part, text in letters.items():
        shapes.letter(axes, PLACES[part], text)
    return figure


def _draw_wires(axes: Axes) -> None:
    """Every path of a vector; on the memory's line stands one sign, and it is a plus."""
    shapes.body(axes, (1.0, 0.85), 7.9, 7.75)
    shapes.arrow(axes, [(-0.4, RAIL_C), (10.4, RAIL_C)])
    shapes.line(axes, [(-0.4, RAIL_H), (6.0, RAIL_H)])
    shapes.concatenation(axes, (1.35, 0.2), (1.35, RAIL_H))
    for x in LAYERS.values():
        shapes.arrow(axes, [(x, RAIL_H), (x, LAYER_Y - 0.38)])
        if x != max(LAYERS.values()):
            shapes.copy(axes, (x, RAIL_H))
    shapes.arrow(axes, [(2.4, 3.38), (2.4, JOINT_Y), (3.86, JOINT_Y)])
    shapes.arrow(axes, [(4.2, 3.38), (4.2, JOINT_Y - 0.34)])
    shapes.arrow(axes, [(4.2, JOINT_Y), (4.2, RAIL_C - 0.34)])
    shapes.copy(axes, (OUT_X, RAIL_C))
    shapes.arrow(axes, [(OUT_X, RAIL_C), (OUT_X, 6.38)])
    shapes.arrow(axes, [(OUT_X, 6.05), (OUT_X, 4.94)])
    shapes.arrow(axes, [(6.0, 3.38), (6.0, 4.6), (OUT_X - 0.34, 4.6)])
    shapes.arrow(axes, [(OUT_X, 4.6), (OUT_X, RAIL_H), (10.4, RAIL_H)])


def _draw_values(axes: Axes, tape: Any, place: tuple[int, int], named: bool) -> None:
    """The numbers beside their lines; without names where the reader is to find them."""
    i, g, o, c, h_prev = (float(part[place]) for part in (tape.i, tape.g, tape.o, tape.c, tape.h_prev))
    layers = LAYERS if named else LETTERED

    def put(at: tuple[float, float], name: str, number: float) -> None:
        shapes.value(axes, at, name if named else "", number)

    put((-0.45, 2.2), "$h_{t-1}$", h_prev)
    put((layers["input gate"] + 0.15, 4.15), "$i_t$", i)
    put((layers["candidate"] + 0.15, 4.15), "$g_t$", g)
    put((5.75, 5.35), "$o_t$", o)
    put((4.35, 6.2), "$i_t\\,g_t$", i * g)
    put((OUT_X + 0.12, 5.35), "", float(np.tanh(c)))
    if named:
        put((-0.45, 8.1), "$c_{t-1}$", c - i * g)
        put((9.2, 8.1), "$c_t$", c)
        put((9.2, 2.2), "$h_t$", o * float(np.tanh(c)))
    else:  # beside the letters, on the other side of the line
        put((-0.45, RAIL_C - 0.45), "", c - i * g)
        put((9.2, RAIL_C - 0.45), "", c)
        put((9.2, RAIL_H - 0.45), "", o * float(np.tanh(c)))
    axes.text(1.35, 0.1, "$x_t$", ha="center", va="top" if named else "bottom", fontsize=12)
