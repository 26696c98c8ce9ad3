"""The checks of `blind_checks`, after the one that most people run: train, and see the loss fall."""

from typing import NamedTuple

import numpy as np

from lstm_ref.numpy.arrays import Array
from lstm_ref.numpy.init import gate_bias, init_lstm, init_readout
from lstm_ref.numpy.losses import cross_entropy
from lstm_ref.numpy.lstm import LSTMParams, LSTMState
from lstm_ref.numpy.optim import adam, adam_start
from lstm_ref.numpy.readout import ReadoutParams, readout, readout_backward
from lstm_ref.numpy.tree import tree_map
from lstm_ref.tasks.echo import SYMBOLS, echo_batch
from lstm_ref.verify.blind_checks import CHECKS, Check
from lstm_ref.verify.cells import Cell
from lstm_ref.verify.parity import Mismatch

SIZE, SEQUENCES = 16, 16


class Net(NamedTuple):
    """The cell and the readout of every hidden state."""

    cell: LSTMParams
    top: ReadoutParams


def losses_while_training(cell: Cell, rng: np.random.Generator, updates: int = 80) -> Array:
    """The loss on sixteen sequences that the net sees again and again: (updates + 1,).

    Arguments:
        cell: the LSTM, right or with a bug planted.
        rng: draws the sequences and the start.
        updates: of Adam, at a learning rate of 0.02.
    """
    cell_start = init_lstm(rng, SYMBOLS, SIZE, gate_bias(SIZE, f=1.0))
    params = Net(cell_start, init_readout(rng, SIZE, SYMBOLS))
    xs, targets = echo_batch(rng, SEQUENCES)
    start = LSTMState.zeros(SEQUENCES, SIZE)
    state, losses = adam_start(params), []
    for update in range(updates + 1):
        hs, last, tape = cell.scan(cell.step, params.cell, xs, start)
        loss, dlogits = cross_entropy(readout(params.top, hs), targets)
        losses.append(loss)
        if update == updates:
            break
        dhs, dtop = readout_backward(params.top, hs, dlogits)
        nothing = tree_map(np.zeros_like, last)
        _, _, dcell = cell.scan_backward(cell.step_backward, params.cell, tape, dhs, nothing)
        params, state = adam(params, Net(dcell, dtop), state, lr=0.02)
    return np.array(losses)


def loss_falls(cell: Cell) -> None:
    """Train on sixteen sequences: the loss falls to four fifths."""
    losses = losses_while_training(cell, np.random.default_rng(0))
    if not losses[-1] < 0.8 * losses[0]:  # what a curve that clearly falls shows at least
        raise Mismatch(f"the loss went from {losses[0]:.3g} to {losses[-1]:.3g}: expected a clear fall")


LSTM_CHECKS: dict[str, Check] = {"loss_falls": loss_falls, **CHECKS}
TITLES = {  # how a figure names them
    "loss_falls": "the loss falls",
    "golden_forward_one_step": "values, one step",
    "golden_forward_zeros": "values, zeros",
    "golden_forward_random": "values, random",
    "gradcheck_one_step_zeros": "one step, zeros",
    "gradcheck_one_step": "one step, random",
    "gradcheck_last_h_only": "loss on the last h",
    "gradcheck_parameters_only": "parameters only",
    "gradcheck_batch_of_one": "batch of one",
    "gradcheck_one_unit": "one unit",
    "gradcheck_c_from_zero": "c from zero",
    "gradcheck_full": "full recipe",
    "gradcheck_full_d_equals_h": "full recipe, D = H",
    "projection_full": "one direction",
}
