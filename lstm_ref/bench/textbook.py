"""A clean loop over time with nothing arranged for speed: the rung that others are compared with.

Every step multiplies its own x with the weights, and every step back adds its own outer products to the
weights' gradients. It keeps the dtype that it is given.
"""

from typing import Any

import numpy as np

from lstm_ref.numpy.arrays import Array
from lstm_ref.numpy.lstm import LSTMParams, LSTMState


def textbook_lstm(params: LSTMParams, xs: Array, state: LSTMState) -> tuple[Array, LSTMState, list[Any]]:
    """Walk forward: a = x W_ihᵀ + h W_hhᵀ + b, sigmoid as 1 / (1 + exp(−a)).

    Arguments:
        params: `weight_ih` (4H, D), `weight_hh` (4H, H), `bias` (4H,), rows in the order i, f, g, o.
        xs: (T, B, D).
        state: `h` and `c` (B, H).

    Returns:
        `hs` (T, B, H), the last state, and a tape of T entries.
    """
    h, c = state
    hidden = h.shape[1]
    hs, tape = np.empty((len(xs), *h.shape), h.dtype), []
    for t, x in enumerate(xs):
        a = x @ params.weight_ih.T + h @ params.weight_hh.T + params.bias
        i = 1 / (1 + np.exp(-a[:, :hidden]))
        f = 1 / (1 + np.exp(-a[:, hidden : 2 * hidden]))
        g = np.tanh(a[:, 2 * hidden : 3 * hidden])
        o = 1 / (1 + np.exp(-a[:, 3 * hidden :]))
        c_prev, c = c, f * c + i * g
        tanh_c = np.tanh(c)
        h_prev, h = h, o * tanh_c
        hs[t] = h
        tape.append((x, h_prev, c_prev, i, f, g, o, tanh_c))
    return hs, LSTMState(h, c), tape


def textbook_lstm_backward(
    params: LSTMParams, tape: list[Any], dhs: Array, dstate: LSTMState
) -> tuple[Array, LSTMState, LSTMParams]:
    """Walk back: the weights' gradients grow by one product each step.

    Arguments:
        params: as given to `textbook_lstm`.
        tape: as returned by it.
        dhs: (T, B, H), the gradient of the loss with respect to every h.
        dstate: `h` and `c` (B, H), with respect to the last state.

    Returns:
        `dxs` (T, B, D), the gradient of the first state, and of the parameters.
    """
    dh, dc = dstate
    dxs = np.empty((*dhs.shape[:2], params.weight_ih.shape[1]), dhs.dtype)
    dw_ih, dw_hh, db = (np.zeros_like(array) for array in params)
    for t in reversed(range(len(tape))):
        x, h_prev, c_prev, i, f, g, o, tanh_c = tape[t]
        dh = dh + dhs[t]
        dc = dc + dh * o * (1 - tanh_c**2)
        do = dh * tanh_c
        parts = (dc * g * i * (1 - i), dc * c_prev * f * (1 - f), dc * i * (1 - g**2), do * o * (1 - o))
        da = np.concatenate(parts, axis=1)
        dc = dc * f
        dxs[t] = da @ params.weight_ih
        dh = da @ params.weight_hh
        dw_ih += da.T @ x
        dw_hh += da.T @ h_prev
        db += da.sum(axis=0)
    return dxs, LSTMState(dh, dc), LSTMParams(dw_ih, dw_hh, db)
