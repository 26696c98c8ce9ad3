"""What the valves of 1997's cell let in and out, and what that makes of its memory."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from lstm_ref.figures.style import BLACK, BLUE, GREY, VERMILION, new_figure, styled

PANELS = (
    ("candidate $g_t$", "g"),
    ("input gate $i_t$", "i"),
    ("memory $c_t$", "c"),
    ("output gate $o_t$", "o"),
    ("hidden state $h_t$", "h"),
)


@styled
def plot_valves(tape: Sequence[Any], words: Sequence[str], units: Sequence[str], batch: int = 0) -> Figure:
    """Draw every unit over the words of a sentence: what is offered, let in, kept, let out, and shown.

    Blue is above zero and red below, with the sign written into the strong ones; white is zero.

    Arguments:
        tape: as `scan` returns it, T entries of `lstm_1997_step`.
        words: what was read at each step, T of them.
        units: the name of each entry of the state, H of them.
        batch: which sequence.

    Raises:
        ValueError: when the words or the units are not as many as the tape has.
    """
    if len(words) != len(tape) or len(units) != tape[0].c.shape[1]:
        shape = len(tape), tape[0].c.shape[1]
        raise ValueError(f"words, units: expected {shape} of them, got {(len(words), len(units))}")
    parts = {name: np.array([getattr(step, name)[batch] for step in tape]).T for name in "igoc"}
    parts["h"] = parts["o"] * np.tanh(parts["c"])
    figure, panels = new_figure(6.6, rows=len(PANELS), sharex=True)
    for axes, (title, name) in zip(panels, PANELS, strict=True):
        _draw_panel(axes, parts[name], units)
        axes.set_title(title, loc="left", fontsize=11, pad=3)
    panels[-1].set_xticks(range(len(words)), words, rotation=60, ha="right", rotation_mode="anchor")
    return figure


def _draw_panel(axes: Axes, values: Any, units: Sequence[str]) -> None:
    axes.imshow(values, cmap="RdBu", vmin=-1.3, vmax=1.3, aspect="auto")
    axes.set_yticks(range(len(units)), units)
    axes.grid(False)
    axes.set_xticks(np.arange(values.shape[1]) - 0.5, minor=True)
    axes.set_yticks(np.arange(len(units)) - 0.5, minor=True)
    axes.grid(which="minor", color=GREY, linewidth=0.5)
    axes.tick_params(which="both", length=0)
    for (unit, step), value in np.ndenumerate(values):
        if abs(value) > 0.3:
            sign = "+" if value > 0 else "\N{MINUS SIGN}"
            ink = "white" if abs(value) > 0.65 else BLACK
            axes.text(step, unit, sign, color=ink, ha="center", va="center", fontsize=11)


@styled
def plot_drift(
    curves: Mapping[str, Any], xlabel: str = "step", ylabel: str = "mean of $|c_t|$", scale: str = "linear"
) -> Figure:
    """Draw one curve over the steps for each name; `scale` is "linear" or "log"."""
    figure, axes = new_figure(3.0)
    for (name, curve), dashes in zip(curves.items(), ("-", "--", ":", "-."), strict=False):
        axes.plot(np.arange(1, len(curve) + 1), curve, dashes, label=name, linewidth=2.2)
    axes.set(xlabel=xlabel, ylabel=ylabel, yscale=scale)
    axes.legend(loc="upper left", ncols=len(curves), bbox_to_anchor=(0, 1.18), borderaxespad=0)
    return figure


@styled
def plot_two_memories(memory: Any, bits: Any, gate: Any) -> Figure:
    """Draw one unit over sequences that begin with one of two symbols, and below it how far it is open.

    Arguments:
        memory: (T, B), c of the unit.
        bits: (B,), 0 or 1.
        gate: (T,), the unit's input gate, the mean over the sequences.
    """
    figure, (above, below) = new_figure(4.0, rows=2, sharex=True, height_ratios=(2.2, 1))
    steps = np.arange(1, len(memory) + 1)
    for bit, name, colour, dashes in ((0, "x", BLUE, "-"), (1, "y", VERMILION, "--")):
        lines = above.plot(steps, memory[:, bits == bit], dashes, color=colour, linewidth=1.2)
        lines[0].set_label(f"second symbol {name}")
    above.axhline(0, color=BLACK, linewidth=0.8)
    above.set_ylabel("memory $c_t$")
    above.legend(loc="upper left", ncols=2, bbox_to_anchor=(0, 1.18), borderaxespad=0)
    below.plot(steps, gate, color=BLACK)
    below.set(xlabel="step", ylabel="gate $i_t$", ylim=(0, 1))
    return figure
