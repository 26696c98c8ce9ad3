"""Rows: a sequence is a row, as everywhere in the book; bias, input and h stand side by side in it."""

from itertools import repeat

import numpy as np

from lstm_ref.numpy.arrays import Array
from lstm_ref.numpy.fast.memory import FastTape, make_room, steps_in_cache
from lstm_ref.numpy.fast.pack import pack_rows
from lstm_ref.numpy.fast.walk import walk
from lstm_ref.numpy.lstm import LSTMParams, LSTMState


# one row
def side_by_side(xs: Array, h: Array) -> Array:
    """(T + 1, B, 1 + D + H): rows ``[1, x_t, 2h_{t−1}]``, so that one product does bias, input and h.

    The loop writes each 2h_t where the next step will read it. The last row's x is never read.
    """
    steps, batch, inputs = xs.shape
    rows = np.empty((steps + 1, batch, 1 + inputs + h.shape[1]), xs.dtype)
    rows[:, :, 0] = 1
    rows[:steps, :, 1 : 1 + inputs] = xs
    rows[0, :, 1 + inputs :] = h + h
    return rows


# one row, end


def forward_rows(
    params: LSTMParams, xs: Array, state: LSTMState, keep: str | None
) -> tuple[Array, LSTMState, FastTape]:
    """The forward pass in rows; arguments and results as for `fast_lstm`, already checked."""
    steps, batch, inputs = xs.shape
    weights, rows = pack_rows(params), side_by_side(xs, state.h)
    twice_h = rows[1:, :, 1 + inputs :]
    room = make_room(keep, steps, state.c, steps_in_cache(6 * state.c.nbytes))
    for at, blocks, tanh_c in room.pieces():
        gates = blocks[:-1, :4]
        if batch == 1:  # a row of 4H numbers is four blocks of one row: no need for four products
            flat = np.ascontiguousarray(weights.transpose(1, 0, 2)).reshape(rows.shape[2], -1)
            outs = gates.reshape(len(gates), 1, -1)
            walk(np.dot, rows[at], repeat(flat), outs, blocks, tanh_c, twice_h[at])
        else:
            walk(np.matmul, rows[at], repeat(weights), gates, blocks, tanh_c, twice_h[at])
    hs = twice_h * rows.dtype.type(0.5)
    last_h = rows[steps, :, 1 + inputs :] * rows.dtype.type(0.5)
    whole = (room.blocks, room.tanh_c) if room.whole else (None, None)
    tape = FastTape("rows", rows, None, *whole, room.cells)
    return hs, LSTMState(last_h, room.last_c()), tape
