"""Figures of texts: coloured characters, chances at temperatures, what a prediction leans on."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.figure import Figure

from lstm_ref.figures.style import BLACK, BLUE, COLOURS, GREY, NARROW, VERMILION, new_figure, styled
from lstm_ref.numpy.arrays import Array

# Pale at both ends, so that black letters stay readable on every colour.
PALE = LinearSegmentedColormap.from_list("pale", ["#8ec5ea", "#ffffff", "#f2a37a"])
COLUMNS = 42
LINE_BREAK = "↵"


def laid_out(text: str, columns: int = COLUMNS) -> list[tuple[int, int]]:
    """Row and column of each character; a line that is too long goes on in the next row."""
    places, row, column = [], 0, 0
    for symbol in text:
        if column == columns:
            row, column = row + 1, 0
        places.append((row, column))
        row, column = (row + 1, 0) if symbol == "\n" else (row, column + 1)
    return places


@styled
def plot_coloured(text: str, values: Array, low: str = "low", high: str = "high") -> Figure:
    """A text, each character on a background that shows a number from −1 to 1.

    Arguments:
        text: N characters. values: (N,).
        low, high: what the two ends of the colours are called.
    """
    places = laid_out(text)
    rows = places[-1][0] + 1
    figure, axes = new_figure(0.62 + 0.215 * rows, width=NARROW)
    grid = np.full((rows, COLUMNS), np.nan)
    for (row, column), value, symbol in zip(places, values, text, strict=True):
        grid[row, column] = value
        shown = LINE_BREAK if symbol == "\n" else symbol
        axes.text(column, row, shown, family="monospace", ha="center", va="center", fontsize=11,
                  color=GREY if symbol == "\n" else BLACK)  # fmt: skip
    image = axes.imshow(grid, cmap=PALE, vmin=-1, vmax=1, aspect="auto", interpolation="nearest")
    axes.axis("off")
    bar = figure.colorbar(image, ax=axes, location="top", aspect=40, fraction=0.05, pad=0.01)
    bar.set_ticks([-1, 1], labels=[low, high])
    return figure


@styled
def plot_temperatures(chances: Mapping[float, Array], symbols: Sequence[str]) -> Figure:
    """For each temperature a panel with the probabilities of some next characters."""
    figure, panels = new_figure(1.4 * len(chances) + 0.3, rows=len(chances), width=NARROW, sharex=True)
    highest = max(float(p.max()) for p in chances.values())
    for axes, (temperature, p) in zip(np.atleast_1d(panels), chances.items(), strict=True):
        axes.bar(range(len(symbols)), p, color=BLUE)
        axes.set_title(f"temperature {temperature:g}", loc="left")
        axes.set_ylim(0, 1.08 * highest)
        axes.set_ylabel("P")
        axes.grid(axis="x", visible=False)
    names = [{"\n": LINE_BREAK, " ": "␣"}.get(symbol, symbol) for symbol in symbols]
    panels_last: Any = np.atleast_1d(panels)[-1]
    panels_last.set_xticks(range(len(symbols)), names, family="DejaVu Sans Mono")
    return figure


@styled
def plot_leaning(text: str, leans: Array, moves: Array) -> Figure:
    """What a prediction leans on: bars for one measure, dots for the other, each as a share of its largest.

    Arguments:
        text: N characters, the last one nearest to the prediction. leans, moves: (N,).
    """
    figure, axes = new_figure(2.9, width=NARROW)
    places = np.arange(len(text))
    axes.bar(places, leans / leans.max(), color=BLUE, label="gradient")
    axes.plot(places, moves / moves.max(), "o", color=VERMILION, markersize=5, label="replaced")
    axes.set_xticks(places, [{"\n": LINE_BREAK, " ": "␣"}.get(c, c) for c in text])
    for label in axes.get_xticklabels():
        label.set(family="DejaVu Sans Mono", fontsize=13)
    axes.tick_params(axis="x", length=0)
    axes.grid(axis="x", visible=False)
    axes.set_ylabel("share of the largest")
    axes.legend(loc="upper left")
    return figure


@styled
def plot_areas(found: Mapping[str, Mapping[str, Sequence[float]]]) -> Figure:
    """For each mark a row for each kind of reader, a dot for each seed; 0.5 tells nothing, 1 tells all."""
    readers = list(next(iter(found.values())))
    least = min(score for scores in found.values() for of in scores.values() for score in of)
    left = min(0.43, least - 0.03)
    figure, axes = new_figure(0.9 + 0.75 * len(found) + 0.27 * len(readers), width=NARROW)
    for row, (mark, scores) in enumerate(found.items()):
        ground = {"facecolor": "white", "edgecolor": "none", "pad": 1.0}
        axes.text(left + 0.01, row - 0.44, mark, ha="left", va="center", fontsize=11, bbox=ground)
        for place, reader in enumerate(readers):
            y = np.full(len(scores[reader]), row - 0.2 + 0.17 * place)
            label = reader if row == 0 else None
            axes.plot(scores[reader], y, "os^D"[place % 4], color=COLOURS[place], markersize=6, label=label)
    axes.axvline(0.5, color=GREY, linestyle=":")
    axes.set_xlim(left, 1.02)
    axes.set_ylim(len(found) - 0.45, -0.7)
    axes.set_yticks([])
    axes.set_xlabel("area: 0.5 tells nothing, 1 tells all")
    figure.legend(loc="outside lower center", ncols=2)
    return figure
