"""12.1: a mean over the real positions, and its gradient."""

from collections.abc import Callable, Iterator

import numpy as np

from lstm_ref.numpy.arrays import Array
from lstm_ref.numpy.init import Rng
from lstm_ref.numpy.padding import Lengths
from lstm_ref.verify.engine import Case, Mistake, Output, Task

Two = tuple[float, Array]


def real(targets: Array, lengths: Lengths) -> Array:
    """(T, B, 1): one at a real step, zero after a sequence's end."""
    here: Array = (np.arange(len(targets))[:, None] < lengths).astype(float)[:, :, None]
    return here


def loss(predictions: Array, targets: Array, lengths: Lengths) -> Two:
    error = (predictions - targets) * real(targets, lengths)
    entries = lengths.sum() * targets.shape[-1]
    return float((error**2).sum() / entries), 2 * error / entries


def given(rng: Rng) -> Iterator[Case]:
    for T, K, lengths in ((7, 2, (3, 7, 1, 5)), (6, 4, (2, 4, 1)), (9, 3, (9, 2, 6, 8, 1))):
        predictions, targets = rng.standard_normal((2, T, len(lengths), K))
        yield Case(f"T = {T}, lengths {lengths}", (predictions, targets, np.array(lengths)))


def divided_by(
    of_loss: Callable[[Array, Lengths], float] | None = None,
    of_gradient: Callable[[Array, Lengths], float] | None = None,
) -> Callable[..., Two]:
    """The masked sum, divided by another number: of the targets and the lengths."""

    def answer(predictions: Array, targets: Array, lengths: Lengths) -> Two:
        value, gradient = loss(predictions, targets, lengths)
        entries = lengths.sum() * targets.shape[-1]
        if of_loss:
            value = value * entries / of_loss(targets, lengths)
        if of_gradient:
            gradient = gradient * entries / of_gradient(targets, lengths)
        return value, gradient

    return answer


def with_lengths(change: Callable[[Lengths, int], Lengths]) -> Callable[..., Two]:
    """The right mean with other lengths."""
    return lambda predictions, targets, lengths: loss(predictions, targets, change(lengths, len(targets)))


def each_sequence_first(predictions: Array, targets: Array, lengths: Lengths) -> Two:
    error = (predictions - targets) * real(targets, lengths)
    entries = lengths * targets.shape[-1]
    value = float(((error**2).sum(axis=(0, 2)) / entries).mean())
    return value, 2 * error / (entries * len(lengths))[:, None]


def gradient_everywhere(predictions: Array, targets: Array, lengths: Lengths) -> Two:
    value, _ = loss(predictions, targets, lengths)
    return value, 2 * (predictions - targets) / (lengths.sum() * targets.shape[-1])


def gradient_times(factor: float) -> Callable[..., Two]:
    def answer(predictions: Array, targets: Array, lengths: Lengths) -> Two:
        value, gradient = loss(predictions, targets, lengths)
        return value, factor * gradient

    return answer


def whole(targets: Array, lengths: Lengths) -> float:
    return targets.size


def positions(targets: Array, lengths: Lengths) -> float:
    return float(lengths.sum())


def one(targets: Array, lengths: Lengths) -> float:
    return 1.0


DIVISOR = "Look at the number that you divide by"
MASK = "Look at which steps you count"

TASK = Task(
    "12.1",
    "Average over the real positions",
    loss,
    given,
    (Output("loss"), Output("gradient", axes=("T", "B", "K"))),
    (
        Mistake(
            "over-the-whole-array",
            divided_by(whole, whole),
            "The padding adds nothing to your sum, but it is counted in what you divide by.",
            f"{DIVISOR}: does it change when padding is added?",
        ),
        Mistake(
            "padding-counted",
            with_lengths(lambda lengths, T: np.full_like(lengths, T)),
            "The padding is part of your sum.",
            f"{MASK}.",
        ),
        Mistake(
            "each-sequence-first",
            each_sequence_first,
            "You average each sequence first. Then a step of a short sequence counts more than others.",
            f"{DIVISOR}: it is one number for the whole batch.",
        ),
        Mistake(
            "positions-for-entries",
            divided_by(positions, positions),
            "You divide by the number of real positions. At each of them stand K numbers.",
            f"{DIVISOR}.",
        ),
        Mistake(
            "a-sum",
            divided_by(one, one),
            "That is a sum. It grows with the batch.",
            f"{DIVISOR}.",
        ),
        Mistake(
            "gradient-over-the-whole-array",
            divided_by(None, whole),
            "The loss is right. Its gradient is divided by another number than the loss.",
            "The gradient is that of your loss: compare the two divisors.",
        ),
        Mistake(
            "gradient-of-the-sum",
            divided_by(None, one),
            "The loss is right. Its gradient is that of a sum, not of a mean.",
            "The gradient is that of your loss: compare the two divisors.",
        ),
        Mistake(
            "gradient-in-the-padding",
            gradient_everywhere,
            "The loss is right. Its gradient is not zero in the padding.",
            "Move a prediction in the padding: does your loss move?",
        ),
        Mistake(
            "gradient-without-the-two",
            gradient_times(0.5),
            "The loss is right. The gradient is half of what it should be.",
            "What is the derivative of e²?",
        ),
        Mistake(
            "gradient-turned-round",
            gradient_times(-1.0),
            "The loss is right. The gradient has the other sign.",
            "By which of the two, prediction or target, is the derivative taken?",
        ),
        Mistake(
            "one-step-too-many",
            with_lengths(lambda lengths, T: np.minimum(lengths + 1, T)),
            "You count one step of padding of each sequence that ends early.",
            f"{MASK}: is step number `length`, counted from 0, real?",
        ),
        Mistake(
            "one-step-too-few",
            with_lengths(lambda lengths, T: np.maximum(lengths - 1, 1)),
            "You leave out the last real step.",
            f"{MASK}: is step number `length − 1`, counted from 0, real?",
        ),
    ),
    (
        "A step t of sequence b is real where t < lengths[b]. Which shape has that as an array?",
        "Multiply the error with it, before anything else. Then sum, and divide by what is real.",
        "How many real numbers are there? The lengths' sum, times K. The gradient has the same divisor.",
    ),
    "sec-real-positions",
)
