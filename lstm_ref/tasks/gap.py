"""A clue, a gap of unknown length, a question: the clue is due.

The oldest question that one asks a memory, in its smallest form. A sequence reads ``X b a a b ? X``: one of
the clues, fillers drawn at random, a question mark, and the clue again. How long the gap is, nothing tells.
"""

import numpy as np

from lstm_ref.numpy.arrays import Array, Tokens

CLUES, FILLERS, ASK = ("W", "X", "Y", "Z"), ("a", "b"), "?"
SYMBOLS = (*CLUES, *FILLERS, ASK)


def gap_batch(rng: np.random.Generator, batch: int, gap: int) -> Tokens:
    """Draw sequences with the same gap: places in `SYMBOLS`, (gap + 3, B).

    Row 0 holds the clues, then `gap` rows of fillers, then the question mark, then the clues again.

    Raises:
        ValueError: when `gap` is below 0 or `batch` below 1.
    """
    if gap < 0:
        raise ValueError(f"gap: expected 0 or more steps, got {gap}")
    if batch < 1:
        raise ValueError(f"batch: expected a whole number of at least 1, got {batch}")
    clue = rng.integers(len(CLUES), size=(1, batch))
    fillers = rng.integers(len(FILLERS), size=(gap, batch)) + len(CLUES)
    return np.concatenate([clue, fillers, np.full((1, batch), SYMBOLS.index(ASK)), clue])


def one_hot(tokens: Tokens) -> Array:
    """(T, B) places in `SYMBOLS` to (T, B, 7)."""
    return np.eye(len(SYMBOLS))[tokens]


def spelled(tokens: Tokens) -> list[str]:
    """The sequences as strings, one for each column."""
    return ["".join(SYMBOLS[token] for token in column) for column in tokens.T]
