"""Columns: a sequence is a column, so that ``W_hh (4H, H) @ h (H, B)`` gives the gates as blocks by itself.

Here the input is hoisted out of the loop. The step's product then reads W_hh alone: where the weights do not
fit the cache, each step has to fetch them again, and half the weights is half the wait.
"""

from itertools import repeat
from typing import Any

import numpy as np

from lstm_ref.numpy.arrays import Array
from lstm_ref.numpy.fast.memory import FastTape, make_room, steps_in_cache
from lstm_ref.numpy.fast.pack import halved
from lstm_ref.numpy.fast.walk import Product, walk
from lstm_ref.numpy.lstm import LSTMParams, LSTMState

HOISTED_BYTES = 4_000_000


# hoist
def hoisted(weight_ih: Array, bias: Array, xs: Array) -> Array:
    """The input's share of the pre-activations of several steps in one product.

        W_ih [x_1 … x_n] + b

    Arguments:
        weight_ih: (4H, D). bias: (4H,). xs: (n, B, D).

    Returns:
        (n, 4H, B), a view: the numbers of a step lie in rows n·B apart.
    """
    steps, batch, inputs = xs.shape
    shares = weight_ih @ xs.reshape(steps * batch, inputs).T  # (4H, n·B)
    np.add(shares, bias[:, None], shares)
    return shares.reshape(len(bias), steps, batch).transpose(1, 0, 2)


def adding(shares: Array) -> Product:
    """A product that also adds the next step's share of the input."""
    coming = iter(shares)

    def product(weight_hh: Array, twice_h: Array, out: Array) -> None:
        np.matmul(weight_hh, twice_h, out)
        np.add(out, next(coming), out)

    return product


# hoist, end


def forward_columns(
    params: LSTMParams, xs: Array, state: LSTMState, keep: str | None
) -> tuple[Array, LSTMState, FastTape]:
    """The forward pass in columns; arguments and results as for `fast_lstm`, already checked."""
    steps, batch, _ = xs.shape
    weight_ih, weight_hh, bias = halved(params)
    hidden = len(weight_hh) // 4
    half: Any = xs.dtype.type(0.5)
    twice_h = np.empty((steps + 1, hidden, batch), xs.dtype)
    twice_h[0] = (state.h + state.h).T
    room = make_room(keep, steps, state.c.T, steps_in_cache(4 * state.c.nbytes, HOISTED_BYTES))
    hs = np.empty((steps, batch, hidden), xs.dtype)
    for at, blocks, tanh_c in room.pieces():
        product = adding(hoisted(weight_ih, bias, xs[at]))
        outs = blocks[:-1, :4].reshape(len(tanh_c), 4 * hidden, batch)
        walk(product, repeat(weight_hh), twice_h[at], outs, blocks, tanh_c, twice_h[1:][at])
        np.multiply(twice_h[1:][at].transpose(0, 2, 1), half, hs[at])
    last = LSTMState((twice_h[steps] * half).T.copy(), room.last_c().T.copy())
    return hs, last, FastTape("columns", twice_h, xs, *room.kept())
