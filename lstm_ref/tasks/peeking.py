"""Next-symbol prediction on symbols that nobody can predict: what a net that reads both ways makes of it.

The symbols are drawn evenly and independently, so no rule about the past gives more than one in V right.
"""

from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np

from lstm_ref.numpy.arrays import Array, Tokens
from lstm_ref.numpy.init import Rng, init_lstm, init_readout
from lstm_ref.numpy.losses import cross_entropy
from lstm_ref.numpy.lstm import LSTMState, lstm_step, lstm_step_backward
from lstm_ref.numpy.readout import ReadoutParams, readout, readout_backward
from lstm_ref.numpy.scan import scan, scan_backward
from lstm_ref.numpy.training import fit
from lstm_ref.numpy.two_way import TwoWay, two_way_scan, two_way_scan_backward

SYMBOLS, SIZE, STEPS, BATCH, LR = 4, 8, 12, 32, 2e-2


class Net(NamedTuple):
    """A cell, or one for each direction, and the readout of all that it shows."""

    cell: Any
    readout: ReadoutParams


def fresh(rng: Rng, two_way: bool) -> Net:
    """A net before training; with two directions the readout sees twice as many numbers."""
    cells = [init_lstm(rng, SYMBOLS, SIZE) for _ in range(1 + two_way)]
    cell = TwoWay(*cells) if two_way else cells[0]
    return Net(cell, init_readout(rng, SIZE * (1 + two_way), SYMBOLS))


def zeros(net: Net, batch: int) -> Any:
    """The empty state, of each direction where there are two."""
    one = LSTMState.zeros(batch, SIZE)
    return TwoWay(one, one) if isinstance(net.cell, TwoWay) else one


def logits(net: Net, tokens: Tokens) -> tuple[Array, Array, Any]:
    """The outputs at every step (T, B, V), the hidden states that they are read from, and the tape.

    Arguments:
        net: of one direction or of two.
        tokens: (T, B), each a number below V.
    """
    walk = two_way_scan if isinstance(net.cell, TwoWay) else scan
    hs, _, tape = walk(lstm_step, net.cell, np.eye(SYMBOLS)[tokens], zeros(net, tokens.shape[1]))
    return readout(net.readout, hs), hs, tape


def loss_and_grads(net: Net, tokens: Tokens) -> tuple[float, Net]:
    """The loss of naming, at each step but the last, the symbol that comes next; all of them are read.

    Arguments:
        tokens: (T + 1, B). The net reads them all: so a net of two directions has each answer before it.
    """
    back = two_way_scan_backward if isinstance(net.cell, TwoWay) else scan_backward
    ys, hs, tape = logits(net, tokens)
    loss, dy = cross_entropy(ys[:-1], tokens[1:])
    dys = np.concatenate([dy, np.zeros_like(ys[:1])])
    dhs, dreadout = readout_backward(net.readout, hs, dys)
    _, _, dcell = back(lstm_step_backward, net.cell, tape, dhs, zeros(net, tokens.shape[1]))
    return loss, Net(dcell, dreadout)


def train(rng: Rng, two_way: bool, updates: int = 150) -> Net:
    """Train on fresh random symbols at every update."""

    def batches() -> Iterator[tuple[Tokens]]:
        for _ in range(updates):
            yield (rng.integers(SYMBOLS, size=(STEPS + 1, BATCH)),)

    return fit(loss_and_grads, fresh(rng, two_way), batches(), lr=LR)[0]


def right_inside(net: Net, tokens: Tokens) -> float:
    """The share of right answers at the steps whose next symbol is part of what the net was given."""
    best = logits(net, tokens)[0].argmax(axis=-1)
    return float((best[:-1] == tokens[1:]).mean())


def right_at_the_end(net: Net, tokens: Tokens) -> float:
    """The share of right answers about the last symbol, when all before it are read and it is not."""
    best = logits(net, tokens[:-1])[0].argmax(axis=-1)
    return float((best[-1] == tokens[-1]).mean())
