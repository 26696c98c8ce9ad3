"""The layout that is chosen, and what a pass holds on to: counted, and measured by the allocator."""

import gc
import tracemalloc

import numpy as np
import pytest

from lstm_ref.numpy.fast import (
    choose_layout,
    fast_lstm,
    fast_lstm_backward,
    fast_lstm_forward_only,
    tape_bytes,
)
from lstm_ref.verify.cases import Sizes, random_case
from lstm_ref.verify.cells import CELLS

T, B, D, H = SIZES = Sizes(400, 16, 8, 64)
UNIT = B * H * 8
every_layout = pytest.mark.parametrize("layout", ["rows", "columns"])


def case_of(sizes=SIZES, dtype="float64"):
    return random_case(CELLS["lstm"], np.random.default_rng(0), sizes, dtype)


def measured(run):
    """What `run` returned, the bytes it still holds, and the most it held at once."""
    gc.collect()
    tracemalloc.start()
    result = run()
    gc.collect()
    held, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return result, held, peak


@every_layout
@pytest.mark.parametrize("keep", ["gates", "state"])
def test_the_tape_holds_the_bytes_that_it_says(layout, keep):
    case = case_of()
    (hs, last, tape), held, _ = measured(
        lambda: fast_lstm(case.params, case.xs, case.state, layout=layout, keep=keep)
    )
    results = hs.nbytes + last.h.nbytes + last.c.nbytes
    assert 0 <= held - results - tape_bytes(tape) < 20_000


@pytest.mark.parametrize(
    ("layout", "keep", "want"),
    [
        ("rows", "gates", (T + 1) * B * 8 * (1 + D + H) + (T + 1) * 5 * UNIT + T * UNIT),
        ("rows", "state", (T + 1) * B * 8 * (1 + D + H) + (T + 1) * UNIT),
        ("columns", "gates", (T + 1) * UNIT + (T + 1) * 5 * UNIT + T * UNIT),
        ("columns", "state", 2 * (T + 1) * UNIT),
    ],
)
def test_a_tapes_bytes_are_those_of_its_arrays(layout, keep, want):
    case = case_of()
    tape = fast_lstm(case.params, case.xs, case.state, layout=layout, keep=keep)[2]
    assert tape_bytes(tape) == want
    narrow = case_of(dtype="float32")
    narrow_tape = fast_lstm(narrow.params, narrow.xs, narrow.state, layout=layout, keep=keep)[2]
    assert tape_bytes(narrow_tape) == want // 2


@every_layout
def test_computing_the_gates_again_takes_less_memory_forward_and_back(layout):
    case, peaks = case_of(), {}
    for keep in ("gates", "state"):

        def both(keep=keep):
            tape = fast_lstm(case.params, case.xs, case.state, layout=layout, keep=keep)[2]
            return fast_lstm_backward(case.params, tape, case.dhs, case.dstate)

        _, _, peaks[keep] = measured(both)
    assert peaks["state"] < 0.75 * peaks["gates"]


@every_layout
def test_a_forward_pass_alone_keeps_no_gates(layout):
    """Beyond h, which it returns and needs once more in its own layout, its buffers do not grow with T."""

    def peak(steps):
        case = case_of(Sizes(steps, B, D, H))
        return measured(lambda: fast_lstm_forward_only(case.params, case.xs, case.state, layout=layout))[2]

    per_step = (peak(8 * T) - peak(4 * T)) / (4 * T)
    assert per_step < B * 8 * (1 + D + 2 * H) + 1000


@pytest.mark.parametrize(
    ("sizes", "training", "layout"),
    [
        ((100, 32, 64, 128), True, "rows"),
        ((50, 128, 28, 128), False, "rows"),
        ((100, 64, 256, 256), True, "rows"),
        ((1000, 1, 32, 64), False, "rows"),
        ((200, 16, 512, 512), False, "columns"),
        ((200, 16, 512, 512), True, "columns"),
        ((30, 64, 384, 384), False, "columns"),
        ((30, 64, 384, 384), True, "rows"),
        ((60, 4, 64, 640), True, "rows"),
        ((50, 4, 512, 512), True, "columns"),
        ((0, 0, 1, 1), True, "rows"),
    ],
    ids=str,
)
def test_the_layout_that_is_chosen(sizes, training, layout):
    assert choose_layout(*sizes, training=training) == layout


@pytest.mark.parametrize("sizes", [Sizes(2, 3, 4, 5), Sizes(2, 8, 384, 384)], ids=str)
def test_the_choice_is_the_one_that_is_taken(sizes):
    """The tape names its layout; the forward pass alone gives the bits of the layout chosen for it."""
    case = case_of(sizes, "float32")
    assert fast_lstm(case.params, case.xs, case.state)[2].layout == choose_layout(*sizes, training=True)
    layout = choose_layout(*sizes, training=False)
    chosen = fast_lstm_forward_only(case.params, case.xs, case.state)[0]
    named = fast_lstm_forward_only(case.params, case.xs, case.state, layout=layout)[0]
    other = {"rows": "columns", "columns": "rows"}[layout]
    apart = fast_lstm_forward_only(case.params, case.xs, case.state, layout=other)[0]
    assert np.array_equal(chosen, named) and not np.array_equal(chosen, apart)
