"""Moving weights from system to system, and numbers from format to format."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from lstm_ref.figures.style import BLACK, BLUE, COLOURS, GREEN, GREY, ORANGE, PURPLE, new_figure, styled

GATES = {"i": BLUE, "f": ORANGE, "g": GREEN, "o": PURPLE}


@styled
def plot_gate_orders(orders: Mapping[str, str]) -> Figure:
    """Draw each system's four blocks side by side, a colour and a letter for each gate.

    Arguments:
        orders: from the system's name to its order, such as "ifgo".
    """
    figure, axes = new_figure(0.36 * len(orders) + 0.4)
    for row, (system, order) in enumerate(orders.items()):
        for column, gate in enumerate(order):
            axes.add_patch(Rectangle((column, -row - 0.4), 0.94, 0.8, color=GATES[gate]))
            place = {"ha": "center", "va": "center", "color": "white" if gate in "ig" else BLACK}
            axes.text(column + 0.47, -row, gate, fontsize=12, **place)
        axes.text(-0.15, -row, system, ha="right", va="center", color=BLACK)
    axes.set(xlim=(-4.6, 4), ylim=(-len(orders) + 0.4, 0.6))
    axes.axis("off")
    return figure


@styled
def plot_orders_tried(errors: Mapping[str, float]) -> Figure:
    """Draw how far off the outputs are under each gate order, on a logarithmic axis, the best first.

    Arguments:
        errors: from the order to its error, above zero.
    """
    figure, axes = new_figure(3.3)
    tried = sorted(errors, key=lambda order: errors[order])
    for place, order in enumerate(tried):
        axes.plot([place], [errors[order]], "o", color=BLUE if place else GREEN, markersize=7)
    where = {"xytext": (10, 0), "textcoords": "offset points", "va": "center", "fontsize": 12}
    axes.annotate(tried[0], (0, errors[tried[0]]), **where)
    axes.set(yscale="log", ylabel="largest difference", xlabel="the 24 orders, the best first")
    axes.set(xticks=[], ylim=(min(errors.values()) / 10, 10))
    return figure


@styled
def plot_after_loading(losses: Mapping[str, Any]) -> Figure:
    """Draw the loss of further training, update by update, for several ways of loading the same weights.

    Arguments:
        losses: from the name to the losses (U,).
    """
    figure, axes = new_figure(3.1)
    for (name, values), colour, style in zip(losses.items(), COLOURS, ("-", "--", ":"), strict=False):
        axes.plot(np.arange(1, len(values) + 1), values, style, color=colour, label=name)
    axes.set(xlabel="update after loading", ylabel="loss", xscale="log", ylim=(0, None))
    axes.legend(ncols=2, loc="lower center", bbox_to_anchor=(0.5, 1.0))
    return figure


@styled
def plot_rounding(errors: Mapping[str, Sequence[float]]) -> Figure:
    """Draw the error of every step for several number formats, on a logarithmic axis.

    Arguments:
        errors: from the format's name to the relative errors (T,).
    """
    figure, axes = new_figure(3.5)
    for (name, values), colour in zip(errors.items(), COLOURS, strict=False):
        steps = np.arange(1, len(values) + 1)
        axes.plot(steps, np.maximum(values, 1e-17), color=colour, label=name)
    axes.axhline(1, color=GREY, linestyle="--", linewidth=1)
    axes.set(yscale="log", xlabel="step $t$", ylabel="error, relative", ylim=(1e-17, 10))
    axes.legend(ncols=2, loc="lower center", bbox_to_anchor=(0.5, 1.0))
    return figure
