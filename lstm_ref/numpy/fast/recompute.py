"""Memory for time: keep h and c alone, and compute the gates again when the errors come by."""

import numpy as np

from lstm_ref.numpy.arrays import Array
from lstm_ref.numpy.fast.columns import hoisted
from lstm_ref.numpy.fast.memory import FastTape
from lstm_ref.numpy.fast.pack import halved, pack_rows
from lstm_ref.numpy.lstm import LSTMParams


def gates_of(params: LSTMParams, tape: FastTape, piece: slice) -> tuple[Array, Array]:
    """`blocks` (n, 5, unit) and `tanh_c` (n, unit) of some steps: as kept, or computed again."""
    if tape.blocks is not None and tape.tanh_c is not None:
        return tape.blocks[:-1][piece], tape.tanh_c[piece]
    assert tape.cells is not None
    again = {"rows": pre_activations_rows, "columns": pre_activations_columns}[tape.layout]
    return recomputed(again(params, tape, piece), tape.cells[:-1][piece], tape.cells[1:][piece])


# again
def recomputed(a: Array, c_before: Array, c: Array) -> tuple[Array, Array]:
    """The gates of n steps from their pre-activations `a` (4, n, unit); no loop, since every h is known."""
    blocks = np.empty((len(c), 5, *c.shape[1:]), c.dtype)
    np.tanh(a.swapaxes(0, 1), blocks[:, :4])
    blocks[:, :3] += c.dtype.type(1)
    blocks[:, 4] = c_before
    return blocks, np.tanh(c)


# again, end


def pre_activations_rows(params: LSTMParams, tape: FastTape, piece: slice) -> Array:
    """(4, n, B, H) from the rows ``[1, x, 2h]``: one product per gate for all n steps."""
    rows = tape.sequence[:-1][piece]
    steps, batch, width = rows.shape
    a: Array = np.matmul(rows.reshape(steps * batch, width), pack_rows(params))  # (4, n·B, H)
    return a.reshape(4, steps, batch, a.shape[-1])


def pre_activations_columns(params: LSTMParams, tape: FastTape, piece: slice) -> Array:
    """(4, n, H, B): the hoisted input, and now that every h is known, h hoisted as well."""
    weight_ih, weight_hh, bias = halved(params)
    assert tape.xs is not None
    twice_h = tape.sequence[:-1][piece]
    steps, hidden, batch = twice_h.shape
    a = weight_hh @ twice_h.transpose(1, 0, 2).reshape(hidden, steps * batch)
    a = a.reshape(4 * hidden, steps, batch).transpose(1, 0, 2) + hoisted(weight_ih, bias, tape.xs[piece])
    return a.reshape(steps, 4, hidden, batch).swapaxes(0, 1)
