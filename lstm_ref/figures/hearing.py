"""Pictures of sound: a spectrogram with the answers over it, a piano roll, and what a cell does meanwhile."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from matplotlib import colors
from matplotlib.axes import Axes
from matplotlib.cm import ScalarMappable
from matplotlib.figure import Figure

from lstm_ref.figures.style import BLACK, BLUE, GREEN, GREY, PURPLE, VERMILION, new_figure, styled
from lstm_ref.tasks.melody import PHRASE, Melody
from lstm_ref.tasks.spectra import HOP, log_spectrum
from lstm_ref.tasks.speech import DIGITS, RATE, Utterance

FRAME = HOP / RATE  # seconds
GAP = 0.012  # seconds left white at both ends of a word's bar, or two words look like one
SURPRISE = colors.LinearSegmentedColormap.from_list("surprise", ["#cfe6f5", "#e8c9a0", VERMILION])
MOST = 6.0  # bits, from which on a note has the last colour
NAMES = ("C", "C♯", "D", "D♯", "E", "F", "F♯", "G", "G♯", "A", "A♯", "B")


def _spectrogram(axes: Axes, utterance: Utterance, named: bool = True) -> None:
    rows = log_spectrum(utterance.samples)
    size = (0, len(rows) * FRAME, 0, rows.shape[1])
    axes.imshow(rows.T, aspect="auto", origin="lower", cmap="Greys", extent=size, interpolation="nearest")
    axes.set_ylabel("band")
    axes.set_yticks([0, 8, 16])
    axes.grid(False)
    for digit, (begin, end) in zip(utterance.digits, utterance.spans, strict=True):
        edges = begin / RATE + GAP, end / RATE - GAP
        axes.hlines(rows.shape[1] + 0.6, *edges, color=BLUE, linewidth=4, clip_on=False)
        if named:
            middle = (begin + end) / 2 / RATE
            axes.text(middle, rows.shape[1] + 1.4, DIGITS[digit], ha="center", va="bottom", color=BLUE)


@styled
def plot_utterance(utterance: Utterance) -> Figure:
    """The wave above, the features below; the blue bars, which no model sees, say where the words are."""
    figure, (above, below) = new_figure(3.6, rows=2, sharex=True, height_ratios=(1, 1.6))
    seconds = np.arange(len(utterance.samples)) / RATE
    above.plot(seconds, utterance.samples, color=BLACK, linewidth=0.4)
    above.set_ylabel("sample")
    _spectrogram(below, utterance)
    below.set_xlabel("seconds")
    return figure


@styled
def plot_spikes(utterance: Utterance, probabilities: Any) -> Figure:
    """The features, and below them how likely each symbol is at each frame.

    Arguments:
        utterance: what is said, and where.
        probabilities: (T, 11), the blank first, then the digits.
    """
    figure, (above, below) = new_figure(4.4, rows=2, sharex=True)
    _spectrogram(above, utterance)
    seconds = (np.arange(len(probabilities)) + 0.5) * FRAME
    below.plot(seconds, probabilities[:, 0], color=GREY, linestyle=":")
    best = probabilities.argmax(axis=1)
    for digit in sorted(set(best.tolist()) - {0}):
        line = below.plot(seconds, probabilities[:, digit])[0]
        below.fill_between(seconds, probabilities[:, digit], color=line.get_color(), alpha=0.25)
        runs = np.flatnonzero((best == digit) & (np.append(-1, best[:-1]) != digit))
        for at in runs:
            end = at + int(np.argmax(np.append(best[at:] != digit, True)))
            peak = at + int(probabilities[at:end, digit].argmax())
            side = "right" if seconds[peak] > 0.93 * seconds[-1] else "center"
            below.text(seconds[peak], 1.06, DIGITS[digit - 1], ha=side, color=line.get_color())
    below.text(2 * seconds[0], 0.93, "blank ", ha="left", va="top", color=GREY)
    below.set_ylim(0, 1.22)
    below.set_yticks([0, 0.5, 1])
    below.set_xlim(0, len(probabilities) * FRAME)
    below.set_ylabel("probability")
    below.set_xlabel("seconds")
    return figure


@styled
def plot_roll(melody: Melody, bits: Sequence[float] | None = None) -> Figure:
    """A piano roll: time to the right, pitch upwards; the redder a note, the more bits it cost the model.

    A thick line stands where a phrase of the recipe begins.

    Arguments:
        melody: the notes.
        bits: one for each note, if any; without, all notes are blue.
    """
    figure, axes = new_figure(3.6)
    onset = np.cumsum([0, *(note.length for note in melody)])
    pitches = [note.pitch for note in melody]
    lowest, highest = min(pitches) - 1, max(pitches) + 1
    for k, note in enumerate(melody):
        bar = axes.barh(
            note.pitch, note.length - 0.15, left=onset[k], height=0.8, edgecolor=BLACK, linewidth=0.5
        )
        bar[0].set_facecolor(BLUE if bits is None else SURPRISE(min(1.0, bits[k] / MOST)))
    if bits is not None:
        scale = ScalarMappable(colors.Normalize(0, MOST), SURPRISE)
        figure.colorbar(scale, ax=axes, label="bits", extend="max", fraction=0.05, pad=0.02)
    shown = sorted(set(pitches))
    axes.set_yticks(shown, [NAMES[p % 12] + str(p // 12 - 1) for p in shown])
    axes.set_ylim(lowest - 0.5, highest + 0.5)
    bars = range(0, int(onset[-1]) + 1, 8)
    axes.set_xticks(bars, [str(at // 8 + 1) for at in bars])
    for at in range(PHRASE, int(onset[-1]), PHRASE):
        axes.axvline(at - 0.07, color=BLACK, linewidth=1.2, zorder=0.9)
    axes.set_xlabel("bar")
    return figure


@styled
def plot_bits_by_place(bits: Mapping[str, Any], phrases: Sequence[str]) -> Figure:
    """Bits a note over the quarters of each phrase, a line for each model.

    Arguments:
        bits: for each model (phrases, places within a phrase).
        phrases: the names of the phrases.
    """
    figure, axes = new_figure(3.6)
    count = len(next(iter(bits.values()))[0])
    for (name, table), colour in zip(bits.items(), (GREY, BLUE, PURPLE, GREEN, VERMILION), strict=False):
        for k, row in enumerate(table):
            at = np.arange(count) + k * (count + 1)
            axes.plot(at, row, "o-", color=colour, markersize=4, label=name if not k else None)
    axes.set_xticks([k * (count + 1) + (count - 1) / 2 for k in range(len(phrases))], phrases)
    axes.set_ylabel("bits a note")
    axes.set_ylim(0)
    figure.legend(*axes.get_legend_handles_labels(), loc="outside upper left", ncols=2)
    return figure


@styled
def plot_follower(utterance: Utterance, wanted: Any, lines: Mapping[str, Any]) -> Figure:
    """The features; below what is to be followed, and what was read off some inputs instead.

    Arguments:
        utterance: what is said, and where.
        wanted: (T,), NaN where there is nothing to follow.
        lines: for each name (T,), up to three.
    """
    figure, (above, below) = new_figure(4.2, rows=2, sharex=True)
    _spectrogram(above, utterance)
    seconds = (np.arange(len(wanted)) + 0.5) * FRAME
    below.plot(seconds, wanted, color=BLACK, linewidth=2.6, label="true place")
    for (name, line), colour in zip(lines.items(), (VERMILION, BLUE, GREEN), strict=False):
        below.plot(seconds, np.where(np.isnan(wanted), np.nan, line), color=colour, label=name)
    below.set_ylabel("place in the word")
    below.set_xlabel("seconds")
    below.set_ylim(-0.2, 1.25)
    figure.legend(*below.get_legend_handles_labels(), loc="outside lower center", ncols=2)
    return figure
