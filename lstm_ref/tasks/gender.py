"""Who is the sentence about? A memory of one number, set by hand, that the pronoun is read from.

Nothing here is trained: each weight is chosen so that a valve opens at the word where it should.
"""

from collections.abc import Sequence

import numpy as np

from lstm_ref.numpy.arrays import Array
from lstm_ref.numpy.gate_order import gate_rows
from lstm_ref.numpy.init import gate_bias
from lstm_ref.numpy.lstm import LSTMParams
from lstm_ref.numpy.readout import ReadoutParams

SENTENCE = "the boy ran home because he was late but the girl stayed because she was ill".split()
WORDS = tuple(sorted(set(SENTENCE)))
PRONOUNS = ("he", "she")
NOUNS = {"boy": 1.0, "girl": -1.0}  # the sign that stands for the gender
ASKS = "because"  # the pronoun comes after this word
WIDE = 6.0  # this far from zero a sigmoid is nearly 0 or nearly 1


def one_hot(words: Sequence[str]) -> Array:
    """A sentence as (T, 1, D): at each step a 1 in the place of that word among `WORDS`.

    Raises:
        ValueError: when a word is not among `WORDS`.
    """
    if unknown := set(words) - set(WORDS):
        raise ValueError(f"words: expected words out of {', '.join(WORDS)}, got {', '.join(sorted(unknown))}")
    places = [WORDS.index(word) for word in words]
    return np.eye(len(WORDS))[places][:, None, :]


def gender_cell(wide: float = WIDE) -> LSTMParams:
    """One unit that keeps the gender of the last noun, with weights set by hand.

    At rest the input and output gates are shut and the forget gate keeps. A noun turns input and forget
    gate over, so that its sign replaces what was stored; `because` opens the output gate.

    Arguments:
        wide: how far from zero every gate's pre-activation is.

    Returns:
        `weight_ih` (4, D), one column a word; `weight_hh` (4, 1), zero; `bias` (4,).
    """
    weight_ih = np.zeros((4, len(WORDS)))
    for noun, sign in NOUNS.items():
        column = WORDS.index(noun)
        weight_ih[gate_rows("i", 1), column] = 2 * wide
        weight_ih[gate_rows("f", 1), column] = -2 * wide
        weight_ih[gate_rows("g", 1), column] = sign * wide / 2
    weight_ih[gate_rows("o", 1), WORDS.index(ASKS)] = 2 * wide
    return LSTMParams(weight_ih, np.zeros((4, 1)), gate_bias(1, i=-wide, f=wide, o=-wide))


def without_forget_gate(params: LSTMParams) -> LSTMParams:
    """The same cell for `lstm_1997_step`: the rows of i, g and o, those of f left out."""
    size = params.weight_hh.shape[1]
    rows = np.r_[gate_rows("i", size), gate_rows("g", size), gate_rows("o", size)]
    return LSTMParams(params.weight_ih[rows], params.weight_hh[rows], params.bias[rows])


def pronoun_readout(scale: float = 4.0) -> ReadoutParams:
    """The layer that turns the one number h into a score for each of `PRONOUNS`, set by hand."""
    return ReadoutParams(np.array([[scale], [-scale]]), np.zeros(2))
