"""Text that every Python brings along, and one long series cut into windows."""

import re
from collections.abc import Iterable
from functools import cache
from importlib import import_module
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lstm_ref.numpy.arrays import Array

HELD_OUT = 0.1  # the share of a text at its end that nothing is learned from


@cache
def english(repeats: bool = False) -> str:
    """The text that `help()` prints about Python's keywords and topics, English with some code in it.

    Several topics hold the same paragraphs. A text that is cut into a part to learn from and a part to be
    scored on must not have them in both, so each paragraph is kept at its first place only.

    Arguments:
        repeats: keep every paragraph each time it comes.

    Returns:
        some hundred thousand characters; how many depends on the version of Python.
    """
    topics: dict[str, str] = import_module("pydoc_data.topics").topics
    paragraphs = [part for topic in topics.values() for part in re.split(r"\n\s*\n", topic.strip("\n"))]
    if not repeats:
        paragraphs = list({" ".join(part.split()): part for part in reversed(paragraphs)}.values())[::-1]
    return "\n\n".join(paragraphs)


def train_and_held_out(text: str, share: float = HELD_OUT) -> tuple[str, str]:
    """A text cut in two: what is learned from, and the last `share` of it, kept for scoring."""
    cut = len(text) - round(share * len(text))
    return text[:cut], text[cut:]


def repeated_places(counted: str, scored: str) -> NDArray[np.bool_]:
    """For each character of `scored`, whether its paragraph stands in `counted` as well: (N,)."""
    known = set(re.split(r"\n\s*\n", counted))
    inside = np.zeros(len(scored), dtype=bool)
    for paragraph in re.finditer(r"(?:.+\n?)+", scored):
        inside[paragraph.start() : paragraph.end()] = paragraph[0].strip("\n") in known
    return inside


def alphabet(text: str) -> str:
    """The different characters of a text, in the order of their code points."""
    return "".join(sorted(set(text)))


def encode(text: str, symbols: str) -> Array:
    """Each character as its place in `symbols`: (N,) whole numbers.

    Raises:
        ValueError: when a character is not among `symbols`.
    """
    places = {symbol: place for place, symbol in enumerate(symbols)}
    if unknown := sorted(set(text) - set(places)):
        raise ValueError(f"text: expected characters out of {symbols!r}, got {''.join(unknown)!r}")
    return np.array([places[symbol] for symbol in text], dtype=np.int64)


def decode(places: Iterable[Any], symbols: str) -> str:
    """The characters that stand at these places of `symbols`: `encode` undone."""
    return "".join(symbols[int(place)] for place in places)


def words_of(text: str) -> list[str]:
    """The words of a text in lower case; marks and digits are left out."""
    return re.findall(r"[a-z]+(?:['’][a-z]+)?", text.lower())


def windows(series: Any, steps: int, stride: int = 1) -> Array:
    """One long series as one array of windows, the steps first.

        w[t, b] = series[b · stride + t]

    Arguments:
        series: (N,) or (N, D): one entry, or one row of D, a time step.
        steps: T, the length of a window, from 1 to N.
        stride: how far each window starts after the one before: 1 overlaps as much as can be, `steps` not
            at all.

    Returns:
        (T, B) or (T, B, D) with B = (N - T) // stride + 1, a view that cannot be written to. What is left
        over at the end is dropped; nothing wraps round to the beginning.

    Raises:
        ValueError: when `series` has no axis, `steps` does not fit into it, or `stride` is below 1.
    """
    series = np.asarray(series)
    if series.ndim == 0 or not 1 <= steps <= len(series):
        size = "no axis" if series.ndim == 0 else f"a series of {len(series)}"
        raise ValueError(
            f"steps: expected a whole number from 1 to the series' length, got {steps} and {size}"
        )
    if stride < 1:
        raise ValueError(f"stride: expected 1 or more, got {stride}")
    cut: Array = np.lib.stride_tricks.sliding_window_view(series, steps, axis=0)[::stride]
    return np.moveaxis(cut, -1, 0)
