"""The five shapes in which a recurrent net is used: which steps read, and which steps answer."""

from typing import NamedTuple

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import FancyBboxPatch

from lstm_ref.figures.shapes import arrow
from lstm_ref.figures.style import BLACK, new_figure, styled

FILLS = {"x": "#cfe6f5", "h": "#ffe9b0", "y": "#d3eee2"}


class Use(NamedTuple):
    """Which of the steps read an input, and which answer, counted from 0."""

    name: str
    steps: int
    reads: tuple[int, ...]
    answers: tuple[int, ...]


USES = (
    Use("one to one", 1, (0,), (0,)),
    Use("one to many", 4, (0,), (0, 1, 2, 3)),
    Use("many to one", 4, (0, 1, 2, 3), (3,)),
    Use("many to many", 4, (0, 1, 2, 3), (0, 1, 2, 3)),
    Use("sequence to sequence", 5, (0, 1, 2), (3, 4)),
)


@styled
def draw_uses(feeds_back: bool = True) -> Figure:
    """One row for each shape; a dotted arrow is an answer that is read back as the next input."""
    figure, rows = new_figure(9.2, rows=len(USES))
    for axes, use in zip(rows, USES, strict=True):
        _draw_use(axes, use, feeds_back)
    return figure


def _draw_use(axes: Axes, use: Use, feeds_back: bool) -> None:
    for step in range(use.steps):
        x = 2.3 * step
        _box(axes, x, 0.0, "h")
        if step:
            arrow(axes, [(x - 1.62, 0.0), (x - 0.68, 0.0)])
        if step in use.reads:
            _box(axes, x, -1.5, "x")
            arrow(axes, [(x, -1.0), (x, -0.5)])
        if step in use.answers:
            _box(axes, x, 1.5, "y")
            arrow(axes, [(x, 0.5), (x, 1.0)])
            if feeds_back and step + 1 < use.steps and step + 1 not in use.reads:
                style = {"arrowstyle": "-|>", "linestyle": ":", "color": BLACK, "linewidth": 1.5}
                axes.annotate("", (x + 2.05, 0.5), (x + 0.66, 1.3), arrowprops=style)
    axes.set_title(use.name, loc="left", pad=2)
    axes.set_xlim(-0.8, 10.0)
    axes.set_ylim(-2.05, 2.05)
    axes.axis("off")


def _box(axes: Axes, x: float, y: float, name: str) -> None:
    box = FancyBboxPatch(
        (x - 0.55, y - 0.38), 1.1, 0.76, boxstyle="round,pad=0.06", facecolor=FILLS[name], edgecolor=BLACK
    )
    axes.add_patch(box)
    axes.text(x, y, f"${name}$", ha="center", va="center")
