"""Pictures of counting models: bits against the length of their context, and answers against distance."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator, PercentFormatter

from lstm_ref.figures.style import COLOURS, GREY, new_figure, styled

DASHES = ("-", "--", "-.", ":", (0, (5, 1, 1, 1)))
MARKS = "osDv^"


@styled
def plot_bits(curves: Mapping[str, Any], known: Any = None) -> Figure:
    """Bits per character against the length of the context; below it how many contexts were known.

    Arguments:
        curves: from a name to bits per character, the first for a context of 0 symbols.
        known: the share of places whose context was counted, likewise; without it there is one picture.
    """
    figure, drawn = new_figure(3.2 if known is None else 4.6, rows=1 if known is None else 2)
    axes = drawn if known is None else drawn[0]
    for (name, bits), colour, dash, mark in zip(curves.items(), COLOURS, DASHES, MARKS, strict=False):
        axes.plot(np.arange(len(bits)), bits, color=colour, linestyle=dash, marker=mark, label=name)
    axes.set(ylabel="bits per character", xlabel="characters of context")
    axes.set_ylim(bottom=0)
    axes.xaxis.set_major_locator(MaxNLocator(integer=True))
    axes.legend()
    if known is not None:
        drawn[1].bar(np.arange(len(known)), known, color=GREY)
        drawn[1].set(ylabel="contexts known", xlabel="characters of context", ylim=(0, 1.05))
        drawn[1].set_xticks(np.arange(len(known)))
        drawn[1].yaxis.set_major_formatter(PercentFormatter(1))
    return figure


@styled
def plot_distance(curves: Mapping[str, Sequence[float]], lengths: Sequence[int], chance: float) -> Figure:
    """The share of right answers against the words of filler; equal gaps between the lengths.

    Arguments:
        curves: from a name to a share for each of `lengths`.
        chance: what guessing would get, drawn as a line.
    """
    figure, axes = new_figure(3.9)
    places = np.arange(len(lengths))
    widths = np.linspace(4, 1.6, len(curves))  # where two curves coincide, the lower one shows at its edges
    looks = zip(COLOURS, DASHES, MARKS, widths, strict=False)
    for (name, shares), (colour, dash, mark, width) in zip(curves.items(), looks, strict=False):
        look = {"color": colour, "linestyle": dash, "linewidth": width}
        axes.plot(places, shares, marker=mark, markersize=3 + 1.5 * width, label=name, **look)
    axes.axhline(chance, color=GREY, linewidth=1, label="guessing")
    axes.set(xlabel="words of filler", ylabel="right answers", ylim=(-0.04, 1.06), xticks=places)
    axes.set_xticklabels([str(length) for length in lengths])
    axes.yaxis.set_major_formatter(PercentFormatter(1))
    figure.legend(*axes.get_legend_handles_labels(), loc="outside upper center", ncols=1, handlelength=3)
    return figure
