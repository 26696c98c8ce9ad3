"""What one more symbol costs when a model writes: multiplications, and numbers held until the next one.

Counted are the products with the matrices and of the states, a division as a multiplication; sums,
exponentials and the readout are left out on all sides. Source: counted from the equations; the tests count
the products of the running code.
"""

from typing import NamedTuple


class Cost(NamedTuple):
    """For one symbol of one sequence: `held` numbers from step to step, and `multiplications`."""

    held: int
    multiplications: int


def lstm_cost(input_size: int, hidden_size: int) -> Cost:
    """An LSTM layer holds h and c and multiplies its two matrices by x and h.

    held 2H        multiplications 4H (D + H) + 3H
    """
    return Cost(2 * hidden_size, 4 * hidden_size * (input_size + hidden_size) + 3 * hidden_size)


def min_lstm_cost(input_size: int, hidden_size: int) -> Cost:
    """A minLSTM layer holds c, and multiplies its matrix by x alone.

    held H        multiplications 3H D + 4H

    Two divisions give each unit its gates; what is kept and what is added take one product each.
    """
    return Cost(hidden_size, 3 * hidden_size * input_size + 4 * hidden_size)


def matrix_memory_cost(size: int, wide: int) -> Cost:
    """The layer of `attention_cost` with a matrix memory in the place of the list of keys and values.

        held d²        multiplications 4d² + 2 d w + 3d² + 3d

    The memory is scaled, gets an outer product and is read: d² each. Its two gates see x: d each; the value
    is scaled by one of them: d.

    Arguments:
        size, wide: d and w.
    """
    return Cost(size**2, 4 * size**2 + 2 * size * wide + 3 * size**2 + 3 * size)


def attention_cost(size: int, wide: int, context: int) -> Cost:
    """A causal layer of a Transformer holds a key and a value of every symbol so far.

        held 2 n d        multiplications 4d² + 2 d w + 2 n d

    Four matrices (d, d) for query, key, value and output, two (d, w) after them; then the query times each of
    the n keys, and each of the n weights times its value.

    Arguments:
        size, wide: d and w. context: n, the new symbol included.

    Raises:
        ValueError: when `context` is below 1.
    """
    if context < 1:
        raise ValueError(f"context: expected 1 or more symbols, got {context}")
    return Cost(2 * context * size, 4 * size**2 + 2 * size * wide + 2 * context * size)
