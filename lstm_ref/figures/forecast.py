"""Pictures of chapter 18: series and their parts, a forecast with its interval, a shifted curve, alarms."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from matplotlib.figure import Figure

from lstm_ref.figures.style import BLACK, BLUE, GREY, ORANGE, SKY, VERMILION, new_figure, styled


@styled
def plot_parts(series: Mapping[str, Any], train: float, valid: float) -> Figure:
    """Draw each series in a panel, and where its training and its validation part end.

    Arguments:
        series: from a title to values (N,).
        train, valid: the ends of the two parts, as shares of the length.
    """
    figure, panels = new_figure(1.6 * len(series) + 0.3, rows=len(series), sharex=True)
    for axes, (name, values) in zip(np.atleast_1d(panels), series.items(), strict=True):
        axes.plot(np.linspace(0, 100, len(values)), values, color=BLACK, linewidth=0.9)
        axes.axvspan(100 * train, 100 * valid, color=ORANGE, alpha=0.25, linewidth=0, label="choose")
        axes.axvspan(100 * valid, 100, color=BLUE, alpha=0.2, linewidth=0, label="test")
        axes.set_title(name, loc="left", pad=3)
    handles, labels = axes.get_legend_handles_labels()
    figure.legend(handles, labels, ncols=2, loc="outside upper right")
    axes.set(xlabel="share of the series (%)", xlim=(0, 100))
    return figure


@styled
def plot_interval(days: Any, truth: Any, forecast: Any, low: Any, high: Any) -> Figure:
    """Draw what came as dots over a forecast with its interval; a dot outside of it is red. All (N,)."""
    figure, axes = new_figure(3.4)
    axes.fill_between(days, low, high, color=BLUE, alpha=0.22, linewidth=0, label="interval")
    axes.plot(days, forecast, color=BLUE, label="forecast")
    inside = (np.asarray(low) <= truth) & (truth <= np.asarray(high))
    days, truth = np.asarray(days), np.asarray(truth)
    axes.plot(days[inside], truth[inside], "o", color=BLACK, markersize=4, label="came inside")
    axes.plot(days[~inside], truth[~inside], "X", color=VERMILION, markersize=8, label="outside")
    axes.set(xlabel="day of the last year", ylabel="demand (MWh)")
    axes.legend(ncols=2, loc="lower center", bbox_to_anchor=(0.5, 1.0))
    return figure


@styled
def plot_memory(days: Any, hidden: Any, cell: Any, seen: Any) -> Figure:
    """Draw a cell beside what no input holds, and the input that it was made of. All (N,), in any unit."""
    figure, (above, below) = new_figure(4.2, rows=2, sharex=True)
    above.plot(days, seen, color=GREY, linewidth=0.8, label="outdoors (read)")
    above.plot(days, hidden, color=ORANGE, linewidth=2.2, label="walls (never read)")
    above.set_ylabel("°C")
    below.plot(days, cell, color=BLUE, label="one cell's c")
    below.set(xlabel="day of the last year", ylabel="c")
    for axes in (above, below):
        axes.legend(ncols=2, loc="lower center", bbox_to_anchor=(0.5, 0.98))
    return figure


@styled
def plot_shift(prices: Any, forecast: Any, zoom: int) -> Figure:
    """Draw prices and forecasts of a test part (N,), and below them the last `zoom` days."""
    figure, panels = new_figure(5.2, rows=2)
    days = np.arange(len(prices))
    for axes, part in zip(panels, (slice(None), slice(-zoom, None)), strict=True):
        axes.plot(days[part], prices[part], color=BLACK, label="price")
        axes.plot(days[part], forecast[part], color=VERMILION, linestyle="--", label="forecast")
        axes.set_ylabel("price")
    panels[0].legend(ncols=2, loc="lower center", bbox_to_anchor=(0.5, 1.0))
    panels[1].set(xlabel="day of the test")
    for line in panels[1].lines:
        line.set_marker("o")
        line.set_markersize(3.5)
    return figure


@styled
def plot_beside(days: Any, prices: Any, forecast: Any, before: Any) -> Figure:
    """Draw a forecast of prices over the simplest one, *as yesterday*. All (N,)."""
    figure, axes = new_figure(3.4)
    axes.plot(days, prices, "o-", color=BLACK, markersize=3.5, linewidth=1.2, label="price")
    axes.plot(days, forecast, "o--", color=VERMILION, markersize=3.5, label="forecast")
    axes.plot(days, before, color=SKY, linewidth=5, alpha=0.7, zorder=1, label="as yesterday")
    axes.set(xlabel="day of the test", ylabel="price")
    figure.legend(ncols=3, loc="outside upper center")
    return figure


@styled
def plot_alarms(
    steps: Any, values: Any, surprise: Any, threshold: float, events: Sequence[int], unit: str
) -> Figure:
    """Draw a series, where its anomalies begin, and the surprise with its threshold. Arrays (N,)."""
    figure, (above, below) = new_figure(4.4, rows=2, sharex=True)
    above.plot(steps, values, color=BLACK, linewidth=1.2)
    below.plot(steps, surprise, color=BLUE, linewidth=1.2, label="surprise")
    below.axhline(threshold, color=VERMILION, linestyle="--", linewidth=1.3, label="threshold")
    for axes in (above, below):
        for k, event in enumerate(events):
            axes.axvline(event, color=ORANGE, linewidth=4, alpha=0.5, zorder=0, label=None if k else "fault")
    above.set_ylabel(unit)
    below.set(xlabel="step", ylabel="surprise")
    handles = {label: handle for handle, label in zip(*below.get_legend_handles_labels(), strict=True)}
    above.legend(handles.values(), handles.keys(), ncols=3, loc="lower center", bbox_to_anchor=(0.5, 1.0))
    return figure
