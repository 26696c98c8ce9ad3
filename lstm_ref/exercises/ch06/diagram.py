"""6.4: the diagram of the cell of 1997 without its labels."""

import numpy as np

from lstm_ref.figures.cell_1997 import draw_cell_1997
from lstm_ref.numpy.init import init_lstm_1997
from lstm_ref.numpy.lstm import LSTMState
from lstm_ref.numpy.lstm_1997 import LSTM1997Tape, lstm_1997_step
from lstm_ref.verify.engine import ChoiceTask, Mistake

LETTERS = {
    "input gate": "F",
    "candidate": "B",
    "output gate": "D",
    "adding": "G",
    "tanh on the way out": "A",
    "old memory": "H",
    "new memory": "C",
    "new hidden state": "E",
}


def lettered_step() -> LSTM1997Tape:
    """One step of a random cell, one unit of which is drawn."""
    rng = np.random.default_rng(64)
    params = init_lstm_1997(rng, 3, 4, rng.uniform(-1, 1, 12))
    state = LSTMState(np.tanh(rng.standard_normal((1, 4))), rng.standard_normal((1, 4)))
    return lstm_1997_step(params, rng.standard_normal((1, 3)), state)[1]


def draw_lettered_cell() -> None:
    """The diagram that is to be labelled, with letters in the names' place."""
    draw_cell_1997(lettered_step(), unit=1, letters=LETTERS)


def labelled(first: str, second: str) -> dict[str, str]:
    """Two parts, each under the other one's letter."""
    return {LETTERS[first]: second, LETTERS[second]: first}


def a_forget_gate() -> dict[str, str]:
    return {LETTERS["input gate"]: "forget gate"}


TASK = ChoiceTask(
    "6.4",
    "Label the diagram of 1997",
    {letter: part for part, letter in sorted(LETTERS.items(), key=lambda pair: pair[1])},
    (*LETTERS, "forget gate", "concatenation"),
    (
        Mistake(
            "input-gate-and-candidate-swapped",
            lambda: labelled("input gate", "candidate"),
            "The input gate and the candidate have changed places.",
            "Their product does not tell them apart. Look at the number beside each line: can a sigmoid "
            "give it?",
            "sec-three-parts",
        ),
        Mistake(
            "gates-swapped",
            lambda: labelled("input gate", "output gate"),
            "The input gate and the output gate have changed places.",
            "Follow the line from each to its ×: what else comes in there?",
            "sec-three-parts",
        ),
        Mistake(
            "candidate-and-output-gate-swapped",
            lambda: labelled("candidate", "output gate"),
            "The candidate and the output gate have changed places.",
            "Follow the line from each to its ×: what else comes in there?",
            "sec-three-parts",
        ),
        Mistake(
            "memory-and-hidden-state-swapped",
            lambda: labelled("new memory", "new hidden state"),
            "The new memory and the new hidden state have changed places.",
            "One of them comes out of a × and the other passes the + and runs straight on.",
            "sec-three-parts",
        ),
        Mistake(
            "time-turned-round",
            lambda: labelled("old memory", "new memory"),
            "The old memory and the new one have changed places.",
            "Follow the arrows: which end of the line do they start from?",
            "sec-three-parts",
        ),
        Mistake(
            "a-forget-gate-seen",
            a_forget_gate,
            "There is no forget gate in the cell of 1997.",
            "A forget gate would scale the old memory. Which signs stand on the memory's line?",
            "sec-three-parts",
        ),
    ),
    (
        "The memory is the line that has one sign on it and otherwise runs straight through.",
        "A layer is known by its ×: one × gives what is added to the memory, the other gives h.",
        "Of the two layers that meet in one ×, the candidate is the one whose number a sigmoid cannot give.",
    ),
    "sec-three-parts",
)
