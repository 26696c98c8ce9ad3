"""Rows: a sequence is a row, as everywhere in the book; bias, input and h stand side by side in it."""

from itertools import repeat

import numpy as np

from lstm_ref.numpy.arrays import Array
from lstm_ref.numpy.fast.memory import FastTape, make_room, steps_in_cache
from lstm_ref.numpy.fast.pack import pack_rows
from lstm_ref.numpy.fast.walk import Product, walk
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


# one sequence
def for_batch(packed: Array, batch: int) -> tuple[Product, Array]:
    """The product of a step, and its weights: (4, 1 + D + H, H), or (1 + D + H, 4H) for one sequence.

    For one sequence alone, a row of 4H numbers *is* four blocks of one row: one product does for four,
    and `np.dot`, which does less about its arguments than `np.matmul`, is called for it.
    """
    if batch != 1:
        return np.matmul, packed
    return np.dot, packed.transpose(1, 0, 2).reshape(packed.shape[1], -1)


# one sequence, end


def forward_rows(
    params: LSTMParams, xs: Array, state: LSTMState, keep: str | None
) -> tuple[Array, LSTMState, FastTape]:
    """The forward pass in rows; arguments and results as for `fast_lstm`, already checked."""
    steps, batch, inputs = xs.shape
    rows = side_by_side(xs, state.h)
    half, twice_h = rows.dtype.type(0.5), rows[1:, :, 1 + inputs :]
    room = make_room(keep, steps, state.c, steps_in_cache(6 * state.c.nbytes))
    product, weights = for_batch(pack_rows(params), batch)
    for at, blocks, tanh_c in room.pieces():
        gates = blocks[:-1, :4]
        outs = gates.reshape(len(gates), 1, -1) if batch == 1 else gates
        walk(product, rows[at], repeat(weights), outs, blocks, tanh_c, twice_h[at])
    last = LSTMState(rows[steps, :, 1 + inputs :] * half, room.last_c())
    return twice_h * half, last, FastTape("rows", rows, None, *room.kept())
