"""One bit, then many distractors, then a trigger: what was the bit?

Source: Hochreiter & Schmidhuber, Neural Computation 9(8), 1997, experiment 2, task 2c and table 3.
"""

import numpy as np

from lstm_ref.numpy.arrays import Array, Tokens

MARKS = ("e", "b", "x", "y")  # after the distractors: the trigger, the beginning, and the two bits
ENDS = 0.1  # after the first `lag` distractors, the chance that a step is the trigger


def long_lag_batch(
    rng: np.random.Generator, batch: int, *, lag: int, distractors: int
) -> tuple[Array, Tokens]:
    """Draw sequences (b, x or y, q + k distractors, e); the answer is due after the last step.

        q = lag        P(k) = 0.1 · 0.9ᵏ,  k = 0, 1, …        length T = q + k + 3

    As in the paper: p + 4 symbols, distractors drawn evenly and with replacement out of p, and the bit
    q + k + 1 steps before the trigger. `lag` and `distractors` are table 3's first two columns, q and p.

    Different from the paper: all sequences of one batch have the same length, with k drawn anew for each
    batch. So nothing is padded, and the readout of the last step is the answer of every sequence. The
    length of a single sequence has the paper's distribution; a batch of one is the paper's recipe. The
    target is a class (0 for x, 1 for y) instead of two numbers. The paper prints the chance of a further
    distractor as 1/10; its expected length, q + 14 with the last symbol, needs 9/10.

    Arguments:
        rng: the random generator.
        batch: B.
        lag: q, at least 1.
        distractors: p, how many different distractors there are; at least 1.

    Returns:
        xs (T, B, D) one-hot with D = p + 4: columns 0 … p − 1 the distractors, then e, b, x, y;
        targets (B,) of 0 and 1.

    Raises:
        ValueError: when a size is below 1.
    """
    for name, size in (("batch", batch), ("lag", lag), ("distractors", distractors)):
        if size < 1:
            raise ValueError(f"{name}: expected a whole number of at least 1, got {size}")
    trigger, begin, first_bit, _ = range(distractors, distractors + len(MARKS))
    middle = lag + int(rng.geometric(ENDS)) - 1
    targets = rng.integers(0, 2, batch)
    symbols = rng.integers(0, distractors, (middle + 3, batch))
    symbols[0], symbols[1], symbols[-1] = begin, first_bit + targets, trigger
    xs = np.zeros((*symbols.shape, distractors + len(MARKS)))
    np.put_along_axis(xs, symbols[..., None], 1.0, axis=-1)
    return xs, targets
