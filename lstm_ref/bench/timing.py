"""Time several implementations so that their ratios can be believed.

They take turns in rounds, and every other round goes in reversed order, so that a machine that slows down
slows all of them. On the CPU a stopwatch counts processor time, which other people's programs do not use up.
"""

import gc
import time
from collections.abc import Callable, Mapping
from statistics import median
from typing import Any, NamedTuple

Call = Callable[[], object]
Stopwatch = Callable[[Call], float]

ROUNDS, TURN, MOST, PAUSE = 5, 0.12, 20, 0.03


class Spread(NamedTuple):
    """The median of the rounds, and the smallest and the largest of them."""

    median: float
    low: float
    high: float


class Timing(NamedTuple):
    """The seconds of one implementation: of each round its fastest call."""

    rounds: tuple[float, ...]

    @property
    def spread(self) -> Spread:
        return Spread(median(self.rounds), min(self.rounds), max(self.rounds))

    @property
    def seconds(self) -> float:
        return median(self.rounds)


def ratio(above: Timing, below: Timing) -> Spread:
    """How many times as long one takes as the other, compared within each round."""
    each = [a / b for a, b in zip(above.rounds, below.rounds, strict=True)]
    return Spread(median(each), min(each), max(each))


def on_clock(clock: Callable[[], float] = time.process_time) -> Stopwatch:
    """A stopwatch for the CPU: seconds on `clock` while the call ran."""

    def stopwatch(call: Call) -> float:
        began = clock()
        call()
        return clock() - began

    return stopwatch


def on_cuda() -> Stopwatch:
    """A stopwatch for a CUDA device: seconds between two events in its queue, waited for."""
    import torch

    def stopwatch(call: Call) -> float:
        began, ended = (torch.cuda.Event(enable_timing=True) for _ in range(2))  # type: ignore[no-untyped-call]
        began.record()
        call()
        ended.record()
        ended.synchronize()
        return float(began.elapsed_time(ended)) / 1e3

    return stopwatch


def one_turn(call: Call, stopwatch: Stopwatch, turn: float, most: int) -> float:
    """Call again and again for `turn` seconds, `most` times at most; the seconds of the fastest call."""
    spent, best, calls = 0.0, float("inf"), 0
    while calls == 0 or (spent < turn and calls < most):
        seconds = stopwatch(call)
        spent, best, calls = spent + seconds, min(best, seconds), calls + 1
    return best


def measure(
    calls: Mapping[str, Call],
    *,
    stopwatch: Stopwatch | None = None,
    rounds: int = ROUNDS,
    turn: float = TURN,
    most: int = MOST,
    warm_up: int = 1,
    sleep: Callable[[float], Any] = time.sleep,
) -> dict[str, Timing]:
    """Time `calls` in interleaved rounds, Python's garbage collector off.

    Arguments:
        calls: from a name to a function of no arguments.
        stopwatch: seconds of one call; processor time by default.
        rounds: how often each has its turn.
        turn, most: a turn lasts `turn` seconds and `most` calls at most.
        warm_up: how often each is called, untimed, before the first round.
        sleep: waits between turns, so that threads that spin go to sleep.

    Returns:
        from each name to its `Timing`, one entry for each round.

    Raises:
        ValueError: when `rounds` is below one.
    """
    if rounds < 1:
        raise ValueError(f"rounds: expected 1 or more, got {rounds}")
    watch = stopwatch or on_clock()
    found: dict[str, list[float]] = {name: [] for name in calls}
    collecting = gc.isenabled()
    gc.disable()
    try:
        for call in calls.values():
            for _ in range(warm_up):
                call()
        for number in range(rounds):
            names = list(calls)
            for name in reversed(names) if number % 2 else names:
                found[name].append(one_turn(calls[name], watch, turn, most))
                sleep(PAUSE)
            gc.collect()
    finally:
        if collecting:
            gc.enable()
    return {name: Timing(tuple(seconds)) for name, seconds in found.items()}
