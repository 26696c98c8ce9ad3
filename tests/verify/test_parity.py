import numpy as np
import pytest

from lstm_ref.numpy import LSTMState
from lstm_ref.verify.parity import Mismatch, assert_close, errors, relative_error

WANT = np.array([[0.0, 1.0], [-2.0, 4.0]])


def test_the_error_is_relative_to_the_largest_entry():
    got = WANT + np.array([[0.4, 0.0], [0.0, -0.2]])
    assert relative_error(got, WANT) == pytest.approx(0.1)


def test_beside_zeros_the_error_is_absolute_and_nothing_is_equal_to_nothing():
    assert relative_error(np.full(2, 0.5), np.zeros(2)) == 0.5
    assert relative_error(np.zeros((0, 2)), np.zeros((0, 2))) == 0


@pytest.mark.parametrize("bad", [np.nan, np.inf])
def test_what_is_not_finite_is_close_to_nothing(bad):
    got = WANT.copy()
    got[1, 0] = bad
    for pair in ((got, WANT), (WANT, got), (got, got)):
        with pytest.raises(Mismatch):
            assert_close(*pair, tolerance=1e9)


def test_a_difference_is_reported_with_its_leaf_its_entry_and_both_values():
    state, other = LSTMState(WANT, WANT), LSTMState(WANT, WANT + np.array([[0, 0], [1e-3, 0]]))
    with pytest.raises(
        Mismatch, match=r"^last state: c: \[1, 0\] is -1.999, expected -2, relative error 0.00025 > 1e-06"
    ):
        assert_close(other, state, 1e-6, "last state")
    assert_close(other, state, 1e-3)
    assert errors(other, state) == {"h": 0, "c": pytest.approx(2.5e-4)}


def test_another_shape_is_reported_even_where_it_would_broadcast():
    with pytest.raises(Mismatch, match=r"^hs: expected shape \(2, 2\), got \(1, 2\)"):
        assert_close(WANT[:1], WANT, 1e9, "hs")
