"""Has the light been switched an odd number of times? A state that every 1 turns over."""

import numpy as np

from lstm_ref.numpy.arrays import Tokens
from lstm_ref.numpy.init import Rng


def parity_batch(rng: Rng, batch: int, steps: int) -> tuple[Tokens, Tokens]:
    """Draw rows of zeros and ones; due at every step is the parity of all ones so far.

        target_t = (token_1 + … + token_t) mod 2

    Arguments:
        rng: the random generator.
        batch, steps: B and T, at least 1.

    Returns:
        tokens (T, B) and targets (T, B), both 0 or 1.

    Raises:
        ValueError: when a size is below 1.
    """
    for name, size in (("steps", steps), ("batch", batch)):
        if size < 1:
            raise ValueError(f"{name}: expected a whole number of at least 1, got {size}")
    tokens = rng.integers(2, size=(steps, batch))
    return tokens, tokens.cumsum(axis=0) % 2


def parity_of_window(tokens: Tokens, window: int) -> Tokens:
    """The answer of who sees the last `window` steps only: (T, B) to (T, B).

    Raises:
        ValueError: when the window is below 1.
    """
    if window < 1:
        raise ValueError(f"window: expected a whole number of at least 1, got {window}")
    sums = tokens.cumsum(axis=0)
    before = np.zeros_like(sums)
    before[window:] = sums[:-window]
    answer: Tokens = (sums - before) % 2
    return answer


def turns(answers: Tokens) -> Tokens:
    """How often each column of answers (T, B) changes from one step to the next: (B,)."""
    counts: Tokens = (answers[1:] != answers[:-1]).sum(axis=0)
    return counts
