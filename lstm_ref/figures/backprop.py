"""Pictures of chapter 3: errors on their way back, finite differences, training curves, and blind checks."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from matplotlib.figure import Figure

from lstm_ref.figures.style import BLUE, COLOURS, GREY, VERMILION, new_figure, styled

DASHES = ("-", "--", "-.", ":", (0, (5, 1, 1, 1, 1, 1)))
MARKS = "os^Dv"


@styled
def plot_layers(curves: Mapping[str, Any]) -> Figure:
    """Draw the size of the error at each layer on a logarithmic axis, the last layer at the right.

    Arguments:
        curves: from a name to norms (L,), the first layer's first.
    """
    figure, axes = new_figure(3.1)
    for (name, norms), colour, mark in zip(curves.items(), COLOURS, MARKS, strict=False):
        layers = np.arange(1, len(norms) + 1)
        axes.plot(layers, norms, color=colour, marker=mark, markersize=4, label=name)
    axes.set(yscale="log", xlabel="layer (the loss is behind the last)", ylabel="norm of the error")
    axes.xaxis.get_major_locator().set_params(integer=True)
    if len(curves) > 1:
        figure.legend(*axes.get_legend_handles_labels(), loc="outside upper center", ncols=2)
    return figure


@styled
def plot_losses(curves: Mapping[str, Any], ylabel: str = "loss", every: int = 1) -> Figure:
    """Draw losses against the number of updates, one line for each training run.

    Arguments:
        curves: from a name to losses; entry k is the loss after k · `every` updates.
        ylabel: what the axis says.
        every: updates from one entry to the next.
    """
    figure, axes = new_figure(3.1)
    for (name, losses), colour, dash in zip(curves.items(), COLOURS, DASHES, strict=False):
        updates = every * np.arange(len(losses))
        axes.plot(updates, losses, color=colour, linestyle=dash, label=name)
    axes.set(xlabel="updates", ylabel=ylabel)
    axes.set_ylim(bottom=0)
    axes.margins(x=0)
    if len(curves) > 1:
        figure.legend(*axes.get_legend_handles_labels(), loc="outside upper center", ncols=2, handlelength=3)
    return figure


@styled
def plot_differences(steps: Any, errors: Mapping[str, Any]) -> Figure:
    """Draw the error of finite differences against ε, both axes logarithmic, with lines of slope 1 and 2.

    The first curve gets the line of slope 1 and the second that of slope 2, each a little above it.

    Arguments:
        steps: (N,), the values of ε.
        errors: from a name to relative errors (N,); an error of zero is left out.
    """
    figure, axes = new_figure(3.6)
    steps = np.asarray(steps)
    for (name, error), colour, mark in zip(errors.items(), COLOURS, MARKS, strict=False):
        shown = np.where(np.asarray(error) > 0, error, np.nan)
        axes.plot(steps, shown, color=colour, marker=mark, markersize=4, label=name)
    for power, error in zip((1, 2), errors.values(), strict=False):  # a little above the curve it belongs to
        line = 4 * error[0] * (steps / steps[0]) ** power
        word, inside = f"slope {power}", line > 1e-9
        axes.plot(steps[inside], line[inside], color=GREY, linestyle=DASHES[power], linewidth=1, label=word)
    axes.set(xscale="log", yscale="log", xlabel="step $\\varepsilon$", ylabel="relative error")
    figure.legend(*axes.get_legend_handles_labels(), loc="outside upper center", ncols=2, handlelength=3)
    return figure


@styled
def plot_blindness(table: Mapping[str, Mapping[str, str]], titles: Sequence[str]) -> Figure:
    """Draw which check sees which planted bug: a dot where it is caught, an empty ring where it lives on.

    Arguments:
        table: {bug: {check: outcome}}, as `measure_rnn` returns it.
        titles: the checks' names in words, in the table's order.
    """
    bugs = list(table)
    figure, axes = new_figure(1.6 + 0.26 * len(bugs))
    outcomes = [list(row.values()) for row in table.values()]
    for outcome, mark, colour, fill in (
        ("caught", "o", BLUE, BLUE),
        ("missed", "o", VERMILION, "none"),
        ("not runnable", "X", GREY, GREY),
    ):
        rows, columns = np.nonzero([[entry == outcome for entry in row] for row in outcomes])
        if len(rows):
            style: Any = {"s": 52, "marker": mark, "edgecolors": colour, "linewidths": 1.6}
            axes.scatter(columns, rows, facecolors=fill, label=outcome, **style)
    axes.set_yticks(range(len(bugs)), bugs)
    slant = 50 if len(titles) <= 8 else 90  # many columns are too narrow for slanted names
    axes.set_xticks(range(len(titles)), titles, rotation=slant, ha="left", rotation_mode="anchor")
    axes.xaxis.tick_top()
    axes.tick_params(length=0)
    axes.set(xlim=(-0.6, len(titles) - 0.4), ylim=(len(bugs) - 0.4, -0.6))
    axes.set_ylabel("planted bug")
    axes.spines[:].set_visible(False)
    figure.legend(*axes.get_legend_handles_labels(), loc="outside lower center", ncols=3)
    return figure
