"""What a start of the gates makes of one clue among many steps of noise, before any training.

The inputs are those of the temporal-order task; see `lstm_ref.tasks.temporal_order`.
"""

from typing import NamedTuple

import numpy as np

from lstm_ref.numpy.arrays import Array
from lstm_ref.numpy.init import Rng, init_lstm
from lstm_ref.numpy.lstm import LSTMState, lstm_step
from lstm_ref.numpy.scan import scan
from lstm_ref.tasks.temporal_order import SYMBOLS

CLUE_AT = 15  # the step of the clue: in the task it lies between the 10th and the 20th of 100


class Filling(NamedTuple):
    """The memory after the last step; each number is a root mean square over the units, `slope` a mean."""

    size: float  # of c itself
    clue: float  # of what the clue makes of c: the mean over B of c with an X minus c with a Y
    noise: float  # of what the other symbols make of it: the standard deviation over B
    slope: float  # 1 − tanh²(c): what the way out of the memory multiplies a change and a gradient by


def filling(rng: Rng, bias: Array, steps: int = 100, batch: int = 400) -> Filling:
    """Run an untrained cell twice over the same noise, once with an X and once with a Y at step `CLUE_AT`.

    Arguments:
        rng: draws the weights and the sequences.
        bias: (4H,), rows in the order i, f, g, o.
        steps: T, above `CLUE_AT`.
        batch: B sequences.
    """
    size = len(bias) // 4
    params = init_lstm(rng, len(SYMBOLS), size, bias)
    symbols = rng.integers(2, len(SYMBOLS), (steps, batch))
    ends = []
    for clue in range(2):
        symbols[CLUE_AT] = clue
        _, end, _ = scan(lstm_step, params, np.eye(len(SYMBOLS))[symbols], LSTMState.zeros(batch, size))
        ends.append(end.c)
    one, other = ends
    return Filling(
        size=_root_mean_square(one),
        clue=_root_mean_square((one - other).mean(axis=0)),
        noise=_root_mean_square(one.std(axis=0)),
        slope=float((1 - np.tanh(one) ** 2).mean()),
    )


def _root_mean_square(values: Array) -> float:
    return float(np.sqrt((values**2).mean()))
