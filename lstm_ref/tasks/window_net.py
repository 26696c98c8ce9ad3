"""A feed-forward net that predicts a character from the last few, and a carried state to compare it with."""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from lstm_ref.numpy.arrays import Array, Tokens
from lstm_ref.numpy.init import Rng, init_readout, init_rnn, uniform
from lstm_ref.numpy.losses import cross_entropy
from lstm_ref.numpy.readout import ReadoutParams, readout, readout_backward
from lstm_ref.numpy.rnn import RNNState, rnn_step
from lstm_ref.numpy.scan import scan
from lstm_ref.numpy.training import fit


class WindowNet(NamedTuple):
    """One hidden layer: `weight` (H, K·V) reads a window of K symbols, `bias` (H,); then the readout."""

    weight: Array
    bias: Array
    readout: ReadoutParams


def one_hot_windows(tokens: Tokens, symbols: int) -> Array:
    """Windows of symbols as rows of zeros and ones: tokens (K, B) -> (B, K·V) with V = `symbols`."""
    rows: Array = np.eye(symbols)[tokens]  # (K, B, V)
    return np.moveaxis(rows, 0, 1).reshape(tokens.shape[1], -1)


def logits(net: WindowNet, x: Array) -> Array:
    """y = W₂ tanh(W₁ x + b₁) + b₂ for each row of `x` by itself: (B, K·V) -> (B, V)."""
    return readout(net.readout, np.tanh(x @ net.weight.T + net.bias))


def window_loss(net: WindowNet, x: Array, targets: Tokens) -> tuple[float, WindowNet]:
    """The cross-entropy in nats of the next symbol, and its gradient."""
    h = np.tanh(x @ net.weight.T + net.bias)
    loss, dlogits = cross_entropy(readout(net.readout, h), targets)
    dh, dreadout = readout_backward(net.readout, h, dlogits)
    da = dh * (1 - h**2)
    return loss, WindowNet(da.T @ x, da.sum(axis=0), dreadout)


def train_window_net(
    rng: Rng, inputs: Tokens, targets: Tokens, symbols: int, *, hidden_size: int = 64, updates: int = 800
) -> WindowNet:
    """Train on batches of 64 windows drawn at random from `inputs` (K, B), with `targets` (B,)."""
    size = len(inputs) * symbols
    start = WindowNet(
        uniform(rng, (hidden_size, size), len(inputs) ** -0.5),
        np.zeros(hidden_size),
        init_readout(rng, hidden_size, symbols),
    )

    def batches() -> Iterator[tuple[Array, Tokens]]:
        for _ in range(updates):
            drawn = rng.integers(inputs.shape[1], size=64)
            yield one_hot_windows(inputs[:, drawn], symbols), targets[drawn]

    return fit(window_loss, start, batches(), lr=5e-3)[0]


def carried_answers(rng: Rng, xs: Array, symbols: int, hidden_size: int = 64) -> Array:
    """An untrained net's answers to `xs` (B, K·V), one after the other, its state carried on: (B,).

    Sample b is what it reads at step b, so its state holds something of all the samples before.
    """
    cell, out = init_rnn(rng, xs.shape[1], hidden_size), init_readout(rng, hidden_size, symbols)
    hs, _, _ = scan(rnn_step, cell, xs[:, None], RNNState.zeros(1, hidden_size))
    best: Array = readout(out, hs)[:, 0].argmax(axis=-1)
    return best
