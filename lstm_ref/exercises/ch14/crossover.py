"""14.5: from which batch size on is the second rung the faster one?"""

from collections.abc import Callable, Iterator

import numpy as np

from lstm_ref.numpy.arrays import Array
from lstm_ref.numpy.init import Rng
from lstm_ref.verify.engine import Case, Mistake, Output, Task


def line(batches: Array, times: Array) -> tuple[float, float]:
    """The fixed cost and the cost of a sequence."""
    each = (times[1] - times[0]) / (batches[1] - batches[0])
    return times[0] - each * batches[0], each


def crossover(batches: Array, first: Array, second: Array) -> float:
    fixed_1, each_1 = line(batches, first)
    fixed_2, each_2 = line(batches, second)
    return float((fixed_2 - fixed_1) / (each_1 - each_2))


def given(rng: Rng) -> Iterator[Case]:
    for batches in ((1.0, 8.0), (4.0, 64.0), (3.0, 10.0)):
        at = np.array(batches)
        fixed, each = rng.uniform(1, 2, 2), rng.uniform(0.02, 0.05, 2)
        first, second = fixed[0] + (each[0] + 0.07) * at, fixed[0] + 1 + fixed[1] + each[1] * 0.5 * at
        yield Case(f"at the batch sizes {batches[0]:g} and {batches[1]:g}", (at, first, second))


def mean_rates(batches: Array, first: Array, second: Array) -> float:
    """No fixed cost: each rung has a time for a sequence, taken at the larger batch."""
    return float(batches[1] * second[1] / first[1])


def from_the_first_batch(batches: Array, first: Array, second: Array) -> float:
    each = line(batches, first)[1] - line(batches, second)[1]
    return float((second[0] - first[0]) / each)


def by_number(batches: Array, first: Array, second: Array) -> float:
    gap = second - first
    return float(gap[0] / (gap[0] - gap[1]))


def slopes_added(batches: Array, first: Array, second: Array) -> float:
    (fixed_1, each_1), (fixed_2, each_2) = line(batches, first), line(batches, second)
    return float((fixed_2 - fixed_1) / (each_1 + each_2))


def one_slope(which: int) -> Callable[..., float]:
    def answer(batches: Array, first: Array, second: Array) -> float:
        (fixed_1, each_1), (fixed_2, each_2) = line(batches, first), line(batches, second)
        return float((fixed_2 - fixed_1) / (each_1, each_2)[which])

    return answer


def turned(batches: Array, first: Array, second: Array) -> float:
    return -crossover(batches, first, second)


def time_at_the_crossing(batches: Array, first: Array, second: Array) -> float:
    fixed, each = line(batches, first)
    return float(fixed + each * crossover(batches, first, second))


def upside_down(batches: Array, first: Array, second: Array) -> float:
    return 1 / crossover(batches, first, second)


def through_the_second(batches: Array, first: Array, second: Array) -> float:
    """The gap at the larger batch, divided by the slopes: the way that is still to go, not where it ends."""
    each = line(batches, first)[1] - line(batches, second)[1]
    return float((second[1] - first[1]) / each)


LINES = "Look at the two lines, fixed + each · B: what do they have in common where they cross?"

TASK = Task(
    "14.5",
    "Predict where two rungs cross",
    crossover,
    given,
    (Output("batch size", told=False),),
    (
        Mistake(
            "no-fixed-cost",
            mean_rates,
            "You took the time to grow in proportion to the batch. Then lines do not cross at all.",
            "Look at what a batch of no sequences would cost.",
        ),
        Mistake(
            "way-from-the-first-batch",
            from_the_first_batch,
            "That is how far the crossing lies from the first batch size.",
            "Look at what you start counting from.",
        ),
        Mistake(
            "way-from-the-second-batch",
            through_the_second,
            "That is how far the crossing lies from the second batch size.",
            "Look at what you start counting from.",
        ),
        Mistake(
            "share-of-the-way",
            by_number,
            "That is a share of the way between the two batch sizes.",
            "Look at the unit of your answer: it should be sequences.",
        ),
        Mistake("slopes-added", slopes_added, "You add what a sequence costs on both rungs.", LINES),
        Mistake("slope-of-the-first", one_slope(0), "The second rung grows with the batch, too.", LINES),
        Mistake("slope-of-the-second", one_slope(1), "The first rung grows with the batch, too.", LINES),
        Mistake("other-sign", turned, "Your batch size has the wrong sign.", LINES),
        Mistake(
            "time-instead-of-batch",
            time_at_the_crossing,
            "That is the time at which the two meet.",
            "Look at the unit of your answer: it should be sequences.",
        ),
        Mistake(
            "upside-down",
            upside_down,
            "That is one over the batch size.",
            "Look at which difference is divided by which.",
        ),
    ),
    (
        "Two measurements of a rung make a line: fixed + each · B.",
        "each = (difference of the times) / (difference of the batch sizes); fixed = time − each · B.",
        "Set the two lines equal and solve for B.",
    ),
    "sec-grows",
)
