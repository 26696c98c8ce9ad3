"""Notice what is out of place: a score for every step, alarms above a threshold, precision and recall."""

from typing import NamedTuple

import numpy as np

from lstm_ref.numpy.arrays import Array

LATE = 6  # steps; the longest anomaly of the recipes is 5 long, and its end is a surprise as well


class Watched(NamedTuple):
    """A series with anomalies that are known.

    `values` (N,), what is watched; `extra` (N, E), what is known of each step beforehand, E may be 0;
    `events`, the steps at which an anomaly begins, none before `train`; `kinds`, a word for each;
    up to `valid` a threshold may be chosen.
    """

    values: Array
    extra: Array
    events: tuple[int, ...]
    kinds: tuple[str, ...]
    train: int
    valid: int


class Noticed(NamedTuple):
    """Shares from 0 to 1."""

    precision: float
    recall: float
    f1: float


def alarms(scores: Array, threshold: float, late: int = LATE) -> list[int]:
    """The steps with a score above `threshold`; for `late` steps after an alarm there is no other one.

    A score of NaN raises no alarm.
    """
    raised: list[int] = []
    for step in np.flatnonzero(scores > threshold):
        if not raised or step - raised[-1] > late:
            raised.append(int(step))
    return raised


def count(
    scores: Array, threshold: float, events: tuple[int, ...], start: int, stop: int, late: int = LATE
) -> Noticed:
    """Precision and recall of the alarms in the steps `start` … `stop`.

    An event is noticed by an alarm in the steps event … event + `late`, and such an alarm is right.

    Arguments:
        scores: (N,), the higher the stranger.
        events: where anomalies begin; those outside `start` … `stop` are not counted.

    Raises:
        ValueError: when there is no event between `start` and `stop`.
    """
    due = [event for event in events if start <= event < stop]
    if not due:
        raise ValueError(f"events: expected one at least in {start} … {stop}")
    raised = [start + step for step in alarms(scores[start:stop], threshold, late)]
    seen = [any(0 <= alarm - event <= late for alarm in raised) for event in due]
    right = [any(0 <= alarm - event <= late for event in due) for alarm in raised]
    precision = sum(right) / len(right) if right else 0.0
    recall = sum(seen) / len(seen)
    both = precision + recall
    return Noticed(precision, recall, 2 * precision * recall / both if both else 0.0)


def best_threshold(scores: Array, watched: Watched) -> float:
    """Of the scores of the validation part, the one that gives the highest F1 there as a threshold."""
    part = scores[watched.train : watched.valid]
    tried = np.unique(np.quantile(part[~np.isnan(part)], np.linspace(0.7, 1, 200, endpoint=False)))
    found = [count(scores, one, watched.events, watched.train, watched.valid).f1 for one in tried]
    # Several thresholds may do equally well: take the middle one of them.
    return float(np.median(tried[np.isclose(found, max(found))]))


def judged(scores: Array, watched: Watched) -> Noticed:
    """Precision and recall on the test part, the threshold chosen on the validation part."""
    threshold = best_threshold(scores, watched)
    return count(scores, threshold, watched.events, watched.valid, len(watched.values))
