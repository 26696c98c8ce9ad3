"""Train a cell on the continual embedded Reber grammar: streams without an end, a state that is never reset.

Source: Gers, Schmidhuber & Cummins, *Learning to forget*, Neural Computation 12(10), 2000, section 4. What
differs: Adam and clipping, sixteen streams side by side, backpropagation through `WINDOW` steps with the
state carried from one window to the next, gates of its own for each memory, no shortcut from the input to the
output, and a test that goes on after an error.
"""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np

from lstm_ref.numpy.arrays import Array, Tokens
from lstm_ref.numpy.init import Rng, gate_bias, init_lstm, init_lstm_1997, init_readout
from lstm_ref.numpy.losses import cross_entropy
from lstm_ref.numpy.lstm import LSTMParams, LSTMState, lstm_step, lstm_step_backward
from lstm_ref.numpy.lstm_1997 import lstm_1997_step, lstm_1997_step_backward
from lstm_ref.numpy.readout import ReadoutParams, readout, readout_backward
from lstm_ref.numpy.scan import scan, scan_backward
from lstm_ref.numpy.training import fit
from lstm_ref.tasks.reber import SYMBOLS, ReberStreams, reber_streams

SIZE = 16  # H
STREAMS = 16
WINDOW = 40  # steps between two updates: the gradient is cut there, the state is not
LR = 1e-2


class Net(NamedTuple):
    """A cell and the readout of its hidden state."""

    cell: LSTMParams
    readout: ReadoutParams


class StreamTest(NamedTuple):
    """How a net answers fresh streams that are never reset; S streams of T steps."""

    right: float  # share of the long-range places where the symbol that is due has the highest output
    errors: int  # steps at which a symbol that may not follow has the highest output
    steps: int  # T times S
    memory: Array  # (T, S), the largest |c| at each step
    slope: Array  # (T, S), 1 − tanh²(c), the mean over the units: what a change of c still does to h


def forgetting_cell(rng: Rng, bias: float = 1.0, size: int = SIZE) -> Net:
    """Today's cell, its forget gate's bias at `bias`, and seven outputs."""
    inputs = len(SYMBOLS)
    return Net(init_lstm(rng, inputs, size, gate_bias(size, f=bias)), init_readout(rng, size, inputs))


def cell_1997(rng: Rng, size: int = SIZE) -> Net:
    """1997's cell and seven outputs."""
    inputs = len(SYMBOLS)
    return Net(init_lstm_1997(rng, inputs, size), init_readout(rng, size, inputs))


def pinned(net: Net, units: Sequence[int], bias: float) -> Net:
    """The same net with the forget gates of some units held where `bias` puts them, whatever is read.

    Arguments:
        net: with a forget gate; it is not changed.
        units: whose gates, places in 0 … H − 1.
        bias: −40 holds them shut, 40 holds them open.
    """
    rows = net.cell.weight_hh.shape[1] + np.asarray(units)
    weight_ih, weight_hh, held = (part.copy() for part in net.cell)
    weight_ih[rows] = weight_hh[rows] = 0.0
    held[rows] = bias
    return net._replace(cell=LSTMParams(weight_ih, weight_hh, held))


def steps_of(cell: LSTMParams) -> tuple[Any, Any]:
    """The step and the backward step; a cell of 1997 has three blocks of rows where today's has four."""
    if len(cell.weight_ih) == 3 * cell.weight_hh.shape[1]:
        return lstm_1997_step, lstm_1997_step_backward
    return lstm_step, lstm_step_backward


def one_hot(tokens: Tokens) -> Array:
    """(T, S) places in `SYMBOLS` to (T, S, 7)."""
    return np.eye(len(SYMBOLS))[tokens]


def window_loss(net: Net, tokens: Tokens, state: LSTMState) -> tuple[float, Net, LSTMState]:
    """The loss of predicting each next symbol of one window, its gradient, and the state to carry on.

    The window's first state counts as a constant: what the steps before it could have done better is not
    asked. That is the truncation of truncated backpropagation through time; the state itself goes on.

    Arguments:
        net: the cell and its readout.
        tokens: (T + 1, S), the window and the symbol after it.
        state: what the cell held after the window before, `h` and `c` (S, H).

    Returns:
        the mean loss, the gradients, and the state after the window.
    """
    step, step_backward = steps_of(net.cell)
    hs, after, tape = scan(step, net.cell, one_hot(tokens[:-1]), state)
    loss, dy = cross_entropy(readout(net.readout, hs), tokens[1:])
    dhs, dreadout = readout_backward(net.readout, hs, dy)
    nothing_later = LSTMState.zeros(*state.h.shape)
    _, _, dcell = scan_backward(step_backward, net.cell, tape, dhs, nothing_later)
    return loss, Net(dcell, dreadout), after


def train(rng: Rng, net: Net, updates: int, streams: int = STREAMS) -> tuple[Net, list[float]]:
    """Train on endless streams, the state handed on from each window to the next and never reset.

    Arguments:
        rng: draws the streams.
        net: where to start, from `forgetting_cell` or `cell_1997`.
        updates: how many windows of `WINDOW` steps.
        streams: S, read side by side.

    Returns:
        the trained net, and the loss at every update.
    """
    tokens = reber_streams(rng, updates * WINDOW + 1, streams).tokens
    state = LSTMState.zeros(streams, net.cell.weight_hh.shape[1])

    def windows() -> Iterator[tuple[Tokens]]:
        for start in range(0, updates * WINDOW, WINDOW):
            yield (tokens[start : start + WINDOW + 1],)

    def one_window(params: Net, window: Tokens) -> tuple[float, Net]:
        nonlocal state
        loss, grads, state = window_loss(params, window, state)
        return loss, grads

    return fit(one_window, net, windows(), lr=LR)


def test_on(net: Net, streams: ReberStreams, warm_up: int = 100) -> StreamTest:
    """Let a net read fresh streams from an empty memory to their end, without a reset.

    Arguments:
        net: trained or not.
        streams: what to read, T steps.
        warm_up: so many first steps are read and not graded.
    """
    step, _ = steps_of(net.cell)
    tokens = streams.tokens
    state = LSTMState.zeros(tokens.shape[1], net.cell.weight_hh.shape[1])
    hs, _, tape = scan(step, net.cell, one_hot(tokens), state)
    best = readout(net.readout, hs).argmax(axis=-1)
    legal = np.take_along_axis(streams.legal, best[..., None], axis=-1)[..., 0][warm_up:]
    cs = np.array([one.c for one in tape])
    right = float(legal[streams.long_range[warm_up:]].mean())
    slope = (1 - np.tanh(cs) ** 2).mean(axis=-1)
    return StreamTest(right, int((~legal).sum()), legal.size, np.abs(cs).max(axis=-1), slope)
