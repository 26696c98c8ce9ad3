"""Operations and bytes by hand, the roofline, the bare products, and the bytes of a tape."""

from functools import partial

import numpy as np
import pytest

from lstm_ref.bench.cost import (
    Peaks,
    attainable,
    intensity,
    least_seconds,
    measured_peaks,
    operations,
    step_intensity,
    traffic,
    weight_rereads,
)
from lstm_ref.bench.goals import BOTH
from lstm_ref.bench.limit import bare_products, over_all, recurrent, summed
from lstm_ref.bench.memory import held_bytes, tapes, ways
from lstm_ref.bench.shapes import make_case
from lstm_ref.verify.cases import Sizes

SIZES = Sizes(5, 3, 4, 6)


def test_operations_are_those_of_the_products():
    assert operations(Sizes(1, 1, 1, 1)) == 2 * 4 * 2  # four gates, x and h, times and plus
    assert operations(Sizes(100, 32, 64, 128)) == pytest.approx(0.629e9, rel=1e-3)
    assert operations(SIZES, BOTH) == 3 * operations(SIZES)


def test_traffic_counts_x_h_and_the_weights_once():
    x, h, weights = 5 * 3 * 4, 5 * 3 * 6, 24 * 4 + 24 * 6 + 24
    assert traffic(SIZES, 4) == 4 * (x + h + weights)
    assert traffic(SIZES, 8) == 2 * traffic(SIZES, 4)
    tape, da, again = 2 * 5 * h, 3 * 4 * h, 2 * h + 2 * x
    assert traffic(SIZES, 4, BOTH) == 4 * (x + h + 3 * weights + tape + da + again)
    assert weight_rereads(SIZES, 4) == 5 * 24 * 6 * 4


def test_a_step_does_more_operations_a_byte_the_larger_the_batch():
    assert step_intensity(1, 1024, 4) == pytest.approx(0.5, rel=0.01)
    found = [step_intensity(batch, 256, 4) for batch in (1, 8, 64)]
    assert found == sorted(found)


def test_the_roof_is_the_lower_of_two_rates():
    peaks = Peaks(products=100, copying=10)
    assert attainable(2, peaks) == 20 and attainable(10, peaks) == 100 == attainable(99, peaks)
    least = least_seconds(SIZES, 4, peaks)
    assert least == pytest.approx(max(operations(SIZES) / 100, traffic(SIZES, 4) / 10))
    assert intensity(SIZES, 4) == operations(SIZES) / traffic(SIZES, 4)


def test_peaks_are_operations_and_bytes_over_seconds(clock):
    peaks = measured_peaks(stopwatch=clock.ticking, side=8, copied=400)  # everything takes one second
    assert peaks == Peaks(2 * 8**3, 800)


def results_of(way):
    """The arrays that a way writes to, found in its closure."""
    way()
    function = way
    cells = dict(zip(function.__code__.co_freevars, function.__closure__, strict=True))
    if "out" in cells:
        return cells["out"].cell_contents
    return np.stack([into for _, _, into in cells["operands"].cell_contents])


def test_every_layout_computes_the_same_product():
    rng = np.random.default_rng(0)
    rows, weight = rng.standard_normal((7, 3)), rng.standard_normal((3, 5))
    for way in over_all(rows, weight).values():
        found = results_of(way)
        np.testing.assert_allclose(found if found.shape == (7, 5) else found.T, rows @ weight)
    steps = rng.standard_normal((4, 7, 3))
    ways_of_steps = recurrent(steps, weight)
    assert len(ways_of_steps) == 6
    for way in ways_of_steps.values():
        found = results_of(way)
        turned = found.transpose(0, 2, 1) if found.shape == (4, 5, 7) else found
        np.testing.assert_allclose(turned, steps @ weight)
    left, right = rng.standard_normal((9, 4)), rng.standard_normal((9, 2))
    for way in summed(left, right).values():
        found = results_of(way)
        np.testing.assert_allclose(found if found.shape == (4, 2) else found.T, left.T @ right)


def test_the_fastest_layout_is_taken(monkeypatch):
    from lstm_ref.bench import limit

    now = [0.0]

    def wait(seconds):
        now[0] += seconds

    def stopwatch(call):
        began = now[0]
        call()
        return now[0] - began

    ways_to_go = {"long": partial(wait, 5), "short": partial(wait, 1), "middle": partial(wait, 3)}
    assert limit.fastest(ways_to_go, stopwatch)[0] == "short"


@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_the_bare_products_run_on_any_shape(clock, dtype):
    found = bare_products(SIZES, dtype, clock.ticking)
    found.forward()
    found.both()
    assert set(found.layouts) == {"input", "recurrent", "recurrent back", "dx", "dweight_ih", "dweight_hh"}


def test_a_tape_counts_every_array_once_a_view_as_its_whole_and_no_input():
    whole, lent = np.zeros(10), np.zeros(100)
    tape = [(whole[:2], whole[3:]), {"x": lent[5:]}, np.zeros(3, "float32")]
    assert held_bytes(tape) == 80 + 800 + 12
    assert held_bytes(tape, lent) == 92
    assert held_bytes(tape, [lent], (whole,)) == 12


def test_the_textbook_loop_keeps_gates_states_and_tanh():
    case = make_case(SIZES, "float32")
    kept = tapes(case)
    state = 3 * 6 * 4  # bytes of a (B, H)
    gates_and_tanh, before = 5 * 5 * state, 2 * 4 * state  # the first state is lent
    assert kept["textbook loop"] == gates_and_tanh + before
    assert set(kept) == set(ways())


def test_recomputing_keeps_less():
    kept = tapes(make_case(Sizes(20, 4, 6, 16), "float32"))
    if "fast" not in kept:
        pytest.skip("the fast path is not there")
    assert kept["fast, gates recomputed"] < 0.5 * kept["fast"]
