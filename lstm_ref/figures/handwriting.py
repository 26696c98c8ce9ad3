"""Digits as they are read, pens as they write, and what a cell holds along a stroke."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from matplotlib.collections import LineCollection
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.figure import Figure

from lstm_ref.figures.style import BLACK, BLUE, COLOURS, GREY, ORANGE, new_figure, styled
from lstm_ref.numpy.arrays import Array, Tokens
from lstm_ref.tasks.strokes import strokes_of

MEMORY = LinearSegmentedColormap.from_list("memory", [BLUE, "#c9c9c9", ORANGE])


def drawn(axes: Any, points: Array, values: Array | None = None, colour: str = BLACK) -> None:
    """One line of pen points (T, 3) on `axes`; with `values` (T,) each piece takes its colour from them."""
    if values is None:
        for stroke in strokes_of(points):
            axes.plot(*stroke.T, color=colour, linewidth=1.7, solid_capstyle="round")
            if len(stroke) == 1:
                axes.plot(*stroke.T, ".", color=colour, markersize=4)
    else:
        places = np.concatenate([[[0.0, 0.0]], np.cumsum(points[:, :2], axis=0)])
        down = np.flatnonzero(np.concatenate([[True], points[:-1, 2] < 0.5]))
        pieces = np.stack([places[:-1], places[1:]], axis=1)[down]
        lines = LineCollection(list(pieces), cmap=MEMORY, linewidths=2.6, capstyle="round")
        lines.set_array(values[down])
        lines.set_clim(-1, 1)
        axes.add_collection(lines)
        axes.autoscale()
    axes.set_aspect("equal")
    axes.axis("off")


@styled
def plot_lines(lines: Mapping[str, Sequence[Array]]) -> Figure:
    """Draw handwriting, group by group under its name.

    Arguments:
        lines: for each name its lines, each (T, 3).
    """
    rows = [(name if not k else "", line) for name, group in lines.items() for k, line in enumerate(group)]
    figure, panels = new_figure(0.72 * len(rows) + 0.3 * len(lines), rows=len(rows), squeeze=False)
    for axes, (name, line) in zip(panels[:, 0], rows, strict=True):
        drawn(axes, line)
        axes.set_title(name, loc="left", fontsize=11, pad=3, color=GREY)
    return figure


@styled
def plot_coloured_lines(lines: Sequence[tuple[Array, Array]], low: str, high: str) -> Figure:
    """Draw lines (T, 3) coloured by values (T,) from −1, called `low`, to 1, called `high`."""
    figure, panels = new_figure(0.85 * len(lines) + 0.8, rows=len(lines), squeeze=False)
    for axes, (points, values) in zip(panels[:, 0], lines, strict=True):
        drawn(axes, points, values)
    bar = figure.colorbar(
        panels[-1, 0].collections[0], ax=panels[:, 0].tolist(), orientation="horizontal", aspect=40, pad=0.04
    )
    bar.set_ticks([-0.85, 0.85], labels=[low, high])
    bar.outline.set_visible(False)
    return figure


@styled
def plot_reading(image: Array, chances: Array, label: int) -> Figure:
    """Draw a digit and, below it, how sure a reader is of each class after every step.

    Arguments:
        image: (S, S).
        chances: (T, classes), from a softmax.
        label: the right class.
    """
    figure, (top, below) = new_figure(4.6, rows=2, height_ratios=[1, 1.5])
    top.imshow(image, cmap="Greys", interpolation="nearest")
    top.set_xticks([])
    top.set_yticks(range(0, len(image), 2), [str(row + 1) for row in range(0, len(image), 2)])
    top.set_ylabel("row")
    top.grid(False)
    best = np.argsort(chances.max(axis=0))[::-1][:4].tolist()
    shown = [label] + [c for c in best if c != label]
    steps = np.arange(1, len(chances) + 1)
    for colour, k in zip(COLOURS, shown, strict=False):
        name = f"{k} (right)" if k == label else str(k)
        below.plot(steps, chances[:, k], color=colour, linewidth=2.4 if k == label else 1.4, label=name)
    below.grid(False, axis="x")  # its lines could be taken for the ends of rows
    for row in range(0, len(steps) + 1, len(image)):
        below.axvline(row + 0.5, color="#888888", linewidth=0.9, linestyle=":")
    below.set_xlabel("pixels read")
    below.set_ylabel("probability")
    below.set_ylim(-0.03, 1.03)
    figure.legend(*below.get_legend_handles_labels(), loc="outside lower center", ncols=4)
    return figure


@styled
def plot_confusion(right: Tokens, said: Tokens, classes: int = 10) -> Figure:
    """Draw how often each class (row) was called what (column); only the errors are coloured."""
    counts = np.zeros((classes, classes), dtype=int)
    np.add.at(counts, (right, said), 1)
    wrong = counts * (1 - np.eye(classes, dtype=int))
    figure, axes = new_figure(4.8)
    axes.imshow(wrong, cmap="Oranges", vmin=0, vmax=max(1, 2 * wrong.max()))
    for row, column in np.argwhere(counts):
        bold = "bold" if row != column else "normal"
        axes.text(column, row, counts[row, column], ha="center", va="center", fontsize=10.5, weight=bold)
    axes.set_xticks(range(classes))
    axes.set_yticks(range(classes))
    axes.set_xlabel("read as")
    axes.set_ylabel("written")
    axes.grid(False)
    return figure


@styled
def plot_density(points: Array, raw: Array, components: int, steps: Sequence[int]) -> Figure:
    """Draw where a writer expects the pen after each of some steps, as ellipses over the line so far.

    Arguments:
        points: (T, 3), what was written.
        raw: (T, 5K + 1), what the net said before each point.
        components: K.
        steps: before which points to show it.
    """
    from matplotlib.patches import Ellipse

    from lstm_ref.tasks.mixture import log_softmax, unpack

    figure, panels = new_figure(2.1 * len(steps), rows=len(steps), squeeze=False)
    places = np.concatenate([[[0.0, 0.0]], np.cumsum(points[:, :2], axis=0)])
    mixture = unpack(raw, components)
    for axes, t in zip(panels[:, 0], steps, strict=True):
        drawn(axes, points[:t])
        for pi, mean, log_sigma in zip(
            np.exp(log_softmax(mixture.weight_logits[t])),
            mixture.means[t],
            mixture.log_sigmas[t],
            strict=True,
        ):
            wide = 4 * np.exp(log_sigma)  # two standard deviations to either side
            axes.add_patch(
                Ellipse(places[t] + mean, *wide, facecolor=ORANGE, alpha=0.75 * min(1.0, float(pi)), lw=0)
            )
        axes.plot(*places[t], "o", color=BLUE, markersize=4)
        axes.plot(*places[t + 1], "x", color=BLACK, markersize=7, markeredgewidth=1.8)
        axes.autoscale()
    return figure
