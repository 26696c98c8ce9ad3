"""The backward pass: the loop for the errors, then a product each for dx, dW_ih and dW_hh.

dW = Σ_t da_tᵀ [x_t, h_{t−1}] is one product over all steps and sequences: the sum over time is the product's
own sum. It is done a thousand rows at a time, so that the errors of all T steps never lie in memory at once.
"""

from collections.abc import Callable, Iterator
from itertools import repeat

import numpy as np

from lstm_ref.numpy.arrays import Array
from lstm_ref.numpy.fast.derivatives import first, local_derivatives, make_local
from lstm_ref.numpy.fast.memory import FastTape, steps_in_cache
from lstm_ref.numpy.fast.pack import pack_backward, unpack_gradient
from lstm_ref.numpy.fast.recompute import gates_of
from lstm_ref.numpy.fast.walk_back import walk_back
from lstm_ref.numpy.lstm import LSTMParams, LSTMState

ROWS_AT_ONCE = 1024  # rows (sequences times steps) of a product that is too large to be slow


def backwards(steps: int, at_once: int) -> Iterator[slice]:
    """Cut `steps` steps into pieces, the last piece first."""
    for start in reversed(range(0, steps, at_once)):
        yield slice(start, min(start + at_once, steps))


def piece_length(batch: int) -> int:
    """The steps whose `da` are gathered for one product each: long enough for speed, and not all T."""
    return -(-ROWS_AT_ONCE // max(1, batch))


def backward_rows(
    params: LSTMParams, tape: FastTape, dhs: Array, dstate: LSTMState
) -> tuple[Array, LSTMState, LSTMParams]:
    """The backward pass in rows; arguments and results as for `fast_lstm_backward`, already checked."""
    steps, batch, hidden = dhs.shape
    weight_ih, weight_hh = pack_backward(params)
    inputs, width = weight_ih.shape[1], tape.sequence.shape[2]
    dxs = np.empty((steps, batch, inputs), dhs.dtype)
    dweights = np.zeros((4 * hidden, width), dhs.dtype)
    dh, dc = dstate.h.copy(), dstate.c.copy()
    local = make_local(min(piece_length(batch), steps_in_cache(6 * dc.nbytes)), dc)
    for piece in backwards(steps, piece_length(batch)):
        blocks, tanh_c = gates_of(params, tape, piece)
        count = len(tanh_c)
        das = np.empty((count, batch, 4, hidden), dhs.dtype)  # a row per sequence, for the products
        for at in backwards(count, len(local.forget)):
            part = first(local, at.stop - at.start)
            local_derivatives(blocks[at], tanh_c[at], part)
            lefts = das[at].reshape(at.stop - at.start, batch, 4 * hidden)[::-1]
            by_gate = das[at].transpose(0, 2, 1, 3)
            walk_back(np.dot, lefts, repeat(weight_hh), by_gate, part, dhs[piece][at], dh, dc)
        # one product for many steps
        flat = das.reshape(count * batch, 4 * hidden)
        np.matmul(flat, weight_ih, dxs[piece].reshape(count * batch, inputs))
        dweights += flat.T @ tape.sequence[piece].reshape(count * batch, width)  # bias, W_ih, W_hh at once
        # one product for many steps, end
    dweight_hh = dweights[:, 1 + inputs :] * dhs.dtype.type(0.5)  # the sequence holds 2h
    dparams = unpack_gradient(dweights[:, 1 : 1 + inputs], dweight_hh, dweights[:, 0])
    return dxs, LSTMState(dh, dc), dparams


def backward_columns(
    params: LSTMParams, tape: FastTape, dhs: Array, dstate: LSTMState
) -> tuple[Array, LSTMState, LSTMParams]:
    """The backward pass in columns; arguments and results as for `fast_lstm_backward`, already checked."""
    steps, batch, hidden = dhs.shape
    weight_ih, weight_hh = pack_backward(params)
    assert tape.xs is not None
    inputs, half = weight_ih.shape[1], dhs.dtype.type(0.5)
    dxs = np.empty((steps, batch, inputs), dhs.dtype)
    gradient = LSTMParams(*(np.zeros(part.shape, dhs.dtype) for part in params))
    dh, dc = dstate.h.T.copy(), dstate.c.T.copy()
    local = make_local(min(piece_length(batch), steps_in_cache(6 * dc.nbytes)), dc)
    for piece in backwards(steps, piece_length(batch)):
        blocks, tanh_c = gates_of(params, tape, piece)
        count = len(tanh_c)
        wide = np.empty((4 * hidden, count, batch), dhs.dtype)  # a column per sequence and step
        das = np.empty((len(local.forget), 4 * hidden, batch), dhs.dtype)
        for at in backwards(count, len(local.forget)):
            part = first(local, at.stop - at.start)
            local_derivatives(blocks[at], tanh_c[at], part)
            now = das[: len(part.forget)]
            arriving = dhs[piece][at].transpose(0, 2, 1)
            by_gate = now.reshape(len(now), 4, hidden, batch)
            walk_back(np.dot, repeat(weight_hh.T), now[::-1], by_gate, part, arriving, dh, dc)
            wide[:, at] = now.transpose(1, 0, 2)
        flat = wide.reshape(4 * hidden, count * batch)
        np.matmul(flat.T, weight_ih, dxs[piece].reshape(count * batch, inputs))
        xs = tape.xs[piece].reshape(count * batch, inputs)
        hs = (tape.twice_h[piece] * half).reshape(count * batch, hidden)
        of_piece = LSTMParams(flat @ xs, flat @ hs, flat.sum(axis=1))
        gradient = LSTMParams(*(a + b for a, b in zip(gradient, of_piece, strict=True)))
    return dxs, LSTMState(dh.T.copy(), dc.T.copy()), unpack_gradient(*gradient)


BACKWARD: dict[str, Callable[..., tuple[Array, LSTMState, LSTMParams]]] = {
    "rows": backward_rows,
    "columns": backward_columns,
}
