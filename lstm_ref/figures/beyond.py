"""Figures of the afterword: where attention looks, a scan in rounds, a parity over time, what is held."""

from collections.abc import Mapping, Sequence

import numpy as np
from matplotlib.figure import Figure

from lstm_ref.figures.style import BLACK, COLOURS, GREY, VERMILION, new_figure, styled
from lstm_ref.numpy.arrays import Array

MARKS = ("o", "s", "^", "D", "v")


@styled
def plot_looks(symbols: str, weights: Array) -> Figure:
    """Attention weights as a square: a row for each step that looks, a column for each that is looked at.

    Arguments:
        symbols: T letters. weights: (T, T), rows sum to one.
    """
    figure, axes = new_figure(4.9)
    shown = np.where(np.tri(len(symbols)) > 0, weights, np.nan)
    image = axes.imshow(shown, cmap="Blues", vmin=0, vmax=1)
    axes.set_xticks(range(len(symbols)), list(symbols))
    axes.set_yticks(range(len(symbols)), list(symbols))
    axes.set_xlabel("looked at")
    axes.set_ylabel("looks")
    axes.grid(visible=False)
    figure.colorbar(image, ax=axes, shrink=0.8, label="weight")
    return figure


@styled
def plot_reach(gaps: Sequence[int], curves: Mapping[str, Sequence[float]]) -> Figure:
    """What is left of the clue's gradient after a gap, both axes in powers of ten."""
    figure, axes = new_figure(3.3)
    for number, ((name, left), colour, mark) in enumerate(zip(curves.items(), COLOURS, MARKS, strict=False)):
        wide = {} if number else {"linewidth": 5.0, "markersize": 9}  # shows below another on top of it
        axes.plot(gaps, left, mark + "-", color=colour, label=name, **{"markersize": 5, **wide})
    axes.set_xscale("log")
    axes.set_yscale("log")
    axes.set_ylim(1e-8, 3)
    axes.set_xlabel("gap")
    axes.set_ylabel("share that arrives")
    axes.legend(loc="lower left")
    return figure


@styled
def plot_rounds(rows: Sequence[Array], factors: Sequence[Array]) -> Figure:
    """A scan in rounds: one row of numbers a round, a line from each number to those that it is made of.

    Arguments:
        rows: the T numbers before the first round, after it, after the second, …; T at most 8.
        factors: under each number but those of the last row what it multiplies along the slanted line.
    """
    steps = len(rows[0])
    figure, axes = new_figure(1.0 + 1.05 * len(rows))
    for level, row in enumerate(rows):
        reach = 2 ** (level - 1)
        for t, number in enumerate(row):
            if level:
                axes.plot([t, t], [1 - level, -level], color=GREY, linewidth=1.2, zorder=1)
                if t >= reach:
                    axes.plot([t - reach, t], [1 - level, -level], color=VERMILION, linewidth=1.4, zorder=1)
            box = {"boxstyle": "round,pad=0.25", "facecolor": "#cfe6f5" if t < 2**level else "white",
                   "edgecolor": BLACK, "linewidth": 0.8}  # fmt: skip
            below = f"\n×{factors[level][t]:.2f}" if level < len(factors) else ""
            axes.text(t, -level, f"{number:.2f}{below}", ha="center", va="center", fontsize=10.5, bbox=box)
    names = ["start", *(f"round {level}" for level in range(1, len(rows)))]
    axes.set_yticks([-level for level in range(len(rows))], names)
    axes.set_xticks(range(steps), [str(t + 1) for t in range(steps)])
    axes.set_xlabel("step")
    axes.set_xlim(-0.5, steps - 0.5)
    axes.set_ylim(0.6 - len(rows), 0.5)
    axes.grid(visible=False)
    return figure


@styled
def plot_right(right: Mapping[str, Array], trained: int) -> Figure:
    """The share of right answers at each step; left of the dashed line lie the lengths of training."""
    figure, axes = new_figure(3.4)
    for number, ((name, shares), colour) in enumerate(zip(right.items(), COLOURS, strict=False)):
        wide = 1.5 if number else 5.0  # the first one shows on both sides of another on top of it
        axes.plot(np.arange(1, len(shares) + 1), shares, color=colour, label=name, linewidth=wide)
    axes.axvline(trained, color=BLACK, linestyle="--", linewidth=1)
    axes.set_ylim(0.25, 1.05)
    axes.set_xlabel("step")
    axes.set_ylabel("share right")
    figure.legend(loc="outside upper center", ncols=2)
    return figure


@styled
def plot_costs(
    contexts: Sequence[int], held: Mapping[str, Sequence[int]], work: Mapping[str, Sequence[int]]
) -> Figure:
    """Numbers held and multiplications for one more symbol, against the symbols so far.

    Arguments:
        contexts: N lengths. held, work: for each layer its N counts.
    """
    figure, panels = new_figure(5.2, rows=2, sharex=True)
    for axes, values, title in zip(panels, (held, work), ("numbers held", "multiplications"), strict=True):
        for (name, counts), colour, mark in zip(values.items(), COLOURS, MARKS, strict=False):
            axes.plot(contexts, counts, mark + "-", color=colour, label=name, markersize=5)
        axes.set_xscale("log")
        axes.set_yscale("log")
        axes.set_title(title, loc="left")
    figure.legend(*panels[0].get_legend_handles_labels(), loc="outside upper center", ncols=2)
    panels[1].set_xlabel("symbols so far")
    return figure
