"""18.5: precision and recall of alarms that may come a little late."""

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from lstm_ref.numpy.init import Rng
from lstm_ref.verify.engine import Case, Mistake, Output, Task


def counts(
    alarms: list[int],
    events: list[int],
    late: int,
    *,
    early: bool = False,
    strict: bool = False,
    after_only: bool = False,
    swapped: bool = False,
    once: bool = False,
    per_alarm: bool = False,
    at_once: bool = False,
) -> tuple[float, float]:
    """The reference, and with one of the options set a mistake."""

    def fits(alarm: int, event: int) -> bool:
        gap = alarm - event
        if early:
            return abs(gap) <= late
        if strict:
            return 0 <= gap < late
        if after_only:
            return 0 < gap <= late
        if at_once:
            return gap == 0
        return 0 <= gap <= late

    right = sum(any(fits(alarm, event) for event in events) for alarm in alarms)
    seen = sum(any(fits(alarm, event) for alarm in alarms) for event in events)
    if once:
        right = min(right, seen)
    if per_alarm:
        seen = right
    precision = right / len(alarms) if alarms else 0.0
    recall = seen / len(events)
    return (recall, precision) if swapped else (precision, recall)


def reference(alarms: list[int], events: list[int], late: int) -> tuple[float, float]:
    return counts(alarms, events, late)


def given(rng: Rng) -> Iterator[Case]:
    yield Case("late 4", ([3, 10, 13, 27, 30, 52, 61], [10, 26, 33, 48, 63], 4))
    yield Case("late 2", ([5, 6, 8, 20, 41, 55], [4, 6, 19, 22, 40, 55, 60, 70], 2))
    yield Case("no alarm", ([], [7, 19, 33], 3))
    events = np.cumsum(rng.integers(8, 20, 9)).tolist()
    alarms = sorted({*(event + int(rng.integers(-2, 8)) for event in events), 5, 31, 77, 78})
    yield Case("late 5", (alarms, events, 5))


def with_option(**option: Any) -> Callable[..., tuple[float, float]]:
    def answer(alarms: list[int], events: list[int], late: int) -> tuple[float, float]:
        return counts(alarms, events, late, **option)

    return answer


FITS = "Look at the line that says whether an alarm belongs to an event"
SHARES = "Look at the line that divides"

TASK = Task(
    "18.5",
    "Count precision and recall",
    reference,
    given,
    (Output("precision"), Output("recall")),
    (
        Mistake(
            "early-alarms-count",
            with_option(early=True),
            "You let an alarm count that came before the fault.",
            f"{FITS}: may it come first?",
        ),
        Mistake(
            "latest-left-out",
            with_option(strict=True),
            "You leave out the alarm that comes exactly `late` steps after.",
            f"{FITS}: look at its ends.",
        ),
        Mistake(
            "at-once-left-out",
            with_option(after_only=True),
            "You leave out the alarm at the very step of the event.",
            f"{FITS}: look at its ends.",
        ),
        Mistake(
            "must-be-at-once",
            with_option(at_once=True),
            "You let no alarm come late.",
            f"{FITS}: where is `late`?",
        ),
        Mistake(
            "order-swapped",
            with_option(swapped=True),
            "Your two numbers are in the wrong order.",
            f"{SHARES}: which of them is a share of the alarms?",
        ),
        Mistake(
            "one-alarm-an-event",
            with_option(once=True),
            "A second alarm for the same event counts as wrong with you. Here it is right.",
            f"{SHARES}: what is counted for the precision?",
        ),
        Mistake(
            "right-alarms-for-both",
            with_option(per_alarm=True),
            "Your recall counts alarms. It is a share of events.",
            f"{SHARES}: what is counted for the recall?",
        ),
    ),
    (
        "For an alarm: is there any event at most `late` steps before it, or at it?",
        "For an event: is there any alarm at it, or at most `late` steps after it?",
        "`any(...)` inside `sum(...)` counts what has at least one partner.",
    ),
    "sec-anomalies",
)
