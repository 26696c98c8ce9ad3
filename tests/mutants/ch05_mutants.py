"""Chapter 5: faults that no list names, and right answers written in other ways."""

import numpy as np

from lstm_ref.numpy import LSTMState, RNNState, rnn_step, rnn_step_backward
from lstm_ref.numpy.rnn import RNNTape

MUTANTS = {
    "5.2": [
        ("write-subtracted", "c + g", "c - g", "c"),
        ("write-doubled", "c + g", "c + 2 * g", "c"),
        ("memory-halved", "c_new = c + g", "c_new = 0.5 * c + g", "c"),
        ("memory-multiplied", "c_new = c + g", "c_new = c * g", "c"),
        ("memory-of-another-sequence", "c_new = c + g", "c_new = c[::-1] + g", "c"),
        ("mean-of-both", "c_new = c + g", "c_new = (c + g) / 2", "c"),
        ("arctan-for-the-read", "return np.tanh(c_new)", "return np.arctan(c_new)", "h"),
        ("read-twice-squashed", "return np.tanh(c_new)", "return np.tanh(np.tanh(c_new))", "h"),
        ("read-negated", "return np.tanh(c_new)", "return -np.tanh(c_new)", "h"),
        ("input-left-out", "x @ params.weight_ih.T + h", "h", "c"),
        ("state-subtracted", "+ h @", "- h @", "c"),
        ("sine-for-the-write", "g = np.tanh(", "g = np.sin(", "c"),
        ("write-rectified", "g = np.tanh(", "g = np.maximum(0, ", "c"),
        ("one-memory-for-all", "c_new = c + g", "c_new = c.mean(axis=0) + g", "c"),
    ],
    "5.3": [
        ("dh-subtracted", "dc + dh *", "dc - dh *", "dc_prev"),
        ("read-slope-squared", "dh * (1 - np.tanh(c) ** 2)", "dh * (1 - np.tanh(c) ** 2) ** 2", "dc_prev"),
        ("read-slope-of-g", "(1 - np.tanh(c) ** 2)", "(1 - np.tanh(g) ** 2)", "dc_prev"),
        ("write-slope-without-square", "(1 - g**2)", "(1 - g)", "dx"),
        ("write-slope-with-plus", "(1 - g**2)", "(1 + g**2)", "dx"),
        ("dh-prev-from-dc", "else da @ params.weight_hh", "else dc @ params.weight_hh", "dh_prev"),
        ("dh-prev-turned", "else da @ params.weight_hh", "else da @ params.weight_hh.T", "dh_prev"),
        ("dx-from-dc", "return da @ params.weight_ih", "return dc @ params.weight_ih", "dx"),
        ("weights-of-dc", "da.T @ x", "dc.T @ x", "dweight_ih"),
        ("weight-hh-turned", "da.T @ h_prev", "h_prev.T @ da", "dweight_hh"),
        ("memory-doubled", "dh_prev, dc, da.T @ x", "dh_prev, 2 * dc, da.T @ x", "dc_prev"),
        ("memory-of-other-rows", "dh_prev, dc, da.T @ x", "dh_prev, dc[::-1], da.T @ x", "dc_prev"),
        ("bias-of-dc", "da.sum(axis=0)", "dc.sum(axis=0)", "dbias"),
        ("bias-along-the-units", "da.sum(axis=0)", "da.sum(axis=1)", "shape"),
    ],
}


def step_from_a_plain_net(params, x, h, c):
    written, _ = rnn_step(params, x, RNNState(h))
    return np.tanh(c + written.h), c + written.h


def step_by_einsum(params, x, h, c):
    a = np.einsum("bd,hd->bh", x, params.weight_ih) + np.einsum("bk,hk->bh", h, params.weight_hh)
    new = np.add(c, np.tanh(a + params.bias))
    return np.tanh(new), new


def step_row_by_row(params, x, h, c):
    rows = []
    for one, before, memory in zip(x, h, c, strict=True):
        rows.append(memory + np.tanh(params.weight_ih @ one + params.weight_hh @ before + params.bias))
    state = LSTMState(np.tanh(np.array(rows)), np.array(rows))
    return state.h, state.c


def back_through_a_plain_net(params, x, h_prev, g, c, dh, dc, truncated):
    total = dc + dh / np.cosh(c) ** 2
    dx, before, grads = rnn_step_backward(params, RNNTape(x, h_prev, g), RNNState(total))
    return dx, before.h * (not truncated), total, *grads


def back_by_einsum(params, x, h_prev, g, c, dh, dc, truncated):
    total = dc + dh - dh * np.tanh(c) ** 2
    da = total - total * g * g
    back = np.einsum("bh,hk->bk", da, params.weight_hh)
    if truncated:
        back = back * 0.0
    outer = [np.einsum("bh,bk->hk", da, other) for other in (x, h_prev)]
    return np.einsum("bh,hd->bd", da, params.weight_ih), back, total, *outer, np.einsum("bh->h", da)


def back_row_by_row(params, x, h_prev, g, c, dh, dc, truncated):
    total = dc + dh * (1 - np.tanh(c) ** 2)
    da = total * (1 - g**2)
    dw_ih = sum(np.outer(a, one) for a, one in zip(da, x, strict=True))
    dw_hh = sum(np.outer(a, one) for a, one in zip(da, h_prev, strict=True))
    before = np.zeros(h_prev.shape) if truncated else np.stack([a @ params.weight_hh for a in da])
    return np.stack([a @ params.weight_ih for a in da]), before, total, dw_ih, dw_hh, sum(da)


VARIANTS = {
    "5.2": [step_from_a_plain_net, step_by_einsum, step_row_by_row],
    "5.3": [back_through_a_plain_net, back_by_einsum, back_row_by_row],
}
