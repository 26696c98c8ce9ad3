"""The LSTM step with its nonlinearities exchanged, one trial at a time, and what that does to the cell."""

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np

from lstm_ref.numpy.arrays import Array, sigmoid
from lstm_ref.numpy.lstm import LSTMParams, LSTMState, LSTMTape
from lstm_ref.numpy.scan import scan

Function = Callable[[Array], Array]


def unsquashed(c: Array) -> Array:
    """No nonlinearity at all."""
    return c


def lstm_with(gate: Function = sigmoid, write: Function = np.tanh, way_out: Function = np.tanh) -> Any:
    """An `lstm_step` with other nonlinearities; left alone, it is `lstm_step` itself.

        i, f, o = gate(…)        g = write(…)        h = o ⊙ way_out(c)

    Returns:
        a step for `scan`, with the signature of `lstm_step`.
    """

    def step(params: LSTMParams, x: Array, state: LSTMState) -> tuple[LSTMState, LSTMTape]:
        a = x @ params.weight_ih.T + state.h @ params.weight_hh.T + params.bias  # (B, 4H)
        a_i, a_f, a_g, a_o = np.split(a, 4, axis=-1)
        i, f, g, o = gate(a_i), gate(a_f), write(a_g), gate(a_o)
        c = f * state.c + i * g
        return LSTMState(o * way_out(c), c), LSTMTape(x, state.h, state.c, i, f, g, o, c)

    return step


class Trial(NamedTuple):
    """What a run showed: `largest_h` and `largest_c` as absolute values; shares between 0 and 1."""

    largest_h: float
    largest_c: float
    lowest_write: float  # the most that any step took away
    negative_gates: float  # share of all gates below 0
    negative_h: float  # share of all hidden states below 0
    stuck_gates: float  # share of all gates within 0.01 of 0, 1 or −1


def try_out(step: Any, params: LSTMParams, xs: Array) -> Trial:
    """Run `step` over `xs` (T, B, D) from a zero state and look at every gate, memory and hidden state."""
    hs, _, tape = scan(step, params, xs, LSTMState.zeros(xs.shape[1], params.weight_hh.shape[1]))
    gates = np.array([[t.i, t.f, t.o] for t in tape])
    writes = np.array([t.i * t.g for t in tape])
    size = np.abs(gates)
    return Trial(
        largest_h=float(np.abs(hs).max()),
        largest_c=float(max(np.abs(t.c).max() for t in tape)),
        lowest_write=float(writes.min()),
        negative_gates=float((gates < 0).mean()),
        negative_h=float((hs < 0).mean()),
        stuck_gates=float(((size < 0.01) | (size > 0.99)).mean()),
    )
