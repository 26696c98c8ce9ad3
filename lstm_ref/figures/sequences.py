"""Pictures of sequences: several kinds of them, one long one cut into windows, a picture read row by row."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import ListedColormap
from matplotlib.figure import Figure
from matplotlib.patches import Polygon, Rectangle

from lstm_ref.figures.style import (
    BLACK,
    BLUE,
    COLOURS,
    GREEN,
    GREY,
    ORANGE,
    SKY,
    VERMILION,
    new_figure,
    styled,
)

SHOWN = 5  # windows that are drawn on the series: more would hide it


@styled
def plot_kinds(text: str, weather: Any, bases: str, sound: Any, moves: Any) -> Figure:
    """Five sequences, one below the other: letters, numbers, bases, a wave, and the moves of a pen.

    Arguments:
        text: the first letters are written out.
        weather: (N, 2): two numbers a day.
        bases: letters out of A, C, G and T.
        sound: (N,).
        moves: (N, 2): how far a pen goes right and up at each step.
    """
    figure, axes = new_figure(7.0, rows=5, height_ratios=[0.5, 1.2, 0.5, 1.1, 1.1])
    titles = (
        "text: one character a step",
        "a series: two numbers a day (made up)",
        "like a genome: one of four letters a step (made up)",
        "sound: one number for each 1/8000 s (two tones)",
        "strokes: two moves of the pen a step (made up)",
    )
    for axis, title in zip(axes, titles, strict=True):
        axis.set_title(title, loc="left")
        axis.grid(False)
    _letters(axes[0], text, [BLACK] * len(text), 34)
    axes[1].plot(weather[:, 0], color=BLUE, linewidth=1.2, label="warmth")
    axes[1].plot(weather[:, 1], color=VERMILION, linestyle="--", label="hours of daylight")
    axes[1].set(xlabel="day")
    axes[1].legend(loc="lower center", fontsize=9.5)
    inks = dict(zip("ACGT", (BLUE, VERMILION, "#00664b", BLACK), strict=True))
    _letters(axes[2], bases, [inks[base] for base in bases], 34)
    axes[3].plot(np.arange(len(sound)), sound, color=GREEN)
    axes[3].set(xlabel="sample")
    path = np.cumsum(moves, axis=0)
    axes[4].plot(path[:, 0], path[:, 1], color=BLACK)
    axes[4].plot(path[::6, 0], path[::6, 1], "o", color=ORANGE, markersize=4)
    axes[4].set_aspect("equal")
    axes[4].set_axis_off()
    return figure


def _letters(axes: Axes, letters: str, inks: Sequence[str], count: int) -> None:
    axes.set(xlim=(0, count), ylim=(0, 1))
    axes.set_axis_off()
    for place, (letter, ink) in enumerate(zip(letters[:count], inks, strict=False)):
        shown = "␣" if letter == " " else "¶" if letter == "\n" else letter
        axes.text(place + 0.5, 0.5, shown, ha="center", va="center", family="monospace", color=ink)
        axes.axvline(place, color="#dddddd", linewidth=0.6)


@styled
def plot_windows(series: Any, cut: Any, stride: int) -> Figure:
    """One long series, its windows as rows, and the block that they make.

    Arguments:
        series: (N, D).
        cut: (T, B, D), as `windows(series, T, stride)` returns it.
        stride: how far each window starts after the one before.
    """
    steps, batch, features = cut.shape
    figure, (line, rows, block) = new_figure(8.2, rows=3, height_ratios=[1, 1.25, 1.4])
    line.plot(series[:, 0], "o-", color=GREY, markersize=3, linewidth=1.2)
    low, high = series[:, 0].min(), series[:, 0].max()
    for b in range(min(SHOWN, batch)):
        left, level = b * stride, low - (0.16 + 0.13 * b) * (high - low)
        line.plot([left, left + steps - 1], [level, level], color=COLOURS[b], linewidth=4)
    line.set_title(
        f"the series: {len(series)} steps; the first {min(SHOWN, batch)} windows as bars", loc="left"
    )
    line.set(xlabel="place in the series", yticks=[])
    line.grid(False)
    rows.imshow(cut[:, :, 0].T, cmap="Greys", aspect="auto", vmin=low - 0.2 * (high - low))
    for b in range(min(SHOWN, batch)):
        rows.add_patch(Rectangle((-0.5, b - 0.5), 0.16, 1, color=COLOURS[b], clip_on=False))
    rows.set_title(f"the windows as rows: $B = {batch}$ samples of $T = {steps}$ steps", loc="left")
    rows.set(xlabel="time step $t$", ylabel="sample $b$", xticks=range(steps))
    rows.grid(False)
    _block(block, steps, batch, features)
    return figure


def _block(axes: Axes, steps: int, batch: int, features: int) -> None:
    """The array (T, B, D) as a box: time down, samples across, features into the page."""
    wide, high, slant = 6.0, 3.0, 0.9
    for d in reversed(range(features)):
        x, y = slant * d, 0.55 * d
        face = Rectangle(
            (x, y), wide, high, facecolor="#dcecf7", edgecolor=BLACK, linewidth=1.2, zorder=2 - d
        )
        axes.add_patch(face)
        for t in range(1, steps):
            axes.plot([x, x + wide], [y + high * t / steps] * 2, color=SKY, linewidth=0.7, zorder=2 - d)
        for b in range(1, batch):
            axes.plot([x + wide * b / batch] * 2, [y, y + high], color=SKY, linewidth=0.7, zorder=2 - d)
    axes.add_patch(
        Polygon(
            [(0, 0), (wide / batch, 0), (wide / batch, high), (0, high)],
            color=COLOURS[0],
            alpha=0.55,
            zorder=3,
        )
    )
    axes.text(wide / 2, -0.2, f"$B = {batch}$ samples", ha="center", va="top")
    axes.text(-0.15, high / 2, f"$T = {steps}$ steps", ha="right", va="center")
    axes.text(
        wide + slant * (features - 1) / 2 + 0.35, 0.1, f"$D = {features}$ features", ha="left", va="center"
    )
    axes.set_title(f"the array: shape {(steps, batch, features)}; the blue column is sample 0", loc="left")
    axes.set(xlim=(-2.0, wide + 2.8), ylim=(-0.7, high + 0.55 * features))
    axes.set_axis_off()


@styled
def plot_pixel_rows(picture: Any) -> Figure:
    """A picture (8, 8), and the same numbers as the steps in which a net would read them."""
    figure, axes = new_figure(3.4)
    rows, columns = picture.shape
    axes.imshow(picture, cmap=ListedColormap([(1 - 0.9 * k / 9,) * 3 for k in range(10)]), vmin=0, vmax=1)
    for t in range(rows):
        axes.add_patch(Rectangle((-0.5, t - 0.5), columns, 1, fill=False, edgecolor=BLUE, linewidth=1.2))
        axes.text(columns - 0.2, t, f"$x_{t + 1}$", va="center", ha="left", color=BLUE)
    axes.set(xlabel=f"one row: $D = {columns}$ numbers", ylabel=f"$T = {rows}$ steps", xticks=[], yticks=[])
    axes.grid(False)
    return figure
