"""3.1: the gradient of softmax with cross-entropy."""

from collections.abc import Iterator
from typing import Any

import numpy as np

from lstm_ref.numpy.arrays import Array, Tokens
from lstm_ref.numpy.init import Rng
from lstm_ref.numpy.losses import cross_entropy, softmax
from lstm_ref.verify.engine import Case, Mistake, Output, Task


def gradient(logits: Array, targets: Tokens) -> Array:
    return cross_entropy(logits, targets)[1]


def onehot(logits: Array, targets: Tokens) -> Array:
    return np.asarray(np.eye(logits.shape[-1])[targets])


def logit_inputs(rng: Rng) -> Iterator[Case]:
    for steps, batch, symbols in ((4, 3, 5), (2, 5, 3), (3, 2, 6)):
        logits = 1.5 * rng.standard_normal((steps, batch, symbols))
        targets = rng.integers(symbols, size=(steps, batch))
        yield Case(f"T = {steps}, B = {batch}, V = {symbols}", (logits, targets))


def summed(logits: Array, targets: Tokens) -> Array:
    return np.asarray(gradient(logits, targets) * targets.size)


def divided_by_the_batch(logits: Array, targets: Tokens) -> Array:
    return np.asarray(summed(logits, targets) / targets.shape[1])


def divided_by_the_steps(logits: Array, targets: Tokens) -> Array:
    return np.asarray(summed(logits, targets) / targets.shape[0])


def divided_by_all_entries(logits: Array, targets: Tokens) -> Array:
    return np.asarray(summed(logits, targets) / logits.size)


def target_minus_p(logits: Array, targets: Tokens) -> Array:
    return -gradient(logits, targets)


def right_symbol_only(logits: Array, targets: Tokens) -> Array:
    return gradient(logits, targets) * onehot(logits, targets)


def one_hot_forgotten(logits: Array, targets: Tokens) -> Array:
    return np.asarray(softmax(logits) / targets.size)


def softmax_forgotten(logits: Array, targets: Tokens) -> Array:
    return (logits - onehot(logits, targets)) / targets.size


def softmax_over_the_batch(logits: Array, targets: Tokens) -> Array:
    p = softmax(logits.swapaxes(1, 2)).swapaxes(1, 2)
    return (p - onehot(logits, targets)) / targets.size


def slope_of_the_softmax_once_more(logits: Array, targets: Tokens) -> Array:
    p = softmax(logits)
    return np.asarray(gradient(logits, targets) * p * (1 - p))


COUNT = "Look at the line that divides"

MISTAKES: Any = (
    Mistake(
        "summed-not-averaged",
        summed,
        "This is the gradient of the sum over all positions.",
        f"{COUNT}: the loss is a mean. Over how many positions?",
    ),
    Mistake(
        "divided-by-the-batch",
        divided_by_the_batch,
        "The sum is divided by the number of sequences alone.",
        f"{COUNT}: every sequence has several positions.",
    ),
    Mistake(
        "divided-by-the-steps",
        divided_by_the_steps,
        "The sum is divided by the number of steps alone.",
        f"{COUNT}: at every step there are several sequences.",
    ),
    Mistake(
        "divided-by-all-entries",
        divided_by_all_entries,
        "The sum is divided by the number of logits.",
        f"{COUNT}: a position has several logits, and one loss.",
    ),
    Mistake(
        "target-minus-p",
        target_minus_p,
        "Every sign is turned round: this is the direction in which the loss falls.",
        "Look at the subtraction: at the right symbol, should the gradient be above or below zero?",
    ),
    Mistake(
        "right-symbol-only",
        right_symbol_only,
        "The right symbol's entry is right, and all the others are zero.",
        "Look at the second part of the loss, the logarithm of a sum: which logits does it feel?",
    ),
    Mistake(
        "one-hot-forgotten",
        one_hot_forgotten,
        "These are the probabilities. The targets are not used.",
        "Look at the first part of the loss: which logit stands in it by itself?",
    ),
    Mistake(
        "softmax-forgotten",
        softmax_forgotten,
        "The logits themselves stand where their probabilities are due.",
        "Look at the line before the subtraction: what turns logits into probabilities?",
    ),
    Mistake(
        "softmax-over-the-batch",
        softmax_over_the_batch,
        "The probabilities add up to one over the sequences, not over the symbols.",
        "Look at the axis of the sum in the softmax.",
    ),
    Mistake(
        "slope-once-more",
        slope_of_the_softmax_once_more,
        "The result is multiplied by p (1 − p): the softmax's slope is counted a second time.",
        "Look at the derivation: p minus the target is the derivative with respect to the *logits* already.",
    ),
)

TASK = Task(
    "3.1",
    "Write the gradient at the logits",
    reference=gradient,
    inputs=logit_inputs,
    outputs=[Output("dlogits", ("T", "B", "V"))],
    mistakes=MISTAKES,
    hints=(
        "Write the loss of one position as −y_c plus the logarithm of a sum, and take the derivative by y_k.",
        "The first part gives −1 at the right symbol. The second gives the softmax. Then count positions.",
        "p = exp(y) / its sum over the last axis; take 1 off at the targets; divide by T · B.",
    ),
    section="sec-softmax-gradient",
)
