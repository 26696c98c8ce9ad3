"""Train a cell on the long-lag task until it passes a test: on the NumPy reference, nothing else.

Source: Hochreiter & Schmidhuber, Neural Computation 9(8), 1997, experiment 2, task 2c. What differs: Adam
with clipping and a full gradient in place of plain on-line descent with a truncated one, small batches, and
a test on `TESTED` sequences in place of 10,000.
"""

from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np

from lstm_ref.numpy.arrays import Array, Tokens
from lstm_ref.numpy.init import Rng, gate_bias, init_rnn, orthogonal, uniform
from lstm_ref.numpy.losses import cross_entropy, softmax
from lstm_ref.numpy.lstm import LSTMParams, LSTMState, lstm_step, lstm_step_backward
from lstm_ref.numpy.lstm_1997 import lstm_1997_step, lstm_1997_step_backward
from lstm_ref.numpy.readout import ReadoutParams, readout, readout_backward
from lstm_ref.numpy.rnn import RNNParams, RNNState, rnn_step, rnn_step_backward
from lstm_ref.numpy.scan import scan, scan_backward
from lstm_ref.numpy.training import fit
from lstm_ref.numpy.tree import tree_map
from lstm_ref.tasks.long_lag import MARKS, long_lag_batch

TESTED = 128  # sequences of a test
WITHIN = 0.2  # of its target every output must be, as in the paper
BOUND = 0.1  # all weights start between plus and minus this


class Net(NamedTuple):
    """A cell and the readout of its last hidden state."""

    cell: Any
    readout: ReadoutParams


class Trial(NamedTuple):
    """How one run went: passed or not, after how many sequences, with which net."""

    solved: bool
    sequences: int
    net: Net


def cell_1997(rng: Rng, inputs: int, *, size: int = 4, i: float = -3.0, o: float = 0.0) -> Net:
    """1997's cell and two outputs, all weights from U(−0.1, 0.1); `i` and `o` are the gates' biases."""
    weight_ih, weight_hh = (uniform(rng, (3 * size, n), BOUND) for n in (inputs, size))
    cell = LSTMParams(weight_ih, weight_hh, gate_bias(size, "igo", i=i, o=o))
    return Net(cell, ReadoutParams(uniform(rng, (2, size), BOUND), np.zeros(2)))


def cell_today(rng: Rng, inputs: int, *, size: int = 4, i: float = -3.0, f: float = 3.0) -> Net:
    """Today's cell, with a forget gate, and two outputs; the rest as in `cell_1997`."""
    weight_ih, weight_hh = (uniform(rng, (4 * size, n), BOUND) for n in (inputs, size))
    cell = LSTMParams(weight_ih, weight_hh, gate_bias(size, i=i, f=f))
    return Net(cell, ReadoutParams(uniform(rng, (2, size), BOUND), np.zeros(2)))


def plain_net(rng: Rng, inputs: int, *, size: int = 16, turned: bool = False) -> Net:
    """A plain RNN from the usual start, or from an orthogonal one where `turned`."""
    cell = init_rnn(rng, inputs, size, orthogonal(rng, size) if turned else None)
    return Net(cell, ReadoutParams(uniform(rng, (2, size), size**-0.5), np.zeros(2)))


def steps_of(cell: Any, batch: int) -> tuple[Any, Any, Any]:
    """The cell's step, its backward step, and a state of zeros."""
    size = cell.weight_hh.shape[1]
    if isinstance(cell, RNNParams):
        return rnn_step, rnn_step_backward, RNNState.zeros(batch, size)
    if len(cell.weight_ih) == 4 * size:
        return lstm_step, lstm_step_backward, LSTMState.zeros(batch, size)
    return lstm_1997_step, lstm_1997_step_backward, LSTMState.zeros(batch, size)


def loss_and_grads(net: Net, xs: Array, targets: Tokens) -> tuple[float, Net]:
    """The loss of the answer after the last step, and its full gradient through all steps."""
    step, step_backward, start = steps_of(net.cell, len(targets))
    hs, _, tape = scan(step, net.cell, xs, start)
    loss, dy = cross_entropy(readout(net.readout, hs[-1]), targets)
    dlast, dreadout = readout_backward(net.readout, hs[-1], dy)
    dhs = np.zeros_like(hs)
    dhs[-1] = dlast
    _, _, dcell = scan_backward(step_backward, net.cell, tape, dhs, start)  # no loss but on the last h
    return loss, Net(dcell, dreadout)


def errors(net: Net, xs: Array, targets: Tokens) -> Array:
    """How far each answer is from its target, (B,): the share that the wrong one of the two is given."""
    step, _, start = steps_of(net.cell, len(targets))
    hs, _, _ = scan(step, net.cell, xs, start)
    return softmax(readout(net.readout, hs[-1]))[np.arange(len(targets)), 1 - targets]


def passes(net: Net, rng: Rng, lag: int, distractors: int, batch: int = 16) -> bool:
    """Whether all answers to fresh sequences are within `WITHIN`; the first batch that fails ends it."""
    return all(
        (errors(net, *long_lag_batch(rng, batch, lag=lag, distractors=distractors)) < WITHIN).all()
        for _ in range(TESTED // batch)
    )


def train(
    rng: Rng,
    net: Net,
    lag: int,
    distractors: int,
    *,
    budget: int,
    batch: int = 16,
    lr: float = 1e-2,
    test_every: int = 10,
) -> Trial:
    """Train with Adam and clipping until a test is passed, or until `budget` sequences have been seen.

    Arguments:
        rng: draws the sequences of training and test.
        net: where to start, from `cell_1997`, `cell_today` or `plain_net`.
        lag, distractors: q and p of the task.
        budget: sequences at most.
        batch, lr: of an update.
        test_every: updates between two tests.
    """
    latest, solved, updates = net, False, 0

    def batches() -> Iterator[tuple[Array, Tokens]]:
        while not solved and updates * batch < budget:
            yield long_lag_batch(rng, batch, lag=lag, distractors=distractors)

    def one_update(params: Net, xs: Array, targets: Tokens) -> tuple[float, Net]:
        nonlocal latest, solved, updates
        if updates and updates % test_every == 0 and passes(params, rng, lag, distractors):
            latest, solved = params, True
            return 0.0, tree_map(np.zeros_like, params)
        updates += 1
        return loss_and_grads(params, xs, targets)

    trained, _ = fit(one_update, net, batches(), lr=lr)
    return Trial(solved, updates * batch, latest if solved else trained)


def inputs_of(distractors: int) -> int:
    """D of the task: the distractors and the four marks."""
    return distractors + len(MARKS)
