"""The textbook loop with two products taken out of it: the input's, and the weights' gradients.

Each is one large product over all T·B rows. Everything else is written as one would write it down.
"""

from typing import NamedTuple

import numpy as np

from lstm_ref.numpy.arrays import Array, sigmoid
from lstm_ref.numpy.lstm import LSTMParams, LSTMState


class HoistedTape(NamedTuple):
    """`xs` (T, B, D); `hs` and `cs` (T+1, B, H), first state in front; `gates` (T, 4, B, H): i, f, g, o."""

    xs: Array
    hs: Array
    cs: Array
    gates: Array


def hoisted_lstm(params: LSTMParams, xs: Array, state: LSTMState) -> tuple[Array, LSTMState, HoistedTape]:
    """Walk forward: a = (X W_ihᵀ + b)_t + h W_hhᵀ, the bracket for all steps at once.

    Arguments:
        params: `weight_ih` (4H, D), `weight_hh` (4H, H), `bias` (4H,), rows in the order i, f, g, o.
        xs: (T, B, D).
        state: `h` and `c` (B, H).

    Returns:
        `hs` (T, B, H), the last state, and the tape.
    """
    steps, (batch, hidden) = len(xs), state.h.shape
    inputs = xs @ params.weight_ih.T + params.bias  # (T, B, 4H)
    hs, cs = (np.empty((steps + 1, batch, hidden), xs.dtype) for _ in range(2))
    gates = np.empty((steps, 4, batch, hidden), xs.dtype)
    hs[0], cs[0] = state
    for t in range(steps):
        a_i, a_f, a_g, a_o = np.split(inputs[t] + hs[t] @ params.weight_hh.T, 4, axis=1)
        i, f, g, o = gates[t] = sigmoid(a_i), sigmoid(a_f), np.tanh(a_g), sigmoid(a_o)
        cs[t + 1] = f * cs[t] + i * g
        hs[t + 1] = o * np.tanh(cs[t + 1])
    return hs[1:], LSTMState(hs[-1], cs[-1]), HoistedTape(xs, hs, cs, gates)


def hoisted_lstm_backward(
    params: LSTMParams, tape: HoistedTape, dhs: Array, dstate: LSTMState
) -> tuple[Array, LSTMState, LSTMParams]:
    """Walk back, collecting da of every step; then dX = da W_ih, dW_ih = daᵀ X and dW_hh = daᵀ H at once.

    Arguments:
        params: as given to `hoisted_lstm`.
        tape: as returned by it.
        dhs: (T, B, H), the gradient of the loss with respect to every h.
        dstate: `h` and `c` (B, H), with respect to the last state.

    Returns:
        `dxs` (T, B, D), the gradient of the first state, and of the parameters.
    """
    (xs, hs, cs, gates), (dh, dc) = tape, dstate
    das = np.empty((*dhs.shape[:2], len(params.bias)), dhs.dtype)
    tanh_cs = np.tanh(cs)
    for t in reversed(range(len(dhs))):
        i, f, g, o = gates[t]
        dh = dh + dhs[t]
        dc = dc + dh * o * (1 - tanh_cs[t + 1] ** 2)
        parts = (
            dc * g * i * (1 - i),
            dc * cs[t] * f * (1 - f),
            dc * i * (1 - g**2),
            dh * tanh_cs[t + 1] * o * (1 - o),
        )
        das[t] = np.concatenate(parts, axis=1)
        dh, dc = das[t] @ params.weight_hh, dc * f
    rows = das.reshape(-1, das.shape[2])  # (T·B, 4H)
    dparams = LSTMParams(
        weight_ih=rows.T @ xs.reshape(len(rows), -1),
        weight_hh=rows.T @ hs[:-1].reshape(len(rows), -1),
        bias=rows.sum(axis=0),
    )
    return das @ params.weight_ih, LSTMState(dh, dc), dparams
