"""Checks that people write for a plain RNN, the blind ones beside the good one, and what each of them sees.

Each check is a function of a cell: silent when it passes, `Mismatch` when it finds a fault. Its docstring is
the title that a figure shows. All but the first compare the forward pass with known values as well as the
gradients with finite differences, so that what they miss is due to their setting alone.
"""

from collections.abc import Sequence

import numpy as np

from lstm_ref.numpy.arrays import Array
from lstm_ref.numpy.losses import cross_entropy
from lstm_ref.numpy.optim import adam, adam_start
from lstm_ref.numpy.readout import readout, readout_backward
from lstm_ref.numpy.rnn import RNNState
from lstm_ref.numpy.tree import tree_map
from lstm_ref.tasks.echo import EchoNet, echo_batch, init_echo
from lstm_ref.verify.blind_checks import Check, Setup, golden_forward, gradcheck
from lstm_ref.verify.bug_table import Table, measure
from lstm_ref.verify.cells import Cell
from lstm_ref.verify.parity import Mismatch
from lstm_ref.verify.planting import Bug
from lstm_ref.verify.recipe import SIZES
from lstm_ref.verify.rnn_bugs import RNN_BUGS


def both(cell: Cell, setup: Setup) -> None:
    golden_forward(cell, setup)
    gradcheck(cell, setup)


def losses_while_training(cell: Cell, rng: np.random.Generator, updates: int = 80) -> Array:
    """The loss on sixteen sequences that the net sees again and again: (updates + 1,).

    Arguments:
        cell: the plain RNN, right or with a bug planted.
        rng: draws the sequences and the start.
        updates: of Adam, at a learning rate of 0.02.
    """
    net, (xs, targets) = init_echo(rng), echo_batch(rng, 16)
    state, losses = adam_start(net), []
    for update in range(updates + 1):
        start = RNNState.zeros(xs.shape[1], len(net.cell.bias))
        hs, last, tape = cell.scan(cell.step, net.cell, xs, start)
        loss, dlogits = cross_entropy(readout(net.top, hs), targets)
        losses.append(loss)
        dhs, dtop = readout_backward(net.top, hs, dlogits)
        nothing = tree_map(np.zeros_like, last)
        _, _, dcell = cell.scan_backward(cell.step_backward, net.cell, tape, dhs, nothing)
        if update < updates:
            net, state = adam(net, EchoNet(dcell, dtop), state, lr=0.02)
    return np.array(losses)


def loss_falls(cell: Cell) -> None:
    """the loss falls"""
    losses = losses_while_training(cell, np.random.default_rng(0))
    if not losses[-1] < 0.8 * losses[0]:  # what a curve that clearly falls shows at least
        raise Mismatch(f"the loss went from {losses[0]:.3g} to {losses[-1]:.3g}: expected a clear fall")


def one_step(cell: Cell) -> None:
    """one step"""
    both(cell, Setup(SIZES._replace(T=1)))


def zero_state_and_bias(cell: Cell) -> None:
    """zero state and bias"""
    both(cell, Setup(zero=("state", "params.bias")))


def last_h_only(cell: Cell) -> None:
    """loss on the last h"""
    both(cell, Setup(zero=("dstate",), last_h_only=True))


def batch_of_one(cell: Cell) -> None:
    """batch of one"""
    both(cell, Setup(SIZES._replace(B=1)))


def one_unit(cell: Cell) -> None:
    """one unit"""
    both(cell, Setup(SIZES._replace(H=1)))


def parameters_only(cell: Cell) -> None:
    """parameters only"""
    both(cell, Setup(unread=("xs", "state")))


def full_recipe(cell: Cell) -> None:
    """full recipe"""
    both(cell, Setup())


RNN_CHECKS: dict[str, Check] = {
    check.__name__: check
    for check in (
        loss_falls,
        one_step,
        zero_state_and_bias,
        last_h_only,
        batch_of_one,
        one_unit,
        parameters_only,
        full_recipe,
    )
}


def title(check: str) -> str:
    """How a figure names a check."""
    return RNN_CHECKS[check].__doc__ or check


def measure_rnn(bugs: Sequence[Bug] = RNN_BUGS) -> Table:
    """Run every check on every bug: {bug: {check: "caught", "missed" or "not runnable"}}."""
    return measure(bugs, RNN_CHECKS)


def missed_by(table: Table, check: str) -> list[str]:
    """The bugs that a check lets live, in the table's order."""
    return [bug for bug, row in table.items() if row[check] == "missed"]
