"""Rounds, turns and their order, on a clock that the test moves."""

import gc

import pytest

from lstm_ref.bench import threads
from lstm_ref.bench.timing import Spread, Timing, measure, on_clock, ratio


def timed(clock, calls, **options):
    return measure(calls, stopwatch=on_clock(clock), sleep=lambda _: None, **options)


def test_every_other_round_goes_in_reversed_order_after_an_untimed_warm_up(clock):
    calls = {name: clock.call(name, 1.0) for name in "abc"}
    timed(clock, calls, rounds=3, turn=0.5)
    assert "".join(clock.called) == "abc" + "abc" + "cba" + "abc"


def test_a_turn_ends_after_its_time_or_its_most_calls_and_keeps_the_fastest(clock):
    # The first call is the warm-up, which must not count though it is the fastest.
    calls = {"slow": clock.call("slow", 0.1, 5, 3, 4), "quick": clock.call("quick", 0.1, 0.4, 0.2, 0.3)}
    found = timed(clock, calls, rounds=1, turn=9, most=3)
    assert found["slow"].rounds == (pytest.approx(3),) and found["quick"].rounds == (pytest.approx(0.2),)
    assert clock.called.count("slow") == 4
    clock.called.clear()
    timed(clock, {"one": clock.call("one", 2.0)}, rounds=1, turn=5, most=20, warm_up=0)
    assert len(clock.called) == 3


def test_a_call_longer_than_its_turn_is_made_once_a_round(clock):
    found = timed(clock, {"long": clock.call("long", 60.0)}, rounds=2, warm_up=0)
    assert found["long"].rounds == (60, 60) and len(clock.called) == 2


def test_the_figure_is_the_median_of_the_rounds_and_the_spread_their_ends():
    assert Timing((3.0, 1.0, 2.0, 9.0, 2.5)).spread == Spread(2.5, 1.0, 9.0)
    assert Timing((3.0, 1.0, 2.0)).seconds == 2.0


def test_a_ratio_compares_within_each_round():
    # A machine that is three times slower in one round is so for both: the ratio does not see it.
    assert ratio(Timing((2.0, 6.0, 2.0)), Timing((1.0, 3.0, 1.0))) == Spread(2, 2, 2)


def test_the_collector_is_off_within_and_as_before_afterwards(clock):
    seen = []
    assert gc.isenabled()
    timed(clock, {"look": lambda: seen.append(gc.isenabled())}, rounds=1, turn=0, most=1)
    assert gc.isenabled() and not any(seen)

    def broken():
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        timed(clock, {"broken": broken})
    assert gc.isenabled()
    gc.disable()
    try:
        timed(clock, {"look": lambda: None}, rounds=1, turn=0, most=1)
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_no_rounds_are_refused(clock):
    with pytest.raises(ValueError, match="rounds: expected 1 or more, got 0"):
        timed(clock, {}, rounds=0)


def test_threads_are_read_from_the_environment_and_more_than_one_is_a_fault():
    assert threads.product_threads({"OMP_NUM_THREADS": "1"}) == 1
    assert threads.product_threads({"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "4"}) == 4
    assert threads.product_threads({"OMP_NUM_THREADS": "many"}) is None
    assert threads.fault(1) is None
    assert "2 threads" in threads.fault(2) and "OMP_NUM_THREADS=1" in threads.fault(2)
    assert "unknown number" in threads.fault(None)


def test_the_libraries_themselves_are_asked():
    pytest.importorskip("threadpoolctl")
    assert threads.product_threads() >= 1
