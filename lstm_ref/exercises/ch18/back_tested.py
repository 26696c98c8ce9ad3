"""18.1: the errors of a seasonal naive forecast, from every origin of the test part, for each step ahead."""

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from lstm_ref.numpy.arrays import Array
from lstm_ref.numpy.init import Rng
from lstm_ref.verify.engine import Case, Mistake, Output, Task


def errors_of(
    values: Array,
    period: int,
    ahead: int,
    start: int,
    *,
    first: int = 0,
    last: int = 0,
    back: int = 0,
    frozen: bool = False,
    persistent: bool = False,
    squared: bool = False,
    signed: bool = False,
    all_together: bool = False,
) -> Array:
    """The reference, and with one of the options set a mistake."""
    origins = np.arange(start + first, len(values) - ahead + last)
    found = np.empty(ahead)
    for k in range(1, ahead + 1):
        source = origins + k - period + back
        if frozen:
            source = origins[:1] + k - period + 0 * origins
        if persistent:
            source = origins
        off = values[origins + k] - values[source]
        found[k - 1] = off.mean() if signed else (off**2).mean() if squared else np.abs(off).mean()
    return np.full(ahead, found.mean()) if all_together else found


def reference(values: Array, period: int, ahead: int, start: int) -> Array:
    return errors_of(values, period, ahead, start)


def given(rng: Rng) -> Iterator[Case]:
    for length, period, ahead, start in ((40, 7, 3, 20), (31, 5, 5, 12), (50, 12, 4, 30)):
        season = 3 * np.sin(2 * np.pi * np.arange(length) / period)
        values = season + 0.1 * np.arange(length) + rng.standard_normal(length)
        yield Case(f"{length} values, period {period}", (values, period, ahead, start))


def with_option(**option: Any) -> Callable[..., Array]:
    def answer(values: Array, period: int, ahead: int, start: int) -> Array:
        return errors_of(values, period, ahead, start, **option)

    return answer


def stops_before_it_must(values: Array, period: int, ahead: int, start: int) -> Array:
    return errors_of(values, period, ahead, start, last=-1)


def summed(values: Array, period: int, ahead: int, start: int) -> Array:
    return errors_of(values, period, ahead, start) * (len(values) - ahead - start)


def root(values: Array, period: int, ahead: int, start: int) -> Array:
    found: Array = np.sqrt(errors_of(values, period, ahead, start, squared=True))
    return found


def median(values: Array, period: int, ahead: int, start: int) -> Array:
    origins = np.arange(start, len(values) - ahead)
    off = [np.median(np.abs(values[origins + k] - values[origins + k - period])) for k in range(1, ahead + 1)]
    return np.array(off)


ORIGINS = "Look at the line that lists the origins"
SOURCE = "Look at the line that picks the forecast"
MEAN = "Look at the line that makes one number of many errors"

TASK = Task(
    "18.1",
    "Back-test a seasonal naive forecast",
    reference,
    given,
    (Output("errors", axes=("ahead",)),),
    (
        Mistake(
            "one-origin-late",
            with_option(first=1),
            "Your first origin is one step too late.",
            f"{ORIGINS}: which one is the first?",
        ),
        Mistake(
            "one-origin-early",
            with_option(first=-1),
            "Your first origin lies before `start`.",
            f"{ORIGINS}: which one is the first?",
        ),
        Mistake(
            "last-origin-missing",
            stops_before_it_must,
            "Your last origin could be one step later: all that it forecasts still comes.",
            f"{ORIGINS}: from which one is the last forecast the last value?",
        ),
        Mistake(
            "a-step-too-old",
            with_option(back=-1),
            "Your forecasts are one step older than a period.",
            f"{SOURCE}: how many steps lie between it and the step that it forecasts?",
        ),
        Mistake(
            "only-the-first-origin",
            with_option(frozen=True),
            "All your forecasts are made at the first origin. A rolling origin moves.",
            f"{SOURCE}: does it move with the origin?",
        ),
        Mistake(
            "value-at-the-origin",
            with_option(persistent=True),
            "You forecast the value at the origin. That is persistence.",
            f"{SOURCE}: where does the period come in?",
        ),
        Mistake(
            "errors-squared",
            with_option(squared=True),
            "You average the squares of the errors.",
            f"{MEAN}: absolute or squared?",
        ),
        Mistake(
            "signs-kept",
            with_option(signed=True),
            "Errors above and below cancel in your mean.",
            f"{MEAN}: what becomes of the sign?",
        ),
        Mistake(
            "errors-summed",
            summed,
            "You add the errors up. A series twice as long would seem twice as bad.",
            f"{MEAN}: what is the sum divided by?",
        ),
        Mistake(
            "root-of-mean-square",
            root,
            "You take the root of the mean square. Large errors count for more in it.",
            f"{MEAN}: absolute or squared?",
        ),
        Mistake(
            "median-of-errors",
            median,
            "You take the median of the errors. It does not see how large the largest are.",
            f"{MEAN}: is it the mean?",
        ),
        Mistake(
            "all-steps-in-one",
            with_option(all_together=True),
            "You average over the steps ahead as well. Each has its own error here.",
            f"{MEAN}: over what is the mean taken?",
        ),
    ),
    (
        "The forecast for step t + k, made at t, is the value at t + k − period. It is known at t.",
        "The last origin is the one from which t + ahead is the last place of the series.",
        "For one k: all origins at once as an array of places, then two look-ups.",
    ),
    "sec-back-test",
)
