"""Rounding to a format's digits is what the formats themselves do."""

import numpy as np
import pytest

from lstm_ref.verify.rounding import FRACTION, error_by_step, rounded

NUMBERS = np.random.default_rng(0).standard_normal(1000) * 10.0 ** np.arange(-20, 20).repeat(25)


def test_float32_is_23_digits_of_fraction():
    assert np.array_equal(rounded(NUMBERS, FRACTION["float32"]), NUMBERS.astype(np.float32))


def test_float64_is_left_as_it_is():
    assert np.array_equal(rounded(NUMBERS, FRACTION["float64"]), NUMBERS)


def test_bfloat16_is_7_digits_of_fraction():
    torch = pytest.importorskip("torch")
    narrow = torch.from_numpy(NUMBERS.astype(np.float32)).to(torch.bfloat16).to(torch.float32).numpy()
    assert np.array_equal(rounded(NUMBERS.astype(np.float32), FRACTION["bfloat16"]), narrow)


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_shape_and_dtype_stay_and_a_tie_goes_to_even(dtype):
    got = rounded(np.array([[0.0, 1.0, 1 + 2**-11, 1 + 3 * 2**-11]], dtype), FRACTION["TF32"])
    assert got.dtype == dtype and got.tolist() == [[0.0, 1.0, 1.0, 1 + 2 * 2**-10]]


def test_no_digits_at_all_are_refused():
    with pytest.raises(ValueError, match="^fraction: expected a whole number of at least 1, got 0$"):
        rounded(NUMBERS, 0)


def test_the_error_of_a_step_is_relative_to_the_largest_entry_of_all():
    want = np.array([[[1.0, 2.0]], [[3.0, -4.0]]])
    assert error_by_step(want + [[[0.0, 1.0]], [[2.0, 0.0]]], want).tolist() == [0.25, 0.5]
