"""What is told of a goal that is missed: the costliest lines, and what else was tried, measured."""

from collections.abc import Iterator
from typing import Any

from lstm_ref.bench.attempts import attempts
from lstm_ref.bench.goals import FORWARD, MISSED, Goal, goals
from lstm_ref.bench.limit import bare_products
from lstm_ref.bench.profile import profile
from lstm_ref.bench.results import Record, ratio_of
from lstm_ref.bench.rungs import LIMIT, Ready, Rung, rungs
from lstm_ref.bench.shapes import make_case
from lstm_ref.bench.timing import Call, Stopwatch, measure, on_clock, ratio
from lstm_ref.verify.cases import Sizes


def missed_goals(record: Record, device: str = "cpu") -> Iterator[tuple[Goal, Sizes]]:
    """Each goal with each shape at which this record misses it, its first bar too."""
    for goal in goals(device):
        for sizes in goal.goals:
            got = ratio_of(record, goal, sizes)
            if got is not None and goal.verdict(sizes, got.median) == MISSED:
                yield goal, sizes


def call_of(ready: Ready, goal: Goal) -> Call:
    """The pass that the goal is about."""
    return ready.forward if goal.quantity == FORWARD else ready.both


def rung_named(name: str, device: str = "cpu") -> Rung:
    return next(rung for rung in rungs(device) if rung.name == name)


def lines_of_missed(record: Record, device: str = "cpu") -> list[dict[str, Any]]:
    """For each missed goal of this record: the costliest lines of our implementation, on that shape."""
    found: dict[tuple[Any, ...], dict[str, Any]] = {}
    for goal, sizes in missed_goals(record, device):
        place = (sizes, goal.dtype, goal.quantity, goal.ours)
        if place in found:
            continue
        case = make_case(sizes, goal.dtype)
        call = call_of(rung_named(goal.ours, device).ready(case, device, goal.dtype), goal)
        call()
        found[place] = {
            "shape": list(sizes),
            "dtype": goal.dtype,
            "quantity": goal.quantity,
            "rung": goal.ours,
            "lines": [list(line) for line in profile(call)],
        }
    return list(found.values())


def attempts_of_missed(
    record: Record, *, stopwatch: Stopwatch | None = None, **options: Any
) -> list[dict[str, Any]]:
    """For each missed goal: what else was tried, timed in turns beside what it is held against.

    Arguments:
        record: of a CPU.
        stopwatch, options: as in `measure`.

    Returns:
        an entry for each goal, shape and attempt; `ratios` has one number for each round, and is the ratio
        that the goal is about.
    """
    found = []
    watch = stopwatch or on_clock()
    for goal, sizes in missed_goals(record):
        case = make_case(sizes, goal.dtype)
        other = goal.above if goal.at_least else goal.below
        if other == LIMIT:
            limit = bare_products(sizes, goal.dtype, watch)
            calls: dict[str, Call] = {other: limit.forward if goal.quantity == FORWARD else limit.both}
        else:
            calls = {other: call_of(rung_named(other).ready(case, "cpu", goal.dtype), goal)}
        tried = attempts(goal.ours)
        calls |= {rung.name: call_of(rung.ready(case, "cpu", goal.dtype), goal) for rung in tried}
        times = measure(calls, stopwatch=watch, **options)
        for rung in tried:
            pair = (times[other], times[rung.name])
            each = ratio(*pair) if goal.at_least else ratio(*reversed(pair))
            found.append(
                {
                    "goal": goal.name,
                    "quantity": goal.quantity,
                    "dtype": goal.dtype,
                    "shape": list(sizes),
                    "attempt": rung.name,
                    "what": rung.step,
                    "ratio": [float(f"{value:.4g}") for value in each],
                }
            )
    return found
