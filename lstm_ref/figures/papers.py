"""Sequences to success: ours with their spread, beside the number that a paper prints."""

from statistics import median
from typing import Any

from matplotlib.figure import Figure

from lstm_ref.figures.style import BLUE, VERMILION, new_figure, styled
from lstm_ref.papers.record import results_of
from lstm_ref.papers.table import EXPERIMENTS


def lines_of(record: dict[str, Any]) -> list[tuple[str, list[float], float]]:
    """For each arm whose paper prints a number of sequences: a name, ours of the runs that passed, theirs."""
    found = []
    for one in EXPERIMENTS:
        results = results_of(record, one)
        for arm in one.arms:
            ours = [run["sequences"] for run in results[arm.name] if run.get("solved")]
            if arm.printed is not None and ours:
                name = one.name.replace("-", " ")
                lag = f"\n{arm.name.split(', ', 1)[1]}" if ", " in arm.name else ""
                found.append((name + lag, ours, arm.printed))
    return found


@styled
def plot_sequences_beside_the_papers(record: dict[str, Any]) -> Figure:
    """A row for each arm, on a logarithmic axis; a bar from the smallest to the largest of ours."""
    lines = lines_of(record)
    figure, ax = new_figure(0.75 * len(lines) + 1.3)
    for place, (_, ours, theirs) in enumerate(lines):
        label = place == 0
        ax.plot([min(ours), max(ours)], [place, place], color=BLUE, linewidth=5, alpha=0.4)
        ax.plot(median(ours), place, "o", color=BLUE, label="ours, median and range" if label else None)
        ax.plot(theirs, place, "D", color=VERMILION, label="the paper's mean" if label else None)
    ax.set(xscale="log", xlim=(1e3, 2.5e5))
    ax.set_yticks(range(len(lines)), [name for name, _, _ in lines])
    ax.set_ylim(len(lines) - 0.5, -0.5)
    ax.set_xlabel("sequences (counted differently)")
    figure.legend(loc="outside upper center", ncols=2)
    return figure
