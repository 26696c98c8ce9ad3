"""Small training runs on the gap task that keep a log: the loss and the gradient's norm at every update."""

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

import numpy as np

from lstm_ref.numpy.arrays import Array, Tokens
from lstm_ref.numpy.init import Rng, as_dtype
from lstm_ref.numpy.lstm import LSTMState, lstm_step
from lstm_ref.numpy.optim import adam, adam_start, clip_by_global_norm, sgd
from lstm_ref.numpy.readout import readout
from lstm_ref.numpy.scan import scan
from lstm_ref.tasks.gap import CLUES, gap_batch, one_hot
from lstm_ref.tasks.windows import Net, Stream, window_gradient


class Log(NamedTuple):
    """The trained net, and for every update the loss before it and the gradient's norm before clipping."""

    net: Net
    losses: Array
    norms: Array


def gap_loss(net: Net, tokens: Tokens) -> tuple[float, Net]:
    """Cross-entropy of the answer and its gradient; tokens (T, B), their last row the answer."""
    due = np.full_like(tokens[:-1], -1)
    due[-1] = tokens[-1]
    zero = LSTMState.zeros(tokens.shape[1], net.cell.weight_hh.shape[1])
    loss, grads, _ = window_gradient(net, Stream(tokens[:-1], due), zero)
    return loss, grads


def answers(net: Net, tokens: Tokens) -> Array:
    """The net's logits for the clue, (B, 4); tokens (T, B) as in `gap_loss`, the last row is not read."""
    zero = as_dtype(LSTMState.zeros(tokens.shape[1], net.cell.weight_hh.shape[1]), net.cell.bias.dtype)
    _, end, _ = scan(lstm_step, net.cell, one_hot(tokens[:-1]).astype(net.cell.bias.dtype), zero)
    return readout(net.readout, end.h)


def share_right(net: Net, tokens: Tokens) -> float:
    """The share of right answers; by guessing one in four."""
    return float((answers(net, tokens).argmax(axis=-1) == tokens[-1]).mean())


def fresh(rng: Rng, updates: int, batch: int = 16, gap: int = 5) -> Iterable[Tokens]:
    """A batch for each update that no update before has seen."""
    return (gap_batch(rng, batch, gap) for _ in range(updates))


def train(
    net: Net,
    batches: Iterable[Tokens],
    *,
    lr: float = 2e-2,
    optimiser: str = "adam",
    loss_and_grads: Callable[..., tuple[float, Net]] = gap_loss,
    max_norm: float = 1.0,
) -> Log:
    """Train on one batch after another, and stop at the first loss that is not finite.

    Arguments:
        net: where to start; it is not changed.
        batches: tokens (T, B), one an update.
        lr, optimiser: "adam" or "sgd", with this learning rate.
        loss_and_grads: called as ``loss_and_grads(net, tokens)``.
        max_norm: the largest gradient norm to let through.

    Raises:
        ValueError: when `optimiser` is neither.
    """
    if optimiser not in ("adam", "sgd"):
        raise ValueError(f"optimiser: expected adam or sgd, got {optimiser}")
    mean: Any = adam_start(net)
    losses, norms = [], []
    for tokens in batches:
        loss, grads = loss_and_grads(net, tokens)
        grads, norm = clip_by_global_norm(grads, max_norm)
        losses.append(loss)
        norms.append(norm)
        if not np.isfinite([loss, norm]).all():
            break
        if optimiser == "sgd":
            net = sgd(net, grads, lr=lr)
        else:
            net, mean = adam(net, grads, mean, lr=lr)
    return Log(net, np.array(losses), np.array(norms))


def chance() -> float:
    """The loss of a net without an opinion: ln 4."""
    return float(np.log(len(CLUES)))
