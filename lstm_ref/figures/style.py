"""How every figure looks: a size for phones, an opaque white card, colours that all can tell apart."""

from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec, TypeVar

import matplotlib.pyplot as plt
from cycler import cycler
from matplotlib.figure import Figure

P = ParamSpec("P")
R = TypeVar("R")

# Okabe & Ito's palette, without its yellow, which is too pale on white.
BLACK, BLUE, ORANGE, GREEN = "#1a1a1a", "#0072b2", "#e69f00", "#009e73"
VERMILION, SKY, PURPLE, GREY = "#d55e00", "#56b4e9", "#cc79a7", "#595959"
COLOURS = (BLUE, VERMILION, GREEN, PURPLE, ORANGE, SKY, BLACK)

WIDTH = 5.2  # inches; at 150 dots to an inch, 10.5 points are legible on a screen 390 pixels wide
NARROW = 4.6  # for figures full of numbers and labels: there, 10.5 points are a tenth larger still

STYLE: Any = {
    "figure.dpi": 150,
    "figure.facecolor": "white",
    "savefig.facecolor": "white",
    "font.size": 11,
    "axes.titlesize": 11,
    "axes.labelsize": 11,
    "xtick.labelsize": 10.5,
    "ytick.labelsize": 10.5,
    "legend.fontsize": 10.5,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.grid": True,
    "axes.axisbelow": True,
    "grid.color": "#dddddd",
    "axes.prop_cycle": cycler(color=COLOURS),
    "lines.linewidth": 1.8,
    "legend.frameon": False,
}


def styled(draw: Callable[P, R]) -> Callable[P, R]:
    """A function that draws, drawing in the book's style whatever the reader's own settings are."""

    @wraps(draw)
    def drawing(*args: P.args, **kwargs: P.kwargs) -> R:
        with plt.rc_context(STYLE):
            return draw(*args, **kwargs)

    return drawing


def new_figure(height: float, rows: int = 1, width: float = WIDTH, **options: Any) -> tuple[Figure, Any]:
    """A figure of the book's width and its axes, one below the other, for a function that is `@styled`.

    A smaller width (inches) makes letters larger on a phone, which shows every figure as wide as its screen.
    """
    return plt.subplots(rows, 1, figsize=(width, height), layout="constrained", **options)
