"""8.4: the diagram without its labels."""

import numpy as np

from lstm_ref.exercises.ch08.step import random_params
from lstm_ref.figures.cell import draw_cell
from lstm_ref.numpy.lstm import LSTMState, lstm_step
from lstm_ref.verify.engine import ChoiceTask, Mistake

LETTERS = {
    "forget gate": "D",
    "input gate": "G",
    "candidate": "A",
    "output gate": "F",
    "adding": "H",
    "tanh on the way out": "B",
    "new memory": "C",
    "new hidden state": "E",
}


def draw_lettered_cell() -> None:
    """The diagram that is to be labelled: one step of a random cell, with letters in the names' place."""
    rng = np.random.default_rng(8)
    params = random_params(rng, 3, 4)
    state = LSTMState(rng.standard_normal((1, 4)), rng.standard_normal((1, 4)))
    draw_cell(lstm_step(params, rng.standard_normal((1, 3)), state)[1], letters=LETTERS)


def labelled(*parts: str) -> dict[str, str]:
    """Two parts, each under the other one's letter."""
    first, second = parts
    return {LETTERS[first]: second, LETTERS[second]: first}


TASK = ChoiceTask(
    "8.4",
    "Label the diagram",
    {letter: part for part, letter in sorted(LETTERS.items(), key=lambda pair: pair[1])},
    (*LETTERS, "concatenation", "copy"),
    (
        Mistake(
            "forget-and-input-gate-swapped",
            lambda: labelled("forget gate", "input gate"),
            "The forget gate and the input gate have changed places.",
            "Follow the line up from each: which of the two scales the old memory?",
            "sec-cell-diagram",
        ),
        Mistake(
            "input-gate-and-candidate-swapped",
            lambda: labelled("input gate", "candidate"),
            "The input gate and the candidate have changed places.",
            "Their product does not tell them apart. Look at the number beside each line: can a sigmoid "
            "give it?",
            "sec-cell-equations",
        ),
        Mistake(
            "memory-and-hidden-state-swapped",
            lambda: labelled("new memory", "new hidden state"),
            "The new memory and the new hidden state have changed places.",
            "One of the two lines goes through the + and on; the other starts behind the tanh. Which one "
            "leaves at the top?",
            "sec-read-out",
        ),
        Mistake(
            "candidate-taken-for-the-output-gate",
            lambda: labelled("candidate", "output gate"),
            "The candidate and the output gate have changed places.",
            "Where does each line end: at the joint on the memory's line, or below the tanh?",
            "sec-cell-diagram",
        ),
    ),
    (
        "Start at the top line, which is the memory, and follow its arrow. Two signs stand on it.",
        "A layer is known by what its line scales: the old memory, the write, or the hidden state.",
        "Of the two layers that meet in one ×, the candidate is the one whose number is negative: a "
        "sigmoid cannot give that.",
    ),
    "sec-cell-diagram",
)
