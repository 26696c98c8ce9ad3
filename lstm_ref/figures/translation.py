"""Pictures of a translation: who looks at whom, what a swap turns, what grows hard as sentences grow."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.figure import Figure

from lstm_ref.figures.style import COLOURS, GREY, new_figure, styled

MARKS = "os^D"
PALE_ORANGES = LinearSegmentedColormap.from_list("pale oranges", ["#fff8f0", "#f6a04d"])
SAID = 0.05  # a share that is shown as more than 0.0


@styled
def plot_alignment(weights: Any, source: Sequence[str], target: Sequence[str]) -> Figure:
    """Draw how much each target word looked at each source word: dark is much.

    Arguments:
        weights: (T, S), each row summing to one.
        source, target: the words (S,) and (T,).
    """
    figure, axes = new_figure(1.3 + 0.27 * len(target))
    axes.imshow(weights, cmap="Blues", vmin=0, vmax=1, aspect="auto")
    axes.set_xticks(range(len(source)), labels=source, rotation=60, ha="left", rotation_mode="anchor")
    axes.set_yticks(range(len(target)), labels=target)
    axes.xaxis.tick_top()
    axes.set_xticks(np.arange(len(source) + 1) - 0.5, minor=True)
    axes.set_yticks(np.arange(len(target) + 1) - 0.5, minor=True)
    axes.grid(visible=False)
    axes.grid(which="minor", color="#cccccc", linewidth=0.6)
    axes.tick_params(which="both", length=0)
    return figure


@styled
def plot_swaps(shares: Any, places: Sequence[str], words: Sequence[str]) -> Figure:
    """Draw how far each word has turned when one thing is swapped, as coloured cells with their numbers.

    Arguments:
        shares: (places, words): 0 nothing has turned, 1 all.
        places: what was swapped. words: the words that differ between the two sentences.
    """
    shares = np.asarray(shares)
    figure, axes = new_figure(1.2 + 0.3 * len(places))
    # A pale end, so that black numbers stay readable on the darkest cell.
    axes.imshow(np.clip(shares, 0, 1), cmap=PALE_ORANGES, vmin=0, vmax=1, aspect="auto")
    for (row, column), share in np.ndenumerate(shares):
        bold = "bold" if abs(share) >= SAID else "normal"
        axes.text(column, row, f"{abs(share):.1f}", ha="center", va="center", fontsize=11, weight=bold)
    axes.set_xticks(range(len(words)), labels=words)
    axes.set_yticks(range(len(places)), labels=places)
    axes.xaxis.tick_top()
    axes.grid(visible=False)
    axes.tick_params(length=0)
    return figure


@styled
def plot_growth(
    places: Sequence[int],
    shares: Mapping[str, Any],
    trained: Sequence[int],
    extra: Mapping[str, Any] | None = None,
) -> Figure:
    """Draw the share of exact translations against the number of places, thin lines the seeds.

    Arguments:
        places: (P,). shares: from a model's name to (seeds, P).
        trained: the numbers of places that came in training, drawn as a band.
        extra: baselines in the same form, drawn dashed.
    """
    figure, axes = new_figure(3.4)
    axes.axvspan(min(trained) - 0.2, max(trained) + 0.2, color=GREY, alpha=0.18, linewidth=0)
    for k, (name, rows) in enumerate({**shares, **(extra or {})}.items()):
        style = "--" if extra and name in extra else "-"
        for row in np.asarray(rows):
            axes.plot(places, row, style, color=COLOURS[k], linewidth=0.8, alpha=0.5)
        mean = np.mean(rows, axis=0)
        axes.plot(places, mean, style, color=COLOURS[k], marker=MARKS[k % 4], linewidth=2.4, label=name)
    axes.set(xlabel="places between subject and verb", ylabel="share exact", ylim=(-0.04, 1.05))
    axes.set_xticks(list(places))
    axes.legend(ncols=2, loc="lower center", bbox_to_anchor=(0.45, 1.0))
    return figure
