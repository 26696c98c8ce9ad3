"""The same cells once more, one number at a time: no arrays, no shared code, nothing clever.

Written from the equations alone, as an answer to hold the array code against where torch is not installed.
"""

import math
from collections.abc import Callable
from typing import Any

import numpy as np

from lstm_ref.numpy.arrays import Array
from lstm_ref.numpy.two_way import TwoWay

Numbers = list[float]
Unit = Callable[..., Numbers]  # (params, k, x, h, size, c where there is one) -> its new [h, c]


def logistic(a: float) -> float:
    """1 / (1 + exp(−a)), for an `a` of moderate size."""
    return 1.0 / (1.0 + math.exp(-a))


def dot(row: Any, vector: Numbers) -> float:
    """Σ_k row_k · vector_k, added up without loss."""
    return math.fsum(float(weight) * value for weight, value in zip(row, vector, strict=True))


def rnn_unit(p: Any, k: int, x: Numbers, h: Numbers, size: int) -> Numbers:
    """Unit k of the plain RNN: its new [h]."""
    return [math.tanh(dot(p.weight_ih[k], x) + dot(p.weight_hh[k], h) + float(p.bias[k]))]


def pre_activation(p: Any, row: int, x: Numbers, h: Numbers) -> float:
    """W_ih[row] · x + W_hh[row] · h + b[row]."""
    return dot(p.weight_ih[row], x) + dot(p.weight_hh[row], h) + float(p.bias[row])


def carousel_unit(p: Any, k: int, x: Numbers, h: Numbers, size: int, c: float) -> Numbers:
    """Unit k of the carousel: its new [h, c]."""
    memory = c + math.tanh(pre_activation(p, k, x, h))
    return [math.tanh(memory), memory]


def lstm_unit(p: Any, k: int, x: Numbers, h: Numbers, size: int, c: float) -> Numbers:
    """Unit k of the LSTM, gates in the rows i, f, g, o: its new [h, c]."""
    write, keep, candidate, read = (pre_activation(p, block * size + k, x, h) for block in range(4))
    memory = logistic(keep) * c + logistic(write) * math.tanh(candidate)
    return [logistic(read) * math.tanh(memory), memory]


def lstm_1997_unit(p: Any, k: int, x: Numbers, h: Numbers, size: int, c: float) -> Numbers:
    """Unit k of the cell of 1997, gates in the rows i, g, o: its new [h, c]."""
    write, candidate, read = (pre_activation(p, block * size + k, x, h) for block in range(3))
    memory = c + logistic(write) * math.tanh(candidate)
    return [logistic(read) * math.tanh(memory), memory]


def gru_unit(p: Any, k: int, x: Numbers, h: Numbers, size: int) -> Numbers:
    """Unit k of the GRU, gates in the rows r, z, n: its new [h]."""
    from_x = [
        dot(p.weight_ih[block * size + k], x) + float(p.bias_ih[block * size + k]) for block in range(3)
    ]
    from_h = [
        dot(p.weight_hh[block * size + k], h) + float(p.bias_hh[block * size + k]) for block in range(3)
    ]
    reset, keep = logistic(from_x[0] + from_h[0]), logistic(from_x[1] + from_h[1])
    candidate = math.tanh(from_x[2] + reset * from_h[2])
    return [(1.0 - keep) * candidate + keep * h[k]]


def gru_reset_before_unit(p: Any, k: int, x: Numbers, h: Numbers, size: int) -> Numbers:
    """Unit k of the GRU whose reset gates act on h before the recurrent product: its new [h]."""

    def gate(row: int) -> float:
        bias = float(p.bias_ih[row]) + float(p.bias_hh[row])
        return logistic(dot(p.weight_ih[row], x) + dot(p.weight_hh[row], h) + bias)

    kept, row = [gate(unit) * h[unit] for unit in range(size)], 2 * size + k
    bias = float(p.bias_ih[row]) + float(p.bias_hh[row])
    candidate = math.tanh(dot(p.weight_ih[row], x) + dot(p.weight_hh[row], kept) + bias)
    keep = gate(size + k)
    return [(1.0 - keep) * candidate + keep * h[k]]


def peephole_lstm_unit(p: Any, k: int, x: Numbers, h: Numbers, size: int, c: float) -> Numbers:
    """Unit k of the LSTM with peepholes, in the order i, f, o: its new [h, c]."""
    write, keep, candidate, read = (pre_activation(p, block * size + k, x, h) for block in range(4))
    p_i, p_f, p_o = (float(p.peephole[block * size + k]) for block in range(3))
    memory = logistic(keep + p_f * c) * c + logistic(write + p_i * c) * math.tanh(candidate)
    return [logistic(read + p_o * memory) * math.tanh(memory), memory]


def unwritten(p: Any, k: int, x: Numbers, h: Numbers, size: int, *c: float) -> Numbers:
    """Of a cell that nobody wrote out: NotImplementedError."""
    raise NotImplementedError("this cell is not written out for one unit (Cell.unit); see lstm_unit")


def plain_forward(unit: Unit, params: Any, xs: Array, state: Any) -> tuple[Array, Any]:
    """Walk through time one sequence, one step, one unit after another; then the next direction and layer.

    Arguments:
        unit: one unit of the cell for one step, as `lstm_unit`.
        params, xs, state: as for `lstm_ref.numpy.scan`.

    Returns:
        `hs` (T, B, H) and the last state, in float64.
    """
    if type(params) is tuple:
        lasts = []
        for layer, start in zip(params, state, strict=True):
            xs, last = plain_forward(unit, layer, xs, start)
            lasts.append(last)
        return xs, tuple(lasts)
    if isinstance(params, TwoWay):
        ahead, last_ahead = plain_forward(unit, params.ahead, xs, state.ahead)
        back, last_back = plain_forward(unit, params.back, xs[::-1], state.back)
        return np.concatenate([ahead, back[::-1]], axis=-1), TwoWay(last_ahead, last_back)
    steps, (batch, size) = len(xs), state.h.shape
    hs = np.zeros((steps, batch, size))
    last = np.zeros((len(state), batch, size))
    for b in range(batch):
        now = [[float(value) for value in leaf[b]] for leaf in state]  # h, and c where there is one
        for t in range(steps):
            x = [float(value) for value in xs[t, b]]
            units = [unit(params, k, x, now[0], size, *(leaf[k] for leaf in now[1:])) for k in range(size)]
            now = [list(leaf) for leaf in zip(*units, strict=True)]
            hs[t, b] = now[0]
        last[:, b] = now
    return hs, type(state)(*last)
