"""Remember one bit: the first steps say +1 or −1, noise follows, and the answer is due at the end."""

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import numpy as np

from lstm_ref.numpy.arrays import Array
from lstm_ref.numpy.init import init_readout, init_rnn
from lstm_ref.numpy.losses import mean_squared_error
from lstm_ref.numpy.readout import ReadoutParams, readout, readout_backward
from lstm_ref.numpy.rnn import RNNParams, RNNState, rnn_step, rnn_step_backward
from lstm_ref.numpy.scan import scan, scan_backward
from lstm_ref.numpy.training import fit

TELLING = 3


class BitNet(NamedTuple):
    """A plain RNN and the readout of its last state."""

    cell: RNNParams
    readout: ReadoutParams


def bit_batch(rng: np.random.Generator, steps: int, batch: int, loudness: float) -> tuple[Array, Array]:
    """`xs` (T, B, 1), the bit and then noise of standard deviation `loudness`; and the bits (B, 1)."""
    bits = rng.choice([-1.0, 1.0], size=(batch, 1))
    xs = loudness * rng.standard_normal((steps, batch, 1))
    xs[:TELLING] = bits
    return xs, bits


def answers(net: BitNet, xs: Array) -> tuple[Array, RNNState, list[Any]]:
    """The net's answers (B, 1), its last state and the tape."""
    _, state, tape = scan(rnn_step, net.cell, xs, RNNState.zeros(xs.shape[1], len(net.cell.bias)))
    return readout(net.readout, state.h), state, tape


def bit_loss(net: BitNet, xs: Array, bits: Array) -> tuple[float, BitNet]:
    """The squared error of the answer at the end, and the gradient."""
    predictions, state, tape = answers(net, xs)
    loss, dpredictions = mean_squared_error(predictions, bits)
    dh, dreadout = readout_backward(net.readout, state.h, dpredictions)
    no_other = np.zeros((len(xs), *dh.shape))
    _, _, dcell = scan_backward(rnn_step_backward, net.cell, tape, no_other, RNNState(dh))
    return loss, BitNet(dcell, dreadout)


def learn_bit(
    rng: np.random.Generator,
    steps: int,
    loudness: float,
    weight_hh: Array | None = None,
    *,
    updates: int = 100,
    lr: float = 3e-3,
    hidden_size: int = 16,
    batch: int = 32,
) -> BitNet:
    """Train a net with Adam and clipping; `weight_hh` (H, H) is its start, or `init_rnn`'s."""
    net = BitNet(init_rnn(rng, 1, hidden_size, weight_hh), init_readout(rng, hidden_size, 1))

    def batches() -> Iterator[tuple[Array, Array]]:
        for _ in range(updates):
            yield bit_batch(rng, steps, batch, loudness)

    trained, _ = fit(bit_loss, net, batches(), lr=lr)
    return trained


def share_right(
    rng: np.random.Generator, net: BitNet, steps: int, loudness: float, batch: int = 500
) -> float:
    """The share of fresh sequences that are answered with the right sign; guessing gives one half."""
    xs, bits = bit_batch(rng, steps, batch, loudness)
    return float((answers(net, xs)[0] * bits > 0).mean())


def runs_that_learn(
    seed: int,
    steps: int,
    loudness: float,
    start: Callable[[np.random.Generator, int], Array] | None = None,
    *,
    runs: int = 3,
    hidden_size: int = 16,
    needed: float = 0.9,
    updates: int = 100,
    lr: float = 3e-3,
) -> float:
    """The share of runs, each with its own random numbers, that end with at least `needed` of answers right.

    Arguments:
        seed: from which every run's random numbers derive.
        steps, loudness: of the sequences that the net learns from and is then tried on.
        start: makes the first recurrent matrix, such as `orthogonal`; None for the one of `init_rnn`.
        runs, hidden_size, updates, lr: how many runs, and of what; `updates` and `lr` are Adam's.
    """
    right = []
    for run in range(runs):
        rng = np.random.default_rng([seed, run])
        weight_hh = None if start is None else start(rng, hidden_size)
        options = {"hidden_size": hidden_size, "updates": updates}
        net = learn_bit(rng, steps, loudness, weight_hh, lr=lr, **options)
        right.append(share_right(rng, net, steps, loudness))
    return float(np.mean(np.array(right) >= needed))
