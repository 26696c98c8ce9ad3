"""What people commonly find when they look for an LSTM in NumPy, written anew with its habits.

The results are right. Four habits cost time: one product for x and one for h at every step; a sigmoid that
picks positive and negative entries by mask; arrays made without a dtype, so that everything becomes float64
whatever came in; and one gradient of every weight for each step, kept in a list and summed at the end.
"""

from typing import Any

import numpy as np

from lstm_ref.numpy.arrays import Array
from lstm_ref.numpy.lstm import LSTMParams, LSTMState


def masked_sigmoid(x: Array) -> Array:
    """σ(x) without overflow, each sign by its own formula: 1 / (1 + e⁻ˣ) and eˣ / (1 + eˣ).

    Arguments:
        x: any shape.

    Returns:
        the same shape, in float64 whatever came.
    """
    positive = x >= 0
    z = np.zeros(x.shape)  # no dtype: float64
    z[positive] = np.exp(-x[positive])
    z[~positive] = np.exp(x[~positive])
    top = np.ones(x.shape)
    top[~positive] = z[~positive]
    return top / (1 + z)


def found_lstm(params: LSTMParams, xs: Array, state: LSTMState) -> tuple[Array, LSTMState, list[Any]]:
    """Walk forward, one step at a time.

    Arguments:
        params: `weight_ih` (4H, D), `weight_hh` (4H, H), `bias` (4H,), rows in the order i, f, g, o.
        xs: (T, B, D).
        state: `h` and `c` (B, H).

    Returns:
        `hs` (T, B, H) in float64, the last state, and a tape of T entries.
    """
    steps, (batch, hidden) = len(xs), state.h.shape
    hs, cs = np.zeros((steps + 1, batch, hidden)), np.zeros((steps + 1, batch, hidden))  # float64
    hs[0], cs[0] = state
    tape = []
    for t in range(steps):
        a = np.dot(xs[t], params.weight_ih.T) + np.dot(hs[t], params.weight_hh.T) + params.bias
        i = masked_sigmoid(a[:, :hidden])
        f = masked_sigmoid(a[:, hidden : 2 * hidden])
        g = np.tanh(a[:, 2 * hidden : 3 * hidden])
        o = masked_sigmoid(a[:, 3 * hidden :])
        cs[t + 1] = f * cs[t] + i * g
        hs[t + 1] = o * np.tanh(cs[t + 1])
        tape.append((xs[t], hs[t], cs[t], i, f, g, o, cs[t + 1]))
    return hs[1:], LSTMState(hs[-1], cs[-1]), tape


def found_lstm_backward(
    params: LSTMParams, tape: list[Any], dhs: Array, dstate: LSTMState
) -> tuple[Array, LSTMState, LSTMParams]:
    """Walk back; every step makes gradients of all weights.

    Arguments:
        params: as given to `found_lstm`.
        tape: as returned by it.
        dhs: (T, B, H), the gradient of the loss with respect to every h.
        dstate: `h` and `c` (B, H), with respect to the last state.

    Returns:
        `dxs` (T, B, D), the gradient of the first state, and of the parameters, all in float64.
    """
    dh, dc = dstate
    dxs = np.zeros((*dhs.shape[:2], params.weight_ih.shape[1]))
    each = []
    for t in reversed(range(len(tape))):
        x, h_prev, c_prev, i, f, g, o, c = tape[t]
        dh = dh + dhs[t]
        dc = dc + dh * o * (1 - np.tanh(c) ** 2)
        da_i = dc * g * i * (1 - i)
        da_f = dc * c_prev * f * (1 - f)
        da_g = dc * i * (1 - g**2)
        da_o = dh * np.tanh(c) * o * (1 - o)
        da = np.hstack([da_i, da_f, da_g, da_o])
        dxs[t] = np.dot(da, params.weight_ih)
        dh, dc = np.dot(da, params.weight_hh), dc * f
        each.append((np.dot(x.T, da).T, np.dot(h_prev.T, da).T, np.sum(da, axis=0)))
    total = [np.zeros(array.shape) for array in params]
    for step in each:
        for k, part in enumerate(step):
            total[k] = total[k] + part
    return dxs, LSTMState(dh, dc), LSTMParams(*total)
