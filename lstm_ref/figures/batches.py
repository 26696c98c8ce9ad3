"""Batches whose sequences differ in length: what padding does to a state, and what packing leaves out."""

from collections.abc import Mapping
from typing import Any

import numpy as np
from matplotlib.figure import Figure

from lstm_ref.figures.style import BLUE, GREEN, GREY, ORANGE, VERMILION, new_figure, styled


@styled
def plot_after_the_end(states: Mapping[str, Any], length: int, ylabel: str = "memory $c_t$") -> Figure:
    """Draw one unit's state over a padded sequence, walked in several ways.

    Arguments:
        states: from a way's name to the state after each step, (T,).
        length: how many of the steps are real; the others are padding.
        ylabel: what the upright axis says.
    """
    figure, axes = new_figure(3.1)
    steps = len(next(iter(states.values())))
    axes.axvspan(length + 0.5, steps + 0.5, color=ORANGE, alpha=0.18, linewidth=0)
    looks = ((VERMILION, "--", "s"), (BLUE, "-", "o"))
    for (name, values), (colour, dash, mark) in zip(states.items(), looks, strict=False):
        axes.plot(
            np.arange(1, steps + 1), values, dash, marker=mark, markersize=4.5, color=colour, label=name
        )
    for place, word in (((length + 1) / 2, "real steps"), ((length + 1 + steps) / 2, "padding")):
        axes.text(place, 1.02, word, transform=axes.get_xaxis_transform(), ha="center", va="bottom")
    axes.set(xlabel="step $t$", ylabel=ylabel, xlim=(0.5, steps + 0.5))
    axes.xaxis.get_major_locator().set_params(integer=True)
    figure.legend(*axes.get_legend_handles_labels(), loc="outside upper center", ncols=2, handlelength=3)
    return figure


@styled
def plot_packing(lengths: Any) -> Figure:
    """Draw a padded batch, and the same batch sorted by length with the count of living rows below.

    Arguments:
        lengths: (B,) whole numbers of at least 1.
    """
    lengths = np.asarray(lengths)
    steps, rows = int(lengths.max()), len(lengths)
    figure, (above, below) = new_figure(4.6, rows=2, sharex=True)
    for axes, order, name in (
        (above, np.arange(rows), "as it came"),
        (below, np.argsort(-lengths, kind="stable"), "sorted by length"),
    ):
        alive = np.arange(steps) < lengths[order][:, None]
        axes.pcolormesh(
            np.arange(steps + 1) + 0.5,
            np.arange(rows + 1) - 0.5,
            np.where(alive, 0.75, 0.0),
            cmap="Blues",
            vmin=0,
            vmax=1,
            edgecolors=GREY,
            linewidth=0.6,
        )
        axes.set(ylim=(rows - 0.5, -0.5), ylabel="sequence")
        axes.set_title(name, loc="left")
        axes.set_yticks(range(rows), [str(row) for row in order])
        axes.grid(False)
    living = (np.arange(steps)[:, None] < lengths).sum(axis=1)
    below.set_xticks(range(1, steps + 1), [f"{t}\n{n}" for t, n in enumerate(living, start=1)])
    below.tick_params(axis="x", length=0)
    above.tick_params(axis="x", length=0)
    below.set_xlabel("step, and below it how many sequences are alive")
    return figure


@styled
def plot_spread(spreads: Mapping[str, Any]) -> Figure:
    """Draw how far a mean over time lies from what it should be, against the number of steps.

    Arguments:
        spreads: from the name of a way to the standard deviation of the mean over 1 … T steps, (T,).
    """
    figure, axes = new_figure(3.0)
    looks = ((VERMILION, "--"), (BLUE, "-"), (GREEN, "-."))
    for (name, values), (colour, dash) in zip(spreads.items(), looks, strict=False):
        axes.plot(np.arange(1, len(values) + 1), values, dash, color=colour, linewidth=2.2, label=name)
    axes.set(xlabel="steps that are averaged over", ylabel="spread of the mean")
    axes.set_ylim(bottom=0)
    figure.legend(*axes.get_legend_handles_labels(), loc="outside upper center", ncols=2, handlelength=3)
    return figure
