"""Pictures of speed: the rungs as dots, the roofline of a machine, and cost against T, B and H."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, NullFormatter

from lstm_ref.bench.cost import Peaks, attainable
from lstm_ref.bench.timing import Timing
from lstm_ref.figures.style import BLACK, BLUE, COLOURS, GREY, NARROW, SKY, VERMILION, new_figure, styled

DASHES = ("-", "--", "-.", ":", (0, (5, 1, 1, 1)))
MARKS = "osDv^"
NUMBER = FuncFormatter(lambda value, _: f"{value:g}")


def plain_numbers(axis: Any) -> None:
    """A log axis whose marks read 0.1, 1, 10 and not as powers."""
    axis.set_major_formatter(NUMBER)
    axis.set_minor_formatter(NullFormatter())


@styled
def plot_ladder(times: Mapping[str, Timing], floor: str | None = None) -> Figure:
    """The rungs as dots on a log axis, the first on top; a line spans the rounds.

    Dots, since on a log axis a bar has no foot, and its length means nothing.

    Arguments:
        times: from a rung's name to its timing.
        floor: the one of them that is drawn as a line from top to bottom.
    """
    rungs = {name: timed for name, timed in times.items() if name != floor}
    figure, axes = new_figure(0.4 * len(rungs) + 1.1, width=NARROW)
    places = np.arange(len(rungs))
    spreads = [timed.spread for timed in rungs.values()]
    middles = np.array([one.median for one in spreads]) * 1e3
    lows = [one.low * 1e3 for one in spreads]
    lowest = min([*lows, *([times[floor].seconds * 1e3] if floor else [])])
    axes.plot(middles, places, "o", color=BLUE, markersize=8)
    for place, one in zip(places, spreads, strict=True):
        axes.plot([one.low * 1e3, one.high * 1e3], [place, place], color=BLUE, linewidth=2)
        end = max(one.high, one.median) * 1e3
        label = axes.annotate(
            f"{one.median * 1e3:.3g}", (end, place), (8, 0), textcoords="offset points", va="center"
        )
        label.set_bbox({"facecolor": "white", "edgecolor": "none", "pad": 1})  # the floor's line may pass
    if floor is not None:
        axes.axvline(times[floor].seconds * 1e3, color=VERMILION, linestyle="--", label=f"{floor} alone")
        figure.legend(loc="outside upper center")
    axes.set(xscale="log", xlabel="milliseconds (log scale)", yticks=places)
    axes.set_yticklabels(list(rungs))
    right = max(one.high for one in spreads) * 1e3 * 2.2
    axes.set_xlim(min(lowest / 2, 10 ** np.floor(np.log10(right))), right)  # a power of ten lies within
    axes.set_ylim(-0.6, len(rungs) - 0.4)
    axes.invert_yaxis()
    axes.grid(False, axis="y")
    plain_numbers(axes.xaxis)
    return figure


@styled
def plot_roofline(peaks: Peaks, points: Mapping[str, tuple[float, float]]) -> Figure:
    """Operations a second against operations a byte; above the roof this machine cannot be.

    Arguments:
        peaks: of the machine.
        points: from a name to its operations a byte and the operations a second that were measured.
    """
    figure, axes = new_figure(3.9, width=NARROW)
    at = [x for x, _ in points.values()]
    ridge = peaks.products / peaks.copying
    xs = np.geomspace(min([*at, ridge]) / 3, max([*at, ridge]) * 5, 200)
    roof = [attainable(float(x), peaks) / 1e9 for x in xs]
    axes.plot(xs, roof, color=BLACK, label="roof: copying, then products")
    axes.fill_between(xs, roof, 1e9, color=SKY, alpha=0.15, linewidth=0)
    axes.axvline(ridge, color=GREY, linewidth=1, linestyle=":", label="the two meet")
    for (name, (x, rate)), colour, mark in zip(
        points.items(), (*COLOURS[:-1], GREY), "osDv^P*", strict=False
    ):
        axes.plot([x], [rate / 1e9], color=colour, marker=mark, markersize=7, linestyle="none", label=name)
    lowest = min([*(rate / 1e9 for _, rate in points.values()), roof[0]])
    axes.set(xscale="log", yscale="log", ylim=(lowest / 2, max(roof) * 2), xlim=(xs[0], xs[-1]))
    axes.set(xlabel="operations for each byte (log scale)", ylabel="GFLOP/s (log scale)")
    for axis in (axes.xaxis, axes.yaxis):
        plain_numbers(axis)
    figure.legend(loc="outside upper center", ncols=2)
    return figure


@styled
def plot_cost(curves: Mapping[str, tuple[Sequence[int], Mapping[str, Sequence[float]]]]) -> Figure:
    """Time against each size in turn, all others fixed; on log axes a power of the size is a straight line.

    Arguments:
        curves: from the name of a size, such as "H", to its values and, for each implementation, the seconds
            at these values.
    """
    figure, drawn = new_figure(2.1 * len(curves) + 0.5, rows=len(curves), width=NARROW, squeeze=False)
    for (name, (values, times)), axes in zip(curves.items(), drawn[:, 0], strict=True):
        looks = zip(COLOURS, DASHES, MARKS, strict=False)
        for (rung, seconds), (colour, dash, mark) in zip(times.items(), looks, strict=False):
            look = {"color": colour, "linestyle": dash, "marker": mark}
            axes.plot(values, np.asarray(seconds) * 1e3, label=rung, **look)
        axes.set(xscale="log", yscale="log", xlabel=f"{name} (log scale)", ylabel="ms (log scale)")
        axes.set_xticks(list(values))
        for axis in (axes.xaxis, axes.yaxis):
            plain_numbers(axis)
    figure.legend(*drawn[0, 0].get_legend_handles_labels(), loc="outside upper center", ncols=2)
    return figure
