"""The training loops that task 10.3 hands to a learner's check: sound ones, and one for each planted fault.

A net of one layer, for speed: logits x W + b. A loop is called as ``loop(net, batches)``, makes an update for
every batch, and returns the trained net.
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np

from lstm_ref.numpy.arrays import Array, Tokens
from lstm_ref.numpy.init import Rng
from lstm_ref.numpy.losses import cross_entropy
from lstm_ref.numpy.optim import adam, adam_start

INPUTS, CLASSES = 12, 4


class Layer(NamedTuple):
    """`weight` (12, 4), `bias` (4,)."""

    weight: Array
    bias: Array


class Batch(NamedTuple):
    """`xs` (B, 12), `targets` (B,), class numbers from 0 to 3."""

    xs: Array
    targets: Tokens


Loop = Callable[[Layer, Sequence[Batch]], Layer]


def fresh_layer(rng: Rng) -> Layer:
    """A net before training."""
    return Layer(0.1 * rng.standard_normal((INPUTS, CLASSES)), np.zeros(CLASSES))


def draw_batch(rng: Rng, size: int) -> Batch:
    """Random inputs, each with a random class."""
    return Batch(rng.standard_normal((size, INPUTS)), rng.integers(CLASSES, size=size))


def batch_loss(net: Layer, batch: Batch) -> float:
    """The mean cross-entropy of a batch; ln 4 without an opinion."""
    return cross_entropy(batch.xs @ net.weight + net.bias, batch.targets)[0]


def gradient(net: Layer, batch: Batch) -> Layer:
    _, dlogits = cross_entropy(batch.xs @ net.weight + net.bias, batch.targets)
    return Layer(batch.xs.T @ dlogits, dlogits.sum(axis=0))


def descended(
    *,
    lr: float = 2.0,
    seen: Callable[[Batch, int], Batch] = lambda batch, n: batch,
    made: Callable[[Layer, int], Layer] = lambda grads, n: grads,
    decay: float = 1.0,
) -> Loop:
    """Gradient descent; the options say what a loop sees of a batch and what it makes of a gradient."""

    def loop(net: Layer, batches: Sequence[Batch]) -> Layer:
        for n, batch in enumerate(batches):
            grads = made(gradient(net, seen(batch, n)), n)
            net = Layer(*(decay * (p - lr * g) for p, g in zip(net, grads, strict=True)))
        return net

    return loop


def with_adam(net: Layer, batches: Sequence[Batch]) -> Layer:
    mean = adam_start(net)
    for batch in batches:
        net, mean = adam(net, gradient(net, batch), mean, lr=0.1)
    return net


def never_updates(net: Layer, batches: Sequence[Batch]) -> Layer:
    for batch in batches:
        gradient(net, batch)
    return net


def starts_again(net: Layer, batches: Sequence[Batch]) -> Layer:
    trained = net
    for batch in batches:
        grads = gradient(net, batch)  # of the net from the beginning, every time
        trained = Layer(*(p - 2.0 * g for p, g in zip(net, grads, strict=True)))
    return trained


def shuffled(batch: Batch, n: int) -> Batch:
    return batch._replace(targets=np.random.default_rng(n).permutation(batch.targets))


def first_half(batch: Batch, n: int) -> Batch:
    half = max(1, len(batch.xs) // 2)
    return Batch(batch.xs[:half], batch.targets[:half])


def without_class_three(batch: Batch, n: int) -> Batch:
    return batch._replace(targets=np.minimum(batch.targets, CLASSES - 2))


def without_weight(grads: Layer, n: int) -> Layer:
    return grads._replace(weight=0 * grads.weight)


def half_frozen(grads: Layer, n: int) -> Layer:
    frozen = grads.weight.copy()
    frozen[1:] = 0
    return grads._replace(weight=frozen)


SOUND: tuple[Loop, ...] = (descended(), with_adam, descended(lr=0.5))
FAULTY: dict[str, tuple[Loop, str]] = {
    "never-updates": (never_updates, "The loop computes gradients and never uses them."),
    "starts-again": (starts_again, "Every update starts from the net of the beginning; one step remains."),
    "uphill": (descended(lr=-0.05), "The gradient is added: the loss grows."),
    "too-slow": (descended(lr=1e-4), "The learning rate is so small that hardly anything moves."),
    "targets-shuffled": (descended(seen=shuffled), "The targets are shuffled anew at each update."),
    "targets-rolled": (
        descended(seen=lambda batch, n: batch._replace(targets=np.roll(batch.targets, 1))),
        "Each input is paired with the target of its neighbour.",
    ),
    "first-half": (descended(seen=first_half), "Only the first half of each batch is learned."),
    "one-class-lost": (
        descended(seen=without_class_three),
        "Class 3 is counted as class 2, by a limit that is one too low.",
    ),
    "inputs-lost": (
        descended(seen=lambda batch, n: batch._replace(xs=0 * batch.xs)),
        "The inputs are overwritten with zeros: only the bias can learn.",
    ),
    "weight-frozen": (descended(made=without_weight), "The weight is not in the list of what is updated."),
    "rows-frozen": (descended(made=half_frozen), "All rows of the weight but one get no update."),
    "weights-shrunk": (descended(decay=0.8), "All weights are shrunk by a fifth at every update."),
}
