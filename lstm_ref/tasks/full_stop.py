"""A stream of sentences: the cell of `lstm_ref.tasks.valves`, without and with a gate that shuts at each '.'.

Nothing here is trained: each weight is chosen so that a gate opens or shuts at the word where it should.
"""

from collections.abc import Sequence

import numpy as np

from lstm_ref.numpy.arrays import Array
from lstm_ref.numpy.lstm import LSTMParams
from lstm_ref.tasks import valves

# The subject changes at the full stop. Until then all three facts belong to one person.
STORIES = "rosa knows swimming and served in the navy . hugo knows climbing".split()
WORDS = (*valves.WORDS, "and", ".")
SHUTS = "."  # the word that shuts the forget gate


def one_hot(words: Sequence[str]) -> Array:
    """A stream as (T, 1, D): at each step a 1 in the place of that word among `WORDS`.

    Raises:
        ValueError: when a word is not among `WORDS`.
    """
    if unknown := set(words) - set(WORDS):
        raise ValueError(f"words: expected words out of {', '.join(WORDS)}, got {', '.join(sorted(unknown))}")
    return np.eye(len(WORDS))[[WORDS.index(word) for word in words]][:, None, :]


def without_gate() -> LSTMParams:
    """Chapter 6's cell with three units, rows i, g, o; the new words do nothing to it."""
    cell = valves.valve_cell()
    new_words = np.zeros((len(cell.weight_ih), len(WORDS) - len(valves.WORDS)))
    return cell._replace(weight_ih=np.hstack([cell.weight_ih, new_words]))


def with_gate(rest: float = valves.WIDE, stop: float = -valves.WIDE) -> LSTMParams:
    """The same three units with a forget gate, rows i, f, g, o.

    Arguments:
        rest: the gate's pre-activation at every word but one: its bias.
        stop: its pre-activation at a full stop.

    Returns:
        `weight_ih` (12, D), one column a word; `weight_hh` (12, 3), zero; `bias` (12,).
    """
    cell, size = without_gate(), len(valves.UNITS)
    weight_ih, bias = np.zeros((4 * size, len(WORDS))), np.zeros(4 * size)
    for new, old in ((0, 0), (2, 1), (3, 2)):  # i, g and o keep their weights
        weight_ih[new * size : (new + 1) * size] = cell.weight_ih[old * size : (old + 1) * size]
        bias[new * size : (new + 1) * size] = cell.bias[old * size : (old + 1) * size]
    weight_ih[size : 2 * size, WORDS.index(SHUTS)] = stop - rest
    bias[size : 2 * size] = rest
    return LSTMParams(weight_ih, np.zeros((4 * size, size)), bias)
