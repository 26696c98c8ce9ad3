"""Two numbers of a long row are marked: what is their sum?

Source: Hochreiter & Schmidhuber, Neural Computation 9(8), 1997, experiment 4 and table 7.
"""

import numpy as np

from lstm_ref.numpy.arrays import Array

FIRST_AMONG = 10  # the first mark is on one of the first ten pairs


def adding_batch(rng: np.random.Generator, batch: int, steps: int) -> tuple[Array, Array]:
    """Draw sequences of (value, mark) pairs; the target is due after the last step.

        target = ½ + (X₁ + X₂)/4        values from U(−1, 1)        length T from steps … steps + steps/10

    As in the paper: X₁ is one of the first 10 pairs, X₂ another one of the first steps/2 − 1; their mark
    is 1. The first and the last pair have the mark −1, all others 0. Where a draw falls on the first pair,
    that pair keeps its −1 and counts as zero (the paper says so of X₁). Nothing of the answer lies in the
    second half.

    Different from the paper: all sequences of one batch have the same length, drawn anew for each batch.
    So nothing is padded, and the readout of the last step is the answer of every sequence. The length of
    a single sequence has the paper's distribution.

    Arguments:
        rng: the random generator.
        batch: B.
        steps: the shortest length; at least 24, so that there are ten pairs for X₁ and others for X₂.

    Returns:
        xs (T, B, 2), values in column 0 and marks in column 1; targets (B,), in [0, 1].

    Raises:
        ValueError: when `steps` is below 24 or `batch` below 1.
    """
    if steps < 2 * FIRST_AMONG + 4:
        raise ValueError(f"steps: expected at least {2 * FIRST_AMONG + 4}, got {steps}")
    if batch < 1:
        raise ValueError(f"batch: expected a whole number of at least 1, got {batch}")
    length = int(rng.integers(steps, steps + steps // 10, endpoint=True))
    values = rng.uniform(-1, 1, (length, batch))
    marks = np.zeros((length, batch))
    row = np.arange(batch)
    first = rng.integers(0, FIRST_AMONG, batch)
    second = rng.integers(0, steps // 2 - 2, batch)
    second += second >= first  # the place of the first mark is left out
    marks[first, row] = marks[second, row] = 1
    marks[0] = marks[-1] = -1
    targets = 0.5 + (values * (marks == 1)).sum(axis=0) / 4
    return np.stack([values, marks], axis=-1), targets
