"""12.2: one vector for each sequence of a two-way layer."""

from collections.abc import Callable, Iterator

import numpy as np

from lstm_ref.numpy.arrays import Array
from lstm_ref.numpy.init import Rng
from lstm_ref.numpy.padding import Lengths
from lstm_ref.verify.engine import Case, Mistake, Output, Task

Place = Callable[[Array, Lengths], Array]


def at(hs: Array, steps: Lengths) -> Array:
    """The row of each sequence at a step of its own: (B, …)."""
    return np.asarray(hs[steps, np.arange(hs.shape[1])])


def halves(hs: Array) -> tuple[Array, Array]:
    size = hs.shape[-1] // 2
    return hs[..., :size], hs[..., size:]


def joined(ahead: Place, back: Place) -> Callable[[Array, Lengths], Array]:
    """Another place for each half; each a function of that half's hs and of the lengths."""

    def answer(hs: Array, lengths: Lengths) -> Array:
        forward, backward = halves(hs)
        return np.concatenate([ahead(forward, lengths), back(backward, lengths)], axis=-1)

    return answer


def own_end(hs: Array, lengths: Lengths) -> Array:
    return at(hs, lengths - 1)


def first(hs: Array, lengths: Lengths) -> Array:
    return np.asarray(hs[0])


def last_row(hs: Array, lengths: Lengths) -> Array:
    return np.asarray(hs[-1])


def one_later(hs: Array, lengths: Lengths) -> Array:
    return at(hs, np.minimum(lengths, len(hs) - 1))


def one_earlier(hs: Array, lengths: Lengths) -> Array:
    return at(hs, np.maximum(lengths - 2, 0))


def longest_end(hs: Array, lengths: Lengths) -> Array:
    return np.asarray(hs[lengths.max() - 1])


def mean_of_real(hs: Array, lengths: Lengths) -> Array:
    alive = np.arange(len(hs))[:, None] < lengths
    mean: Array = (hs * alive[:, :, None]).sum(axis=0) / lengths[:, None]
    return mean


summary = joined(own_end, first)


def turned(hs: Array, lengths: Lengths) -> Array:
    """Backward half first."""
    forward, backward = halves(summary(hs, lengths))
    return np.concatenate([backward, forward], axis=-1)


def given(rng: Rng) -> Iterator[Case]:
    for T, H, lengths in ((8, 2, (3, 7, 1, 5)), (6, 4, (2, 6, 4)), (11, 3, (9, 2, 6, 8, 4))):
        hs = rng.uniform(-0.9, 0.9, (T, len(lengths), 2 * H))
        yield Case(f"T = {T}, lengths {lengths}", (hs, np.array(lengths)))


FORWARD = "Look at the forward half"
BACKWARD = "Look at the backward half"

TASK = Task(
    "12.2",
    "Take what has read everything",
    summary,
    given,
    (Output("vectors", axes=("B", "2H")),),
    (
        Mistake(
            "last-row",
            joined(last_row, last_row),
            "You take the last row of the array: padding, for a sequence that ended before.",
            f"{FORWARD} first: at which step does each sequence end?",
            "sec-last-state",
        ),
        Mistake(
            "own-end-for-both",
            joined(own_end, own_end),
            "Your forward half is right. The backward half has read one input there.",
            f"{BACKWARD}: where does it begin to read, and where is it done?",
        ),
        Mistake(
            "first-for-both",
            joined(first, first),
            "Your backward half is right. The forward half has read one input there.",
            f"{FORWARD}: where is it done?",
        ),
        Mistake(
            "places-turned-round",
            joined(first, own_end),
            "Each half is taken where it has read least.",
            "Which half begins at the first step?",
        ),
        Mistake(
            "last-row-forward",
            joined(last_row, first),
            "Your backward half is right. The forward half is the last row of the array.",
            f"{FORWARD}: at which step does each sequence end?",
            "sec-last-state",
        ),
        Mistake(
            "longest-for-all",
            joined(longest_end, first),
            "You take the forward half of all sequences where the longest one ends.",
            f"{FORWARD}: one step for each sequence.",
            "sec-last-state",
        ),
        Mistake(
            "one-step-late",
            joined(one_later, first),
            "Your forward half is one step late.",
            f"{FORWARD}: steps are counted from 0. Which number has the last one of five?",
        ),
        Mistake(
            "one-step-early",
            joined(one_earlier, first),
            "Your forward half is one step early.",
            f"{FORWARD}: steps are counted from 0. Which number has the last one of five?",
        ),
        Mistake(
            "halves-turned-round",
            turned,
            "The two halves have changed places.",
            "The forward half comes first.",
        ),
        Mistake(
            "mean-over-time",
            joined(mean_of_real, mean_of_real),
            "You average over the real steps. The task asks for one step of each half.",
            "At which step has a half read the whole sequence?",
        ),
    ),
    (
        "Split the last axis in the middle first. The two halves are taken from different steps.",
        "Two indices side by side pick a pair: hs[steps, rows] with two arrays (B,).",
        "The backward cell begins at a sequence's end. Where does it stop?",
    ),
    "sec-two-ways",
)
