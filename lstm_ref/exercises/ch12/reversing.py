"""12.6: padded sequences, each turned round its own end."""

from collections.abc import Callable, Iterator

import numpy as np

from lstm_ref.numpy.arrays import Array
from lstm_ref.numpy.init import Rng
from lstm_ref.numpy.padding import Lengths, mask
from lstm_ref.verify.engine import Case, Mistake, Output, Task


def turned(xs: Array, lengths: Lengths) -> Array:
    made = np.zeros_like(xs)
    for b, length in enumerate(lengths):
        made[:length, b] = xs[:length, b][::-1]
    return made


def given(rng: Rng) -> Iterator[Case]:
    for T, D, lengths in ((7, 2, (3, 7, 1, 5)), (8, 5, (4, 6, 2)), (9, 3, (9, 3, 6, 8, 1))):
        xs = rng.standard_normal((T, len(lengths), D))
        yield Case(f"T = {T}, lengths {lengths}", (xs, np.array(lengths)))


def real(xs: Array, lengths: Lengths) -> Array:
    return np.where(mask(lengths, len(xs))[:, :, None], xs, 0)


def whole_array(xs: Array, lengths: Lengths) -> Array:
    return xs[::-1].copy()


def flipped_then_masked(xs: Array, lengths: Lengths) -> Array:
    return real(xs[::-1], lengths)


def masked_then_flipped(xs: Array, lengths: Lengths) -> Array:
    return real(xs, lengths)[::-1].copy()


def padding_left(xs: Array, lengths: Lengths) -> Array:
    made = xs.copy()
    for b, length in enumerate(lengths):
        made[:length, b] = xs[:length, b][::-1]
    return made


def not_turned(xs: Array, lengths: Lengths) -> Array:
    return real(xs, lengths)


def moved_to_the_end(xs: Array, lengths: Lengths) -> Array:
    made = np.zeros_like(xs)
    for b, length in enumerate(lengths):
        made[len(xs) - length :, b] = xs[:length, b]
    return made


def with_length(change: Callable[[Lengths, int], Lengths]) -> Callable[[Array, Lengths], Array]:
    """Turned right, with other lengths."""
    return lambda xs, lengths: turned(xs, change(lengths, len(xs)))


def sequences_turned_too(xs: Array, lengths: Lengths) -> Array:
    return turned(xs, lengths)[:, ::-1].copy()


def features_turned_too(xs: Array, lengths: Lengths) -> Array:
    return turned(xs, lengths)[..., ::-1].copy()


def rolled(xs: Array, lengths: Lengths) -> Array:
    """The index runs from `length` down: one padded step comes first, the first step is lost."""
    made = np.zeros_like(xs)
    for b, length in enumerate(lengths):
        steps = np.minimum(length - np.arange(length), len(xs) - 1)
        made[:length, b] = xs[steps, b]
    return made


WHERE = "Look at which step of the input goes to step 0"

TASK = Task(
    "12.6",
    "Turn each sequence round its own end",
    turned,
    given,
    (Output("reversed", axes=("T", "B", "D")),),
    (
        Mistake(
            "whole-array",
            whole_array,
            "You turn the whole array round: the padding comes first.",
            f"{WHERE}, for a sequence that ends early.",
        ),
        Mistake(
            "flipped-then-masked",
            flipped_then_masked,
            "You turn the whole array round and then set ends to zero: real steps are lost, padding stays.",
            f"{WHERE}, for a sequence that ends early.",
        ),
        Mistake(
            "masked-then-flipped",
            masked_then_flipped,
            "Your padding is zero, and it stands in front.",
            f"{WHERE}, for a sequence that ends early.",
        ),
        Mistake(
            "padding-left-as-it-was",
            padding_left,
            "The real steps are right. After the end you leave what the padding held.",
            "Look at what stands after a sequence's end: zeros are due.",
        ),
        Mistake(
            "not-turned",
            not_turned,
            "Nothing is turned round.",
            f"{WHERE}.",
        ),
        Mistake(
            "moved-to-the-end",
            moved_to_the_end,
            "You move each sequence to the array's end. Its steps are in the order in which they came.",
            f"{WHERE}.",
        ),
        Mistake(
            "first-length-for-all",
            with_length(lambda lengths, T: np.full_like(lengths, lengths[0])),
            "All sequences are turned round the end of the first one.",
            "Look at the shape of `lengths`.",
        ),
        Mistake(
            "longest-for-all",
            with_length(lambda lengths, T: np.full_like(lengths, lengths.max())),
            "All sequences are turned round the end of the longest one.",
            "Look at the shape of `lengths`.",
        ),
        Mistake(
            "one-step-off",
            rolled,
            "Your first step is a step of padding: the index is one too high.",
            f"{WHERE}: steps are counted from 0.",
        ),
        Mistake(
            "last-step-left-out",
            with_length(lambda lengths, T: np.maximum(lengths - 1, 1)),
            "The last step of each sequence is missing.",
            f"{WHERE}: steps are counted from 0.",
        ),
        Mistake(
            "sequences-turned-too",
            sequences_turned_too,
            "The order of the sequences is turned round as well.",
            "Which axis is time?",
        ),
        Mistake(
            "features-turned-too",
            features_turned_too,
            "The D numbers of each step are turned round as well.",
            "Which axis is time?",
        ),
    ),
    (
        "Start from zeros, and go through the sequences one by one.",
        "Cut a sequence off at its length before you turn it round.",
        "For one sequence: a slice up to its length, and [::-1] on that slice alone.",
    ),
    "sec-reverse-padded",
)
