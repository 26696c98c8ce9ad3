"""What a unit's valves did over a sequence, and what that made of its memory."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from lstm_ref.figures.style import BLACK, BLUE, GREY, VERMILION, new_figure, styled

ROWS = (("f", "forget $f_t$"), ("i", "input $i_t$"), ("o", "output $o_t$"))


@styled
def plot_gates(tape: Sequence[Any], words: Sequence[str], batch: int = 0, unit: int = 0) -> Figure:
    """Draw one unit over time: its three valves above, its memory and its hidden state below.

    A dark square is an open valve, a white one is shut.

    Arguments:
        tape: as `scan` returns it, T entries of `lstm_step`.
        words: what was read at each step, T of them.
        batch, unit: which sequence, and which entry of the state.

    Raises:
        ValueError: when there are not as many words as steps.
    """
    if len(words) != len(tape):
        raise ValueError(f"words: expected one for each of the {len(tape)} steps, got {len(words)}")
    figure, (valves, memory) = new_figure(4.2, rows=2, sharex=True, height_ratios=(1, 1.6))
    _draw_valves(valves, [[float(getattr(step, gate)[batch, unit]) for step in tape] for gate, _ in ROWS])
    c = np.array([step.c[batch, unit] for step in tape])
    o = np.array([step.o[batch, unit] for step in tape])
    _draw_memory(memory, c, o * np.tanh(c))
    memory.set_xticks(range(len(words)), words, rotation=60, ha="right", rotation_mode="anchor")
    for axes in (valves, memory):
        axes.tick_params(labelsize=11)
    return figure


def _draw_valves(axes: Axes, open_share: Sequence[Sequence[float]]) -> None:
    axes.imshow(open_share, cmap="Blues", vmin=0, vmax=1.15, aspect="auto")
    axes.set_yticks(range(len(ROWS)), [name for _, name in ROWS])
    axes.grid(False)
    axes.set_xticks(np.arange(len(open_share[0])) - 0.5, minor=True)
    axes.set_yticks(np.arange(len(ROWS)) - 0.5, minor=True)
    axes.grid(which="minor", color=GREY, linewidth=0.6)
    axes.tick_params(which="both", length=0)


def _draw_memory(axes: Axes, c: Any, h: Any) -> None:
    steps = np.arange(len(c))
    axes.axhline(0, color=BLACK, linewidth=0.8)
    axes.plot(steps, c, color=BLUE, marker="o", markersize=4, label="memory $c_t$")
    axes.vlines(steps, 0, h, color=VERMILION, linewidth=3)
    axes.plot(steps, h, "s", color=VERMILION, markersize=5, label="hidden state $h_t$")
    axes.legend(loc="upper right", ncols=2, bbox_to_anchor=(1.0, 1.22), borderaxespad=0, fontsize=11)
    axes.set_xlim(-0.5, len(c) - 0.5)
