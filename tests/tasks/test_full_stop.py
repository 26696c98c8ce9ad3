"""The hand-set cell with a forget gate that shuts at a full stop."""

import numpy as np
import pytest

from lstm_ref.numpy import LSTMState, lstm_1997_step, lstm_step, scan
from lstm_ref.tasks import full_stop
from lstm_ref.tasks.valves import UNITS

START = LSTMState.zeros(1, len(UNITS))


def read(words, params=None):
    return scan(lstm_step, params or full_stop.with_gate(), full_stop.one_hot(words), START)


def test_a_full_stop_clears_all_units_and_no_other_word_does():
    _, _, tape = read(full_stop.STORIES)
    at = full_stop.STORIES.index(".")
    assert np.abs(tape[at - 1].c).min() > 0.7 and np.abs(tape[at].c).max() < 0.01
    kept = [step.f for t, step in enumerate(tape) if t != at]
    assert np.min(kept) > 0.99


def test_without_the_gate_two_opposite_names_cancel_and_with_it_the_second_replaces():
    xs = full_stop.one_hot(full_stop.STORIES)
    _, without, _ = scan(lstm_1997_step, full_stop.without_gate(), xs, START)
    _, with_it, _ = read(full_stop.STORIES)
    assert abs(without.c[0, 0]) < 0.02 and with_it.c[0, 0] < -0.7
    assert without.c[0, 2] > 0.7 and abs(with_it.c[0, 2]) < 0.01  # the navy goes with its sentence


def test_before_the_first_full_stop_both_cells_hold_the_same():
    words = full_stop.STORIES[: full_stop.STORIES.index(".")]
    _, without, _ = scan(lstm_1997_step, full_stop.without_gate(), full_stop.one_hot(words), START)
    _, with_it, _ = read(words, full_stop.with_gate(rest=40.0))
    assert np.allclose(without.c, with_it.c)


def test_an_unknown_word_is_named():
    with pytest.raises(ValueError, match="words: expected words out of .* got zebra"):
        full_stop.one_hot(["rosa", "zebra"])
