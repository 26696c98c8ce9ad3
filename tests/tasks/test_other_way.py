"""The step with exchanged functions, and what each exchange does."""

import numpy as np
import pytest

from lstm_ref.numpy import LSTMState, init_lstm, lstm_step, scan, sigmoid
from lstm_ref.tasks.other_way import lstm_with, try_out, unsquashed

RNG = np.random.default_rng(5)
PARAMS, XS = init_lstm(RNG, 3, 4), RNG.standard_normal((30, 5, 3))


def test_left_alone_it_is_our_step():
    start = LSTMState(np.full((5, 4), 0.3), np.full((5, 4), -0.7))
    ours, theirs = (scan(step, PARAMS, XS, start)[0] for step in (lstm_step, lstm_with()))
    assert np.array_equal(ours, theirs)


@pytest.mark.parametrize(
    ("changed", "part", "expected"),
    [
        ({}, "negative_gates", False),
        ({"gate": np.tanh}, "negative_gates", True),
        ({"write": sigmoid}, "lowest_write", True),
        ({"way_out": sigmoid}, "negative_h", False),
        ({}, "negative_h", True),
    ],
)
def test_each_exchange_shows_in_its_own_number(changed, part, expected):
    assert (getattr(try_out(lstm_with(**changed), PARAMS, XS), part) > 0) is expected


def test_without_a_function_on_the_way_out_the_read_out_leaves_its_bounds():
    open_wide = PARAMS._replace(bias=np.repeat([5.0, 5.0, 5.0, 5.0], 4))
    assert try_out(lstm_with(way_out=unsquashed), open_wide, XS).largest_h > 5
    assert try_out(lstm_with(), open_wide, XS).largest_h < 1
