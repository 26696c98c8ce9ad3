"""What a cell's diagram is drawn with: one function for each sign of its legend."""

from collections.abc import Sequence

from matplotlib.axes import Axes
from matplotlib.patches import Circle, Ellipse, FancyBboxPatch

from lstm_ref.figures.style import BLACK, BLUE, GREY, VERMILION

Point = tuple[float, float]
BODY, LAYER, SIGN = "#eef4ee", "#ffe9b0", "#ffffff"  # pale fills: black letters stay readable on them


def line(axes: Axes, points: Sequence[Point], width: float = 1.6) -> None:
    """A vector on its way, without a head."""
    axes.plot(*zip(*points, strict=True), color=BLACK, linewidth=width, solid_capstyle="butt", zorder=2)


def arrow(axes: Axes, points: Sequence[Point]) -> None:
    """Vector transfer: one whole vector goes from the first point to the last."""
    if len(points) > 2:
        line(axes, points[:-1])
    style = {"arrowstyle": "-|>", "color": BLACK, "linewidth": 1.6, "shrinkA": 0, "shrinkB": 0}
    axes.annotate("", points[-1], points[-2], arrowprops={**style, "mutation_scale": 11}, zorder=2)


def copy(axes: Axes, at: Point) -> None:
    """Copy: the same vector goes both ways from here."""
    axes.add_patch(Circle(at, 0.11, color=BLACK, zorder=3))


def concatenation(axes: Axes, start: Point, at: Point) -> None:
    """Concatenation: a vector joins another and they go on as one, end to end."""
    x, y = at
    axes.plot([start[0], x, x + 0.25], [start[1], y - 0.25, y], color=BLACK, linewidth=1.6, zorder=2)


def layer(axes: Axes, at: Point, text: str, width: float = 1.1) -> None:
    """Layer: weights, a bias, and a nonlinear function."""
    x, y = at
    box = FancyBboxPatch(
        (x - width / 2, y - 0.32),
        width,
        0.64,
        boxstyle="round,pad=0.06,rounding_size=0.1",
        facecolor=LAYER,
        edgecolor=BLACK,
        zorder=3,
    )
    axes.add_patch(box)
    axes.text(x, y, text, ha="center", va="center", fontsize=12, zorder=4)


def scale(axes: Axes, at: Point) -> None:
    """Scaling: two vectors are multiplied entry by entry."""
    _sign(axes, at, r"$\times$")


def add(axes: Axes, at: Point) -> None:
    """Adding: two vectors are added entry by entry."""
    _sign(axes, at, r"$+$")


def _sign(axes: Axes, at: Point, text: str) -> None:
    axes.add_patch(Circle(at, 0.34, facecolor=SIGN, edgecolor=BLACK, linewidth=1.4, zorder=3))
    axes.text(*at, text, ha="center", va="center_baseline", fontsize=15, zorder=4)


def function(axes: Axes, at: Point, text: str) -> None:
    """Function: applied to each entry, without weights."""
    axes.add_patch(Ellipse(at, 1.35, 0.66, facecolor=SIGN, edgecolor=BLACK, linewidth=1.4, zorder=3))
    axes.text(*at, text, ha="center", va="center", fontsize=12, zorder=4)


def body(axes: Axes, corner: Point, width: float, height: float) -> None:
    """The box around everything that belongs to one time step."""
    box = FancyBboxPatch(
        corner, width, height, boxstyle="round,pad=0.1,rounding_size=0.5", facecolor=BODY, edgecolor="#7d9a7d"
    )
    box.set_zorder(0)
    axes.add_patch(box)


def value(axes: Axes, at: Point, name: str, number: float, ha: str = "left") -> None:
    """A name and its number, coloured by sign; the sign is written too, for those who do not see colours."""
    shown = f"{number:+.2f}".replace("-", "\N{MINUS SIGN}")
    if shown[1:] == "0.00":
        shown = "0.00"
    sign = {"+": BLUE, "\N{MINUS SIGN}": VERMILION}.get(shown[0], GREY)
    text = f"{name}\n{shown}" if name else shown
    axes.text(*at, text, color=sign, ha=ha, va="center", fontsize=11.5, linespacing=1.1, zorder=5)


def letter(axes: Axes, at: Point, text: str) -> None:
    """A letter in a black disc: the place of a label that somebody else will write."""
    axes.add_patch(Circle(at, 0.36, facecolor=BLACK, zorder=6))
    axes.text(
        *at, text, color="white", ha="center", va="center_baseline", fontweight="bold", fontsize=12, zorder=7
    )
