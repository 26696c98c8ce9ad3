"""Pictures of training: success against the gap, a loss with its place to stop, a sweep of learning rates."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from matplotlib.figure import Figure

from lstm_ref.figures.style import BLACK, BLUE, COLOURS, GREY, VERMILION, new_figure, styled

MARKS = "os^Dvx"


@styled
def plot_gap_lengths(
    gaps: Sequence[int], shares: Mapping[str, Any], trained: tuple[int, int], chance: float
) -> Figure:
    """Draw the share of right answers against the gap, a panel for each model; a thin line is a seed.

    Arguments:
        gaps: the tested gaps (G,).
        shares: from a model's name to its shares (seeds, G).
        trained: the shortest and the longest gap of the training, drawn as a band.
        chance: what guessing gives, drawn dashed.
    """
    figure, panels = new_figure(1.35 * len(shares), rows=len(shares), sharex=True, sharey=True)
    for axes, (name, rows), colour in zip(panels, shares.items(), COLOURS, strict=False):
        axes.axvspan(*trained, color=GREY, alpha=0.18, linewidth=0)
        axes.axhline(chance, color=GREY, linestyle="--", linewidth=1)
        for row in np.asarray(rows):
            axes.plot(gaps, row, color=colour, linewidth=0.8, alpha=0.6)
        axes.plot(gaps, np.median(rows, axis=0), color=colour, linewidth=2.6)
        axes.set_title(name, loc="left", fontweight="bold", color=BLACK, pad=3)
    panels[-1].set(xscale="log", xlabel="gap between clue and question (steps)", ylim=(0, 1.08))
    panels[-1].set_xticks([1, 3, 10, 30, 100, 400], labels=["1", "3", "10", "30", "100", "400"])
    panels[-1].minorticks_off()
    figure.supylabel("share right", fontsize=11)
    return figure


@styled
def plot_stopping(training: Any, held_out: Any, best: int, every: int = 1) -> Figure:
    """Draw two losses against the updates, and the place where the held-out one is lowest.

    Arguments:
        training, held_out: (N,), measured together.
        best: the place to stop, in 0 … N − 1.
        every: updates between two measurements.
    """
    figure, axes = new_figure(3.0)
    updates = np.arange(len(training)) * every
    axes.plot(updates, training, color=BLUE, label="training")
    axes.plot(updates, held_out, color=VERMILION, linestyle="--", label="held out")
    axes.plot(updates[best], held_out[best], "o", color=BLACK, markersize=8, label="best")
    axes.set(xlabel="updates", ylabel="loss (nats)")
    axes.legend(ncols=3, loc="lower center", bbox_to_anchor=(0.5, 1.0))
    return figure


@styled
def plot_sweep(losses: Mapping[str, Mapping[float, float]], chance: float) -> Figure:
    """Draw the last loss against the learning rate, a line for each optimiser.

    Arguments:
        losses: from an optimiser's name to the loss at each learning rate; a loss above 1.8 times `chance`
            runs out of the picture.
        chance: the loss of a net without an opinion, drawn dashed.
    """
    figure, axes = new_figure(3.0)
    for (name, by_rate), colour, mark in zip(losses.items(), COLOURS, MARKS, strict=False):
        axes.plot(list(by_rate), list(by_rate.values()), color=colour, marker=mark, label=name)
    axes.axhline(chance, color=GREY, linestyle="--", linewidth=1, label="no opinion")
    axes.set(xscale="log", xlabel="learning rate", ylabel="loss at the end (nats)")
    axes.set_ylim(-0.05, 1.8 * chance)
    axes.legend(ncols=3, loc="lower center", bbox_to_anchor=(0.5, 1.0))
    return figure
