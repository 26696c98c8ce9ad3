"""Endless streams of embedded Reber strings: the symbol before a string's end repeats its second one.

A string is B, a T or a P, a Reber string (itself from B to E), the same T or P again, E. The next string
follows at once, and nothing tells a net to forget. S streams run side by side, one table look-up a step.

Source: Gers, Schmidhuber & Cummins, Neural Computation 12, 2000, section 4; the strings are experiment 1
of Hochreiter & Schmidhuber, Neural Computation 9(8), 1997.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from lstm_ref.numpy.arrays import Tokens

SYMBOLS = "BTPSXVE"
_REBER = ("B1", "T2 P3", "S2 X4", "T3 V5", "X3 S6", "P4 V6", "E7")  # state: symbol and state that follow
_RECALL = len(_REBER)  # the inner string is over, its T or P is due
_START, _BRANCH, _LAST, _INNER = 0, 1, 2, 3  # the outer string's own states; then two copies of the inner


class ReberStreams(NamedTuple):
    """S streams of T steps."""

    tokens: Tokens  # (T, S) places in SYMBOLS
    legal: NDArray[np.bool_]  # (T, S, 7) bool: which symbols may follow tokens[t]
    long_range: NDArray[np.bool_]  # (T, S) bool: what follows tokens[t] depends on a T or P of many steps ago


def _table() -> tuple[Tokens, Tokens]:
    """For each state, two draws: the symbol and the state after it, both (states, 2)."""
    arcs: list[list[tuple[str, int]]] = [[("B", _BRANCH)], [], [("E", _START)]]
    size = _RECALL + 1
    for copy, branch in enumerate("TP"):
        start = _INNER + copy * size
        arcs[_BRANCH].append((branch, start))
        for text in _REBER:
            arcs.append([(arc[0], start + int(arc[1])) for arc in text.split()])
        arcs.append([(branch, _LAST)])
    both = [state if len(state) == 2 else state * 2 for state in arcs]
    symbols = np.array([[SYMBOLS.index(symbol) for symbol, _ in state] for state in both])
    return symbols, np.array([[after for _, after in state] for state in both])


def reber_streams(rng: np.random.Generator, steps: int, streams: int) -> ReberStreams:
    """Draw S streams, each beginning with the B of a string; both ways out of a state are equally likely.

    The same as in the paper, but for one thing: all streams are of the same length, where the paper stops
    a stream at the net's first error.

    Arguments:
        rng: the random generator.
        steps: T, at least 1.
        streams: S, at least 1.

    Returns:
        `tokens` (T, S); `legal` (T, S, 7), what may follow each of them; `long_range` (T, S), true where the
        next symbol is the T or P that repeats the string's second symbol, at least 6 steps after it.

    Raises:
        ValueError: when a size is below 1.
    """
    for name, size in (("steps", steps), ("streams", streams)):
        if size < 1:
            raise ValueError(f"{name}: expected a whole number of at least 1, got {size}")
    symbols, after = _table()
    draws = rng.integers(0, 2, (steps, streams))
    states = np.empty((steps + 1, streams), dtype=np.int64)
    states[0] = _START
    for t in range(steps):
        states[t + 1] = after[states[t], draws[t]]
    may_follow = np.zeros((len(symbols), len(SYMBOLS)), dtype=bool)
    np.put_along_axis(may_follow, symbols, True, axis=1)
    recall = np.array([_INNER + _RECALL, _INNER + 2 * _RECALL + 1])
    return ReberStreams(
        tokens=symbols[states[:-1], draws],
        legal=may_follow[states[1:]],
        long_range=np.isin(states[1:], recall),
    )
