"""Two important symbols among noise: which came, and in which order?

Source: Hochreiter & Schmidhuber, Neural Computation 9(8), 1997, experiment 6a and table 9.
"""

import numpy as np

from lstm_ref.numpy.arrays import Array, Tokens

SYMBOLS = ("X", "Y", "a", "b", "c", "d")
CLASSES = ("XX", "XY", "YX", "YY")


def temporal_order_batch(rng: np.random.Generator, batch: int, steps: int) -> tuple[Array, Tokens]:
    """Draw sequences of a, b, c, d with an X or a Y at two places; the class is due after the last step.

        t₁ from steps/10 … steps/5        t₂ from steps/2 … 6 steps/10        length T from steps … 1.1 steps

    With `steps` = 100 these are the paper's places and lengths.

    Different from the paper: there is no E at the start and no B at the end to ask for the answer (six
    symbols in place of eight, as in Pascanu, Mikolov & Bengio, ICML 2013): the last step asks. All
    sequences of one batch have the same length, drawn anew for each batch. So nothing is padded, and the
    readout of the last step is the answer of every sequence. The length of a single sequence has the
    paper's distribution.

    Arguments:
        rng: the random generator.
        batch: B.
        steps: the shortest length, at least 10.

    Returns:
        xs (T, B, 6) one-hot, columns as in `SYMBOLS`; targets (B,), places in `CLASSES`: 2 · (first is Y)
        + (second is Y).

    Raises:
        ValueError: when `steps` is below 10 or `batch` below 1.
    """
    if steps < 10:
        raise ValueError(f"steps: expected at least 10, got {steps}")
    if batch < 1:
        raise ValueError(f"batch: expected a whole number of at least 1, got {batch}")
    length = int(rng.integers(steps, steps + steps // 10, endpoint=True))
    symbols = rng.integers(2, len(SYMBOLS), (length, batch))
    told = rng.integers(0, 2, (2, batch))
    row = np.arange(batch)
    for which, (earliest, latest) in enumerate([(steps // 10, steps // 5), (steps // 2, 6 * steps // 10)]):
        symbols[rng.integers(earliest, latest, batch, endpoint=True), row] = told[which]
    return np.eye(len(SYMBOLS))[symbols], 2 * told[0] + told[1]
