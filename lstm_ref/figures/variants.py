"""What peepholes show a gate, and what is left of a cell when a part is taken out."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from matplotlib.figure import Figure
from matplotlib.ticker import FixedLocator, FuncFormatter, NullLocator

from lstm_ref.figures.style import BLUE, GREY, ORANGE, VERMILION, new_figure, styled

TICKS = [digit * 10**power for power in (2, 3, 4, 5) for digit in (1, 2, 5)]


@styled
def plot_timer(traces: Mapping[str, tuple[Any, Any]], unit: int = 0) -> Figure:
    """Draw memory and hidden state of one unit over time, a panel for each cell.

    Arguments:
        traces: for each cell its memory `cs` and its hidden states `hs`, both (T, H).
        unit: which one.
    """
    figure, panels = new_figure(4.2, rows=len(traces), sharex=True, sharey=True)
    for axes, (name, (cs, hs)) in zip(np.atleast_1d(panels), traces.items(), strict=True):
        steps = np.arange(1, len(cs) + 1)
        axes.plot(steps, np.asarray(cs)[:, unit], color=BLUE, label="memory $c_t$")
        axes.plot(steps, np.asarray(hs)[:, unit], color=VERMILION, label="hidden state $h_t$")
        axes.set_title(name, loc="left", fontsize=11, pad=4)
    axes = np.atleast_1d(panels)[-1]
    axes.set_xlabel("step")
    axes.set_ylim(-0.1, 2.1)
    figure.legend(*axes.get_legend_handles_labels(), loc="outside upper left", ncols=2)
    return figure


def beside(values: Sequence[float], step: float = 0.16) -> np.ndarray[Any, np.dtype[np.float64]]:
    """How far each of the sorted `values` is moved up or down, so that equal ones do not hide one another."""
    ranks = [list(values[:k]).count(value) for k, value in enumerate(values)]
    return np.array(
        [step * (rank - (list(values).count(v) - 1) / 2) for rank, v in zip(ranks, values, strict=True)]
    )


@styled
def plot_ablations(runs: Mapping[str, Sequence[Mapping[str, Any]]], budget: int, title: str = "") -> Figure:
    """Draw each run of each cell as a dot, and over them the range and the median of those that passed.

    Arguments:
        runs: for each cell its runs, with `solved`, and `sequences` until the test was passed.
        budget: the number of sequences at which the axis ends; runs that did not pass stand to its right.
        title: above the axes.
    """
    figure, axes = new_figure(0.33 * len(runs) + 1.1)
    failed = 1.25 * budget
    for row, (_name, of_one) in enumerate(runs.items()):
        passed = sorted(run["sequences"] for run in of_one if run["solved"])
        lost = len(of_one) - len(passed)
        if passed:
            axes.hlines(row, passed[0], passed[-1], color=GREY, linewidth=1.6)
            axes.plot(np.median(passed), row, marker="|", color=GREY, markersize=15, markeredgewidth=2.2)
            axes.plot(passed, row + beside(passed), "o", color=BLUE, markersize=5, alpha=0.75)
        if lost:
            axes.plot(failed, row, marker="x", color=VERMILION, markersize=7, markeredgewidth=2)
            axes.annotate(f"{lost} not", (1.4 * budget, row), va="center", color=VERMILION, fontsize=10.5)
    axes.axvspan(budget, 2.6 * budget, color=ORANGE, alpha=0.12, linewidth=0)
    axes.set_xscale("log")
    axes.xaxis.set_major_locator(FixedLocator([tick for tick in TICKS if tick <= budget]))
    axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value / 1000:g}k"))
    axes.xaxis.set_minor_locator(NullLocator())
    axes.set_xlim(right=2.6 * budget)
    axes.set_ylim(len(runs) - 0.4, -0.6)
    axes.set_yticks(range(len(runs)), list(runs))
    axes.set_xlabel("sequences until the test is passed")
    axes.set_title(title, loc="left")
    return figure
