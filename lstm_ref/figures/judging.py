"""What a net that judges and answers holds: coloured words, beliefs about a story, a unit over time."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from matplotlib.ticker import MultipleLocator

from lstm_ref.figures.style import (
    BLACK,
    BLUE,
    COLOURS,
    GREEN,
    GREY,
    ORANGE,
    PURPLE,
    SKY,
    VERMILION,
    new_figure,
    styled,
)
from lstm_ref.numpy.arrays import Array

COLUMNS = 46  # letters in a line of coloured words
STRONGEST = 0.6  # how much of its colour the surest word gets: black letters must stay readable on it
PLACE_COLOURS = (SKY, GREEN, ORANGE, PURPLE, VERMILION)


class Coloured(NamedTuple):
    """Words, what the net says after each (from −1, bad, to 1, good), and which stand in a scope."""

    words: Sequence[str]
    scores: Sequence[float]
    marked: Sequence[bool]


def tint(score: float) -> tuple[float, ...]:
    """White at 0, towards blue above, towards vermilion below."""
    share = STRONGEST * min(abs(score), 1.0)
    return tuple(1 - share * (1 - part) for part in to_rgb(BLUE if score > 0 else VERMILION))


def wrapped(words: Sequence[str], columns: int = COLUMNS) -> list[tuple[int, int]]:
    """For each word its line and the column where it begins; words have one column between them."""
    places, row, column = [], 0, 0
    for word in words:
        if column and column + len(word) > columns:
            row, column = row + 1, 0
        places.append((row, column))
        column += len(word) + 1
    return places


@styled
def plot_reviews(reviews: Sequence[Coloured]) -> Figure:
    """Reviews below one another; under a word in a scope runs a thick line."""
    laid = [wrapped(review.words) for review in reviews]
    rows = sum(places[-1][0] + 1 for places in laid) + len(reviews) - 1
    figure, axes = new_figure(0.33 * rows + 0.35)
    top = 0
    for review, places in zip(reviews, laid, strict=True):
        for word, score, marked, (row, column) in zip(*review, places, strict=True):
            _word(axes, word, score, marked, top + row, column)
        top += places[-1][0] + 2
    axes.set_xlim(-0.6, COLUMNS + 0.1)
    axes.set_ylim(top - 1.4, -0.65)
    axes.set_title("orange: bad so far    white: undecided    blue: good so far", fontsize=10.5)
    axes.axis("off")
    return figure


def _word(axes: Axes, word: str, score: float, marked: bool, row: int, column: int) -> None:
    box = Rectangle((column - 0.5, row - 0.42), len(word) + 1, 0.84, facecolor=tint(score), edgecolor="none")
    axes.add_patch(box)
    axes.text(column + len(word) / 2, row, word, ha="center", va="center", family="monospace", fontsize=11)
    if marked:
        axes.plot([column - 0.3, column + len(word) + 0.3], [row + 0.36] * 2, color=BLACK, linewidth=2)


@styled
def plot_beliefs(
    believed: Array,
    truth: Sequence[Mapping[str, str]],
    moved: Sequence[str],
    people: Sequence[str],
    places: Sequence[str],
) -> Figure:
    """Where the net puts everybody after each line of a story.

    Arguments:
        believed: probabilities (T, people, places).
        truth: for each line, where everybody is who has been placed.
        moved: for each line, who moved in it, or an empty string; framed in the figure.
        people: a row each.
        places: a colour each.
    """
    figure, axes = new_figure(2.75)
    for at, (rows, known) in enumerate(zip(believed, truth, strict=True)):
        for k, who in enumerate(people):
            if who not in known:
                continue
            best = int(rows[k].argmax())
            frame = who == moved[at]
            cell = Rectangle(
                (at + 0.06, k + 0.08), 0.88, 0.84, facecolor=PLACE_COLOURS[best], edgecolor=BLACK,
                linewidth=2.2 if frame else 0, alpha=None, zorder=3 if frame else 2,
            )  # fmt: skip
            axes.add_patch(cell)
            wrong = places[best] != known[who]
            letter = "✗" if wrong else places[best][0]
            axes.text(at + 0.5, k + 0.5, letter, ha="center", va="center", zorder=4, color=BLACK)
    axes.set_xlim(0, len(believed))
    axes.set_ylim(len(people), 0)
    axes.set_yticks([k + 0.5 for k in range(len(people))], people)
    ticks = range(0, len(believed), 4)
    axes.set_xticks([at + 0.5 for at in ticks], [str(at + 1) for at in ticks])
    axes.set_xlabel("line of the story")
    axes.grid(False)
    handles = [Rectangle((0, 0), 1, 1, facecolor=colour) for colour in PLACE_COLOURS[: len(places)]]
    figure.legend(handles, places, loc="outside upper center", ncols=3, handlelength=1.0, columnspacing=1.2)
    return figure


@styled
def plot_by_distance(shares: Mapping[str, Sequence[Sequence[float]]], bands: Sequence[str]) -> Figure:
    """For each model the share right by distance: the mean over the seeds, and the range as a band.

    A model may have fewer numbers than there are bands; its line ends there.
    """
    figure, axes = new_figure(3.1)
    marks = "osD^v"
    for k, (name, seeds) in enumerate(shares.items()):
        values = np.array(seeds)
        axes.plot(values.mean(0), marker=marks[k % len(marks)], color=COLOURS[k], label=name)
        axes.fill_between(
            range(values.shape[1]), values.min(0), values.max(0), color=COLOURS[k], alpha=0.2, linewidth=0
        )
    axes.set_xticks(range(len(bands)), bands)
    axes.set_xlabel("lines from the move to the question")
    axes.set_ylabel("share right")
    axes.set_ylim(0, 1.05)
    figure.legend(loc="outside upper center", ncols=2)
    return figure


@styled
def plot_first_motif(traces: Mapping[str, Array], since: int, motif: int) -> Figure:
    """One unit's memory around the first motif, by which motif it is.

    Arguments:
        traces: for each kind of string the memories (strings, steps).
        since: the first step's place, counted from the motif's first letter, such as −6.
        motif: the motif's length; it is shaded.
    """
    figure, axes = new_figure(3.0)
    axes.axvspan(-0.5, motif - 0.5, color="#e6e6e6")
    axes.axhline(0, color=GREY, linewidth=0.8)
    for k, (name, values) in enumerate(traces.items()):
        steps = np.arange(since, since + values.shape[1])
        low, high = np.quantile(values, [0.1, 0.9], axis=0)
        axes.fill_between(steps, low, high, color=COLOURS[k], alpha=0.25, linewidth=0)
        axes.plot(steps, values.mean(0), color=COLOURS[k], linestyle=("-", "--")[k % 2], label=name)
    axes.xaxis.set_major_locator(MultipleLocator(5))
    axes.set_xlabel("letters from the start of the first motif")
    axes.set_ylabel("memory of one unit")
    figure.legend(loc="outside upper center", ncols=2)
    return figure


@styled
def plot_scope_unit(panels: Sequence[tuple[Sequence[str], Array, Sequence[bool]]]) -> Figure:
    """One unit's memory along the words of each review; words in a scope are shaded.

    Arguments:
        panels: for each review its words, the memory after each (T,), and which words are in a scope.
    """
    figure, rows = new_figure(2.5 * len(panels), len(panels), sharey=True, squeeze=False)
    for axes, (words, memory, marked) in zip(rows[:, 0], panels, strict=True):
        for at in np.flatnonzero(marked):
            axes.axvspan(at - 0.5, at + 0.5, color="#dddddd", linewidth=0)
        axes.axhline(0, color=GREY, linewidth=0.8)
        axes.plot(memory, marker="o", markersize=4, color=BLUE)
        axes.set_xticks(range(len(words)), words, rotation=90)
        axes.set_xlim(-0.5, len(words) - 0.5)
        axes.set_ylabel("memory")
        axes.grid(False, axis="x")
    return figure
