"""Pictures of a gradient on its way: against the lag, over the steps, and at a cliff."""

from collections.abc import Mapping
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from lstm_ref.figures.style import BLUE, COLOURS, GREEN, GREY, VERMILION, new_figure, styled

SHORT = 11  # a longer name beside its curve would take the picture's room
DASHES = ("-", "--", "-.", ":", (0, (5, 1, 1, 1, 1, 1)))  # lines are told apart without colour too


@styled
def plot_norms(
    curves: Mapping[str, Any],
    ylabel: str = r"norm of $\partial h_T / \partial h_{T-k}$",
    xlabel: str = "lag $k$ (steps back)",
    lowest: float = 1e-12,
) -> Figure:
    """Draw norms against lag on a logarithmic axis, each curve named: at its end where the names are short.

    Arguments:
        curves: from a name to norms (K + 1,) or (K + 1, B): of several sequences the median is drawn, and
            the band that the middle half of them fills.
        ylabel, xlabel: what the axes say.
        lowest: where the axis ends; smaller norms run out of the picture.
    """
    figure, axes = new_figure(3.3)
    short = max(map(len, curves)) <= SHORT
    for (name, norms), colour, dash in zip(curves.items(), COLOURS, DASHES * 2, strict=False):
        rows = np.asarray(norms).reshape(len(norms), -1)
        lags, middle = np.arange(len(rows)), np.median(rows, axis=1)
        axes.plot(lags, middle, color=colour, linestyle=dash, label=name, linewidth=2.2)
        if rows.shape[1] > 1:
            low, high = np.quantile(rows, [0.25, 0.75], axis=1)
            axes.fill_between(lags, low, high, color=colour, alpha=0.2, linewidth=0)
        if short:
            _name_the_end(axes, lags, middle, name, colour, lowest)
    axes.axhline(1, color=GREY, linewidth=0.6, zorder=1)
    axes.set(yscale="log", xlabel=xlabel, ylabel=ylabel)
    axes.set_ylim(bottom=max(lowest, axes.get_ylim()[0]))
    axes.margins(x=0)
    if not short:
        figure.legend(*axes.get_legend_handles_labels(), loc="outside upper center", ncols=2, handlelength=3)
    return figure


def _name_the_end(axes: Axes, lags: Any, middle: Any, name: str, colour: str, lowest: float) -> None:
    """The name stands where the curve leaves the picture: at the last lag, or at the bottom."""
    inside = np.flatnonzero(middle >= lowest)
    last = int(inside[-1]) if len(inside) else 0
    at_bottom = last < len(lags) - 1
    axes.annotate(
        name,
        (lags[last], middle[last]),
        xytext=(3, 4 if at_bottom else 0),
        textcoords="offset points",
        color=colour,
        va="bottom" if at_bottom else "center",
        annotation_clip=False,
    )


@styled
def plot_shares(shares: Mapping[str, Any]) -> Figure:
    """Draw how much of a tied weight's gradient comes from each step.

    Arguments:
        shares: from a name to shares (T,), first step first.
    """
    figure, axes = new_figure(2.9)
    for (name, share), colour, mark in zip(shares.items(), COLOURS, "os^D", strict=False):
        steps = np.arange(1, len(share) + 1)
        axes.plot(steps, share, color=colour, marker=mark, markersize=3, label=name)
    even = 1 / len(next(iter(shares.values())))
    axes.axhline(even, color=GREY, linestyle="--", linewidth=1, label="equal shares")
    axes.set(xlabel="step $t$ of the sequence (the loss is at the last)", ylabel="share of the gradient")
    axes.set_ylim(bottom=0)
    axes.xaxis.get_major_locator().set_params(integer=True)
    axes.legend(loc="upper left")
    return figure


@styled
def plot_cliff(places: Any, loss: Any, descents: Mapping[str, Any]) -> Figure:
    """Draw a loss over two parameters as a map, and where descents went on it.

    Arguments:
        places: `w` and `b`, each (N, N), a grid.
        loss: (N, N).
        descents: from a name to a `Descent`; a move that leaves the map is drawn up to its edge.
    """
    figure, axes = new_figure(3.9)
    shades = axes.pcolormesh(
        places.w, places.b, loss, cmap="Greys", vmin=0, vmax=1.6 * loss.max(), rasterized=True
    )  # as one picture: an SVG of every square has megabytes
    figure.colorbar(shades, ax=axes, label="loss $L$").ax.set_ylim(0, loss.max())
    axes.set(xlim=(places.w.min(), places.w.max()), ylim=(places.b.min(), places.b.max()))
    axes.grid(False)
    if descents:
        _draw_descents(axes, descents)
        figure.legend(*axes.get_legend_handles_labels(), loc="outside upper center", ncols=2)
    axes.set(xlabel="weight $w$", ylabel="bias $b$")
    return figure


def _draw_descents(axes: Axes, descents: Mapping[str, Any]) -> None:
    for (name, descent), colour, mark in zip(descents.items(), (VERMILION, BLUE, GREEN), "o^s", strict=False):
        w, b = descent.places.T
        axes.plot(
            w, b, color=colour, marker=mark, markersize=4.5, linewidth=1.4, label=name, mec="white", mew=0.4
        )
    start = next(iter(descents.values())).places[0]
    axes.annotate("start", start, xytext=(-6, -6), textcoords="offset points", ha="right", va="top")


@styled
def plot_successes(
    solved: Mapping[str, Mapping[int, float]], ylabel: str = "share of runs that learn it"
) -> Figure:
    """Draw the share of runs that learn against the length of the sequence.

    Arguments:
        solved: from a name to a mapping from the number of steps to the share, between 0 and 1.
    """
    figure, axes = new_figure(2.9)
    for (name, by_steps), colour, mark, dash in zip(solved.items(), COLOURS, "os^D", DASHES, strict=False):
        axes.plot(
            list(by_steps), list(by_steps.values()), color=colour, marker=mark, linestyle=dash, label=name
        )
    steps = sorted({steps for by_steps in solved.values() for steps in by_steps})
    axes.set(xscale="log", xlabel="length of the sequence $T$ (steps)", ylabel=ylabel, ylim=(-0.04, 1.04))
    axes.set_xticks(steps, [str(length) for length in steps])
    axes.minorticks_off()
    figure.legend(*axes.get_legend_handles_labels(), loc="outside upper center", ncols=2, handlelength=3)
    return figure
