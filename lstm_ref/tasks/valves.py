"""What is written and what is shown, word by word: a cell of 1997 with three units, set by hand.

Nothing here is trained: each weight is chosen so that a valve opens at the word where it should.
"""

from collections.abc import Sequence

import numpy as np

from lstm_ref.numpy.arrays import Array
from lstm_ref.numpy.init import gate_bias
from lstm_ref.numpy.lstm import LSTMParams
from lstm_ref.numpy.readout import ReadoutParams

STORY = "rosa knows swimming she told me over the phone that she served in the navy".split()
UNITS = ("who", "skill", "service")
# What a word would write, into which unit and with which sign and strength, if the valve were open.
OFFERS = {
    "rosa": ("who", 1.0),
    "hugo": ("who", -1.0),
    "me": ("who", -2.0),
    "swimming": ("skill", 1.0),
    "climbing": ("skill", -1.0),
    "phone": ("skill", -2.0),
    "navy": ("service", 1.0),
    "army": ("service", -1.0),
}
WORTH_IT = ("rosa", "hugo", "swimming", "climbing", "navy", "army")  # the words that open an input gate
SHOWS = {"brave": "who", "strong": "skill", "veteran": "service"}  # the words that open an output gate
ANSWERS = ("rosa", "hugo", "swimmer", "climber", "sailor", "soldier")  # a pair for each unit, plus and minus
WORDS = tuple(sorted({*STORY, *OFFERS, *SHOWS}))
WIDE = 6.0  # this far from zero a sigmoid is nearly 0 or nearly 1
GATES = "igo"


def one_hot(words: Sequence[str]) -> Array:
    """A sentence as (T, 1, D): at each step a 1 in the place of that word among `WORDS`.

    Raises:
        ValueError: when a word is not among `WORDS`.
    """
    if unknown := set(words) - set(WORDS):
        raise ValueError(f"words: expected words out of {', '.join(WORDS)}, got {', '.join(sorted(unknown))}")
    return np.eye(len(WORDS))[[WORDS.index(word) for word in words]][:, None, :]


def row(gate: str, unit: str) -> int:
    """Which of the 3H stacked rows belongs to a gate of a unit."""
    return GATES.index(gate) * len(UNITS) + UNITS.index(unit)


def valve_cell(wide: float = WIDE) -> LSTMParams:
    """Three units that keep who a story is about, a skill and a service, with weights set by hand.

    Both gates are shut at rest. A word worth storing opens the input gate of its unit; the words of `SHOWS`
    open one output gate each. Other words offer a candidate as well, and find the valve shut.

    Arguments:
        wide: how far from zero every gate's pre-activation is.

    Returns:
        `weight_ih` (9, D), one column a word; `weight_hh` (9, 3), zero; `bias` (9,); rows i, g, o.
    """
    size = len(UNITS)
    weight_ih = np.zeros((3 * size, len(WORDS)))
    for word, (unit, strength) in OFFERS.items():
        weight_ih[row("g", unit), WORDS.index(word)] = strength
        if word in WORTH_IT:
            weight_ih[row("i", unit), WORDS.index(word)] = 2 * wide
    for word, unit in SHOWS.items():
        weight_ih[row("o", unit), WORDS.index(word)] = 2 * wide
    return LSTMParams(weight_ih, np.zeros((3 * size, size)), gate_bias(size, GATES, i=-wide, o=-wide))


def held_open(params: LSTMParams, gate: str, bias: float = 60.0) -> LSTMParams:
    """The same cell with one gate at one for every input: zero weights, and a bias far above zero."""
    size = params.weight_hh.shape[1]
    start = GATES.index(gate) * size
    changed = [part.copy() for part in params]
    for part, value in zip(changed, (0.0, 0.0, bias), strict=True):
        part[start : start + size] = value
    return LSTMParams(*changed)


def answer_readout(scale: float = 4.0) -> ReadoutParams:
    """The layer that turns the shown part of the memory into a score for each of `ANSWERS`, set by hand."""
    weight = np.kron(np.eye(len(UNITS)), [[scale], [-scale]])
    return ReadoutParams(weight, np.zeros(len(ANSWERS)))
