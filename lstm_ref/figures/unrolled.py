"""A recurrent cell as a loop, and the same run unrolled, with the numbers that it really had."""

from collections.abc import Sequence
from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from lstm_ref.figures.shapes import arrow, body, line
from lstm_ref.figures.style import BLACK, BLUE, GREY, VERMILION, new_figure, styled

GAP = 2.1  # from one step's box to the next
FLOOR, CEILING = -0.95, 2.35  # where inputs come in and outputs leave


def signed(number: float) -> tuple[str, str]:
    """A number with its sign, and the colour of that sign."""
    shown = f"{number:+.2f}".replace("-", "\N{MINUS SIGN}")
    if shown[1:] == "0.00":
        return "0.00", GREY
    return shown, BLUE if shown[0] == "+" else VERMILION


@styled
def draw_unrolled(
    hs: Any,
    inputs: Sequence[str],
    outputs: Sequence[str] = (),
    start: Any = None,
    letters: Sequence[str] = (),
) -> Figure:
    """The loop on the left, and beside it one box for each time step with the state that the run had.

    Arguments:
        hs: (T, H), the hidden states of one sequence; a few of each, or the letters get too small.
        inputs: T words, one under each box.
        outputs: T words, one above each box, or none.
        start: (H,), the state before the first step; zeros are shown when it is left out.
        letters: names for the hidden states in their order, h_0 first, in place of h_0, h_1, …

    Raises:
        ValueError: when there are not as many words as steps.
    """
    steps = len(hs)
    if len(inputs) != steps or len(outputs) not in (0, steps):
        raise ValueError(f"expected {steps} inputs and as many outputs or none")
    figure, axes = new_figure(3.1 if outputs else 2.7)
    names = letters or [f"$h_{t}$" for t in range(steps + 1)]
    _draw_loop(axes, bool(outputs))
    first = 2.4
    _numbers(axes, first, names[0], start if start is not None else 0 * hs[0])
    for t, h in enumerate(hs):
        x = first + (t + 1) * GAP
        body(axes, (x - 0.62, 0.0), 1.24, 1.4)
        arrow(axes, [(x - GAP + 0.72, 0.7), (x - 0.72, 0.7)])
        _numbers(axes, x, names[t + 1], h)
        arrow(axes, [(x, FLOOR), (x, -0.1)])
        axes.text(x, FLOOR - 0.12, inputs[t], ha="center", va="top")
        if outputs:
            arrow(axes, [(x, 1.5), (x, CEILING)])
            axes.text(x, CEILING + 0.1, outputs[t], ha="center", va="bottom")
    axes.set_xlim(-0.9, first + steps * GAP + 0.95)
    axes.set_ylim(FLOOR - 0.75, CEILING + 0.75 if outputs else 2.5)
    axes.axis("off")
    return figure


def _draw_loop(axes: Axes, reads_out: bool) -> None:
    body(axes, (-0.5, 0.0), 1.0, 1.4)
    axes.text(0, 0.7, "step", ha="center", va="center")
    line(axes, [(0.6, 0.7), (1.0, 0.7), (1.0, 1.85), (-0.8, 1.85), (-0.8, 0.7)])
    arrow(axes, [(-0.8, 0.7), (-0.6, 0.7)])
    axes.text(0.75, 2.0, "$h$", ha="center", va="bottom")
    arrow(axes, [(0, FLOOR), (0, -0.1)])
    axes.text(0, FLOOR - 0.12, "$x$", ha="center", va="top")
    if reads_out:
        arrow(axes, [(0, 1.5), (0, CEILING)])


def _numbers(axes: Axes, x: float, name: str, h: Any) -> None:
    """The entries of a state, one below the other, under its name."""
    axes.text(x, 1.2, name, ha="center", va="center", color=BLACK)
    for row, number in enumerate(h):
        shown, colour = signed(float(number))
        axes.text(x, 0.82 - row * 0.34, shown, ha="center", va="center", color=colour, fontsize=10.5)
