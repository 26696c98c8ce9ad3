"""What becomes of a stored number: how it fades, and how far it can grow."""

from collections.abc import Mapping
from typing import Any

import numpy as np
from matplotlib.figure import Figure

from lstm_ref.figures.style import BLACK, BLUE, COLOURS, GREY, VERMILION, new_figure, styled


@styled
def plot_fading(kept: Mapping[float, Any]) -> Figure:
    """Draw the share of a memory that is left, step by step, for several forget biases.

    Arguments:
        kept: from the forget bias to the measured shares (T,), the first of them after one step.
    """
    figure, axes = new_figure(3.1)
    for (bias, shares), colour in zip(sorted(kept.items()), COLOURS, strict=False):
        steps = np.arange(1, len(shares) + 1)
        axes.plot(steps, shares, color=colour, label=f"$b_f={bias:g}$")
    axes.axhline(0.5, color=GREY, linestyle="--", linewidth=1)
    axes.set(xscale="log", xlabel="steps since the write", ylabel="share left", ylim=(0, 1.02))
    axes.legend(ncols=4, loc="lower center", bbox_to_anchor=(0.5, 1.0), fontsize=11)
    return figure


@styled
def plot_bounds(cs: Any, hs: Any, most: Any) -> Figure:
    """Draw every unit's memory and hidden state over time, with the farthest that the memory can be.

    Arguments:
        cs, hs: (T, N), one column a unit.
        most: (T,), the bound on |c|.
    """
    figure, (memory, reading) = new_figure(4.0, rows=2, sharex=True)
    steps = np.arange(1, len(cs) + 1)
    memory.plot(steps, most, "--", color=BLACK, linewidth=1.2, label="bound $|c_0| + t$")
    memory.plot(steps, -most, "--", color=BLACK, linewidth=1.2)
    memory.plot(steps, cs, color=BLUE, linewidth=1, alpha=0.7)
    reach = 1.3 * float(np.abs(cs).max())
    memory.set(ylabel="memory $c_t$", ylim=(-reach, reach))
    memory.legend(loc="lower right")
    reading.axhline(1, color=BLACK, linestyle="--", linewidth=1.2)
    reading.axhline(-1, color=BLACK, linestyle="--", linewidth=1.2)
    reading.plot(steps, hs, color=VERMILION, linewidth=1, alpha=0.7)
    reading.set(ylabel="hidden state $h_t$", xlabel="step $t$", ylim=(-1.2, 1.2))
    return figure


@styled
def plot_corners(memories: Mapping[str, Any], candidates: Any) -> Figure:
    """Draw what became of one memory under each setting of the two valves.

    Arguments:
        memories: from the setting's name to the memory after each step (T,).
        candidates: (T,), what the cell could have written.
    """
    figure, axes = new_figure(3.2)
    steps = np.arange(1, len(candidates) + 1)
    axes.plot(steps, candidates, "x", color=BLACK, markersize=9, zorder=4, label="candidate")
    for (name, memory), colour, marker in zip(memories.items(), COLOURS, "osD^", strict=False):
        axes.plot(steps, memory, marker=marker, markersize=4, color=colour, label=name)
    axes.set(xlabel="step $t$", ylabel="memory $c_t$")
    axes.legend(ncols=3, loc="lower center", bbox_to_anchor=(0.5, 1.0))
    return figure
