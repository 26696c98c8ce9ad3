"""18.2: how far a forecast is from the series, and from the series of the days before."""

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from lstm_ref.numpy.arrays import Array
from lstm_ref.numpy.init import Rng
from lstm_ref.verify.engine import Case, Mistake, Output, Task


def distances(
    truth: Array,
    forecast: Array,
    longest: int,
    *,
    sign: int = 1,
    all_steps: bool = False,
    rolled: bool = False,
    squared: bool = False,
    from_one: bool = False,
    worst: bool = False,
    other: bool = False,
) -> tuple[Array, int]:
    """The reference, and with one of the options set a mistake."""
    steps = np.arange(longest, len(truth))
    if sign < 0:
        steps = np.arange(len(truth) - longest)
    found = np.empty(longest + 1)
    for k in range(longest + 1):
        at = np.arange(k, len(truth)) if all_steps else steps
        if rolled:
            off = forecast - np.roll(truth, k)
        elif other:
            off = forecast[at - k] - truth[at]
        else:
            off = forecast[at] - truth[at - sign * k]
        found[k] = (off**2).mean() if squared else np.abs(off).mean()
    best = int(found.argmax() if worst else found.argmin())
    if from_one:
        best = 1 + int(found[1:].argmin())
    return found, best


def reference(truth: Array, forecast: Array, longest: int) -> tuple[Array, int]:
    return distances(truth, forecast, longest)


def given(rng: Rng) -> Iterator[Case]:
    for length, shift, longest in ((30, 1, 3), (25, 0, 4), (40, 2, 5)):
        truth = np.cumsum(rng.standard_normal(length + shift))
        forecast = truth[: len(truth) - shift] + 0.3 * rng.standard_normal(length)
        yield Case(f"{length} days", (truth[shift:], forecast, longest))


def with_option(**option: Any) -> Callable[..., tuple[Array, int]]:
    def answer(truth: Array, forecast: Array, longest: int) -> tuple[Array, int]:
        return distances(truth, forecast, longest, **option)

    return answer


PAIR = "Look at the line that subtracts"
STEPS = "Look at the steps that you average over"
BEST = "Look at the line that picks k"

TASK = Task(
    "18.2",
    "Measure a shift",
    reference,
    given,
    (Output("distances", axes=("longest + 1",)), Output("best")),
    (
        Mistake(
            "into-the-future",
            with_option(sign=-1),
            "You compare the forecast with later days. A shifted curve is like an earlier one.",
            f"{PAIR}: does k go back or ahead?",
        ),
        Mistake(
            "forecast-moved",
            with_option(other=True),
            "You move the forecast back, and not the truth.",
            f"{PAIR}: which of the two is taken from k days before?",
        ),
        Mistake(
            "other-days-for-each",
            with_option(all_steps=True),
            "Your distances are taken over different days for each k. They cannot be compared.",
            f"{STEPS}: the first one is the same for all k.",
        ),
        Mistake(
            "rolled-round",
            with_option(rolled=True),
            "At the beginning you compare with the end of the series: np.roll brings it there.",
            f"{STEPS}: for which ones is there no day k before?",
        ),
        Mistake(
            "errors-squared",
            with_option(squared=True),
            "You average squares.",
            f"{PAIR}: absolute or squared?",
        ),
        Mistake(
            "zero-not-allowed",
            with_option(from_one=True),
            "You never pick 0. A forecast that is not shifted has that.",
            f"{BEST}: where does it begin?",
        ),
        Mistake(
            "the-farthest",
            with_option(worst=True),
            "You pick the k with the largest distance.",
            f"{BEST}: near or far?",
        ),
    ),
    (
        "For each k: the forecast of day t beside the truth of day t − k.",
        "Begin at day `longest` for every k, so that all distances are taken over the same days.",
        "Two slices of equal length, one of them moved back by k.",
    ),
    "sec-prices",
)
