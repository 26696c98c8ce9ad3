"""6.5: a start that lets the memory drift."""

import numpy as np

from lstm_ref.numpy.arrays import Array
from lstm_ref.numpy.lstm import LSTMParams, LSTMState
from lstm_ref.numpy.lstm_1997 import lstm_1997_step
from lstm_ref.numpy.scan import scan
from lstm_ref.verify.engine import ChoiceTask, Mistake


def how_it_starts(params: LSTMParams, steps: int = 100, batch: int = 50) -> dict[str, float]:
    """Run an untrained cell on random inputs: the mean of each gate, of g, and of c at the end."""
    rng = np.random.default_rng(65)
    inputs, size = params.weight_ih.shape[1], params.weight_hh.shape[1]
    xs: Array = rng.standard_normal((steps, batch, inputs))
    _, state, tape = scan(lstm_1997_step, params, xs, LSTMState.zeros(batch, size))
    means = {name: float(np.mean([getattr(step, name) for step in tape])) for name in "igo"}
    return {**means, "c at the end": float(state.c.mean())}


TASK = ChoiceTask(
    "6.5",
    "Find the line that lets it drift",
    5,
    range(1, 9),
    (
        Mistake(
            "blamed-the-arguments",
            lambda: 1,
            "Line 1 names a generator and two sizes, and all three are used.",
            "Look at the numbers that were printed: which of the three means is not what its author wanted?",
        ),
        Mistake(
            "blamed-the-input-weights",
            lambda: 2,
            "Line 2 draws weights of the right shape, small and around zero.",
            "Small weights around zero leave every layer's mean to its bias. What do the means tell you?",
        ),
        Mistake(
            "blamed-the-recurrent-weights",
            lambda: 3,
            "Line 3 draws weights of the right shape, small and around zero.",
            "Small weights around zero leave every layer's mean to its bias. What do the means tell you?",
        ),
        Mistake(
            "blamed-the-zeros",
            lambda: 4,
            "Line 4 makes one bias for each row, all zero; that is right for all that are to stay there.",
            "Which rows does the next use of `bias` touch, and whose rows are they?",
        ),
        Mistake(
            "blamed-the-output-gate",
            lambda: 6,
            "Line 6 shuts the output gate, as its author wanted: look at its mean.",
            "Two lines set a bias. Work out for each which of the three means it moves.",
        ),
        Mistake(
            "blamed-the-packing",
            lambda: 7,
            "Line 7 puts the three arrays into their places.",
            "The shapes are right, and so is the order of the arrays. Think of the order of the rows in one.",
        ),
        Mistake(
            "blamed-the-return",
            lambda: 8,
            "Line 8 hands the start back.",
            "Nothing is changed there. Which line put a number where it does not belong?",
        ),
    ),
    (
        "The author wanted both gates nearly shut. Compare the printed means with that.",
        "A mean of g near −1 says that one layer's bias is far below zero. Which layer's?",
        "The rows are stacked i, g, o, each H of them. Which rows does each of the two lines with −3 reach?",
    ),
    "sec-drift",
)
