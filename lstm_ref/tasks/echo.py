"""Say again what came two steps ago: a task that takes a second to learn and cannot be done without a memory.

T, B, K, H: time steps, batch, symbols, hidden size.
"""

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np

from lstm_ref.numpy.arrays import Array, Tokens
from lstm_ref.numpy.init import init_readout, init_rnn
from lstm_ref.numpy.losses import cross_entropy
from lstm_ref.numpy.optim import clip_by_global_norm, sgd
from lstm_ref.numpy.readout import ReadoutParams, readout, readout_backward
from lstm_ref.numpy.rnn import RNNParams, RNNState, rnn_step
from lstm_ref.numpy.scan import scan

SYMBOLS, DELAY, HIDDEN = 4, 2, 24

# (params, xs, h0, hs, dhs) -> dxs, dh0, dweight_ih, dweight_hh, dbias
WalkBack = Callable[..., tuple[Array, Array, Array, Array, Array]]


class EchoNet(NamedTuple):
    """`cell`, the plain RNN's parameters, and `top`, the readout's."""

    cell: RNNParams
    top: ReadoutParams


def echo_batch(
    rng: np.random.Generator, batch: int, steps: int = 10, delay: int = DELAY
) -> tuple[Array, Tokens]:
    """Random symbols, and at each step the symbol of `delay` steps ago.

        target_t = symbol_{t−delay}, and symbol 0 where that lies before the first step

    Arguments:
        rng: the random generator.
        batch, steps, delay: B, T, and how far back; `delay` below `steps`.

    Returns:
        `xs` (T, B, K), one-hot, K = 4; `targets` (T, B), class numbers.

    Raises:
        ValueError: when `delay` is not from 1 to `steps` − 1.
    """
    if not 0 < delay < steps:
        raise ValueError(f"delay: expected 1 to steps - 1 = {steps - 1}, got {delay}")
    tokens = rng.integers(SYMBOLS, size=(steps, batch))
    before = np.zeros((delay, batch), tokens.dtype)
    return np.eye(SYMBOLS)[tokens], np.concatenate([before, tokens[:-delay]])


def init_echo(rng: np.random.Generator, hidden_size: int = HIDDEN) -> EchoNet:
    """A net with the usual start."""
    return EchoNet(init_rnn(rng, SYMBOLS, hidden_size), init_readout(rng, hidden_size, SYMBOLS))


def run_echo(net: EchoNet, xs: Array) -> tuple[Array, Array, Array]:
    """The state before the first step (B, H), the states hs (T, B, H), the logits (T, B, K)."""
    start = RNNState.zeros(xs.shape[1], len(net.cell.bias))
    hs, _, _ = scan(rnn_step, net.cell, xs, start)
    return start.h, hs, readout(net.top, hs)


def echo_loss(net: EchoNet, xs: Array, targets: Tokens) -> float:
    """The mean cross-entropy over all positions, in nats; ln K without an opinion."""
    return cross_entropy(run_echo(net, xs)[2], targets)[0]


def echo_gradient(net: EchoNet, xs: Array, targets: Tokens, walk_back: WalkBack) -> tuple[float, EchoNet]:
    """The loss and its gradient; through time it goes by `walk_back`.

    Arguments:
        net, xs (T, B, K), targets (T, B): as for `echo_loss`.
        walk_back: called as ``walk_back(params, xs, h0, hs, dhs)``; returns the gradients of xs, h0 and the
            three parameters of the cell.
    """
    start, hs, logits = run_echo(net, xs)
    loss, dlogits = cross_entropy(logits, targets)
    dhs, dtop = readout_backward(net.top, hs, dlogits)
    _, _, dweight_ih, dweight_hh, dbias = walk_back(net.cell, xs, start, hs, dhs)
    return loss, EchoNet(RNNParams(dweight_ih, dweight_hh, dbias), dtop)


def train_echo(
    walk_back: WalkBack, rng: np.random.Generator, *, updates: int = 300, lr: float = 2.0, every: int = 10
) -> tuple[EchoNet, Any]:
    """Train by gradient descent, clipped at norm 1, a fresh batch an update.

    Returns:
        the net, and the held-out loss before training and after each `every` updates, an array.
    """
    net, held_out = init_echo(rng), echo_batch(rng, 200)
    losses = [echo_loss(net, *held_out)]
    for update in range(1, updates + 1):
        _, grads = echo_gradient(net, *echo_batch(rng, 32), walk_back)
        grads, _ = clip_by_global_norm(grads, 1.0)
        net = sgd(net, grads, lr=lr)
        if update % every == 0:
            losses.append(echo_loss(net, *held_out))
    return net, np.array(losses)
