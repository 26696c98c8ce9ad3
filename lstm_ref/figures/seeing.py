"""Pictures of chapter 20: where a decoder looks, strokes of a digit, frames of a film, a memory's way."""

from collections.abc import Mapping, Sequence
from typing import Any

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from lstm_ref.figures.style import BLACK, BLUE, GREY, ORANGE, VERMILION, WIDTH, styled
from lstm_ref.numpy.arrays import Array


def _bare(axes: Axes) -> None:
    axes.set_xticks([])
    axes.set_yticks([])
    axes.grid(False)


def _show(axes: Axes, picture: Array, **options: Any) -> None:
    axes.imshow(picture, cmap="gray", vmin=0, vmax=1, **options)
    _bare(axes)


def _grid(rows: int, columns: int, height: float) -> tuple[Figure, Any]:
    return plt.subplots(rows, columns, figsize=(WIDTH, height), layout="constrained", squeeze=False)


@styled
def plot_captioned(pictures: Array, captions: Sequence[str]) -> Figure:
    """Pictures (N, S, S), three in a row, each with its caption below."""
    rows = -(-len(pictures) // 3)
    figure, grid = _grid(rows, 3, 2.3 * rows)
    for axes in grid.flat[len(pictures) :]:
        axes.axis("off")
    for axes, picture, caption in zip(grid.flat, pictures, captions, strict=False):
        _show(axes, picture)
        words = caption.split()
        middle = (len(words) + 1) // 2
        axes.set_xlabel(" ".join(words[:middle]) + "\n" + " ".join(words[middle:]), fontsize=10.5)
    return figure


@styled
def plot_looks(pictures: Array, captions: Sequence[str], looks: Array, due: Sequence[str]) -> Figure:
    """A row for each picture: how much each place was looked at before each word, under the true caption.

    Arguments: `pictures` (N, S, S); `captions`, what was written, and `due`, what was right, N of each;
    `looks` (T, N, P), each word's weights.
    """
    words = [caption.split() for caption in captions]
    columns = max(map(len, words))
    figure = plt.figure(figsize=(WIDTH, 1.4 * len(pictures)), layout="constrained")
    parts: Any = figure.subfigures(len(pictures), 1, squeeze=False)[:, 0]
    side, size = int(looks.shape[2] ** 0.5), pictures.shape[1]
    for n, part in enumerate(parts):
        part.suptitle(f"due: {due[n]}", x=0.02, ha="left", fontsize=11, color=GREY)
        for t, axes in enumerate(part.subplots(1, columns, squeeze=False)[0]):
            if t >= len(words[n]):
                axes.axis("off")
                continue
            _show(axes, 0.75 * pictures[n])
            look = looks[t, n].reshape(side, side)
            veil = np.empty((side, side, 4))
            veil[..., :3], veil[..., 3] = to_rgb(ORANGE), 0.85 * look / look.max()
            axes.imshow(veil, extent=(-0.5, size - 0.5, size - 0.5, -0.5))
            axes.set_title(words[n][t], fontsize=11, pad=3)
    return figure


@styled
def plot_strokes(pictures: Array, canvases: Array, windows: Array) -> Figure:
    """A row for each digit: the canvas after each stroke, with its window, and the digit itself at the right.

    Arguments: `pictures` (N, 8, 8); `canvases` (T, N, 8, 8); `windows` (T, N, 3): row, column and width.
    """
    steps = len(canvases)
    figure, grid = _grid(len(pictures), steps + 1, 0.95 * len(pictures))
    for n, row in enumerate(grid):
        for t in range(steps):
            _show(row[t], 1 - canvases[t, n].clip(0, 1))
            down, right, width = windows[t, n]
            half = 2 * width
            box = Rectangle(
                (right - half, down - half), 2 * half, 2 * half, fill=False, edgecolor=VERMILION, linewidth=2
            )
            row[t].add_patch(box)
        _show(row[-1], 1 - pictures[n])
        for spine in row[-1].spines.values():
            spine.set(visible=True, color=BLUE, linewidth=2)
    for t in range(steps):
        grid[0][t].set_title(f"{t + 1}", pad=3)
    grid[0][-1].set_title("digit", pad=3)
    return figure


@styled
def plot_film(rows: Mapping[str, Array]) -> Figure:
    """For each name its frames (T, S, S) from left to right, the name above them."""
    steps = max(len(frames) for frames in rows.values())
    figure = plt.figure(figsize=(WIDTH, 1.12 * len(rows)), layout="constrained")
    parts: Any = figure.subfigures(len(rows), 1)
    for part, (name, frames) in zip(parts, rows.items(), strict=True):
        part.suptitle(name, x=0.02, ha="left", fontsize=11)
        for axes, frame in zip(part.subplots(1, steps), frames, strict=True):
            _show(axes, frame)
    return figure


@styled
def plot_ways(true: Array, told: Array, seen: int, walls: tuple[float, float]) -> Figure:
    """Four ways of a dot, and where a straight map of the memory says that it is.

    Arguments: `true`, `told` (T, 4, 2), row and column; `seen`: how many of the steps had a frame.
    """
    figure, grid = _grid(2, 2, 5.5)
    low, high = walls
    for n, axes in enumerate(grid.flat):
        axes.add_patch(Rectangle((low, low), high - low, high - low, fill=False, edgecolor=GREY))
        axes.plot(
            true[:, n, 1], true[:, n, 0], color=GREY, marker="o", markersize=3, linewidth=1, label="true way"
        )
        axes.plot(
            true[0, n, 1], true[0, n, 0], "o", color=BLACK, markersize=9, fillstyle="none", label="its start",
            linestyle="none",
        )  # fmt: skip
        axes.spines[:].set_visible(False)  # the walls are the frame; a dot may be told outside them
        for part, colour, label in (
            (slice(0, seen), BLUE, "frames seen"),
            (slice(seen, None), ORANGE, "dark screen"),
        ):
            ties = np.stack([true[part, n], told[part, n]])
            axes.plot(ties[..., 1], ties[..., 0], color=colour, linewidth=0.8, clip_on=False)
            axes.plot(
                told[part, n, 1], told[part, n, 0], "o", color=colour, markersize=5, label=label,
                clip_on=False,
            )  # fmt: skip
        axes.set_xlim(low - 0.9, high + 0.9)
        axes.set_ylim(high + 0.9, low - 0.9)
        axes.set_aspect("equal")
        _bare(axes)
    handles, labels = grid.flat[0].get_legend_handles_labels()
    figure.legend(handles, labels, loc="outside upper center", ncols=2)
    return figure
