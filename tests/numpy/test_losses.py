import math

import numpy as np
import pytest

from lstm_ref.numpy import DtypeError, ShapeError, cross_entropy, mean_squared_error, softmax
from lstm_ref.verify.gradcheck import check_gradients

RNG = np.random.default_rng(0)
LOGITS, TARGETS = RNG.standard_normal((5, 4, 3)), RNG.integers(0, 3, (5, 4))


def test_softmax_by_hand():
    np.testing.assert_allclose(softmax(np.log([[1.0, 2.0, 5.0]])), [[1 / 8, 2 / 8, 5 / 8]])


def test_softmax_does_not_overflow_and_does_not_see_a_shift():
    with np.errstate(all="raise"):
        np.testing.assert_allclose(softmax(np.array([1e4, 1e4, 1e4 - math.log(2)])), [0.4, 0.4, 0.2])


def test_cross_entropy_by_hand():
    loss, dlogits = cross_entropy(np.log([[1.0, 2.0, 5.0], [1.0, 1.0, 2.0]]), np.array([2, 0]))
    assert loss == pytest.approx(-(math.log(5 / 8) + math.log(1 / 4)) / 2)
    np.testing.assert_allclose(dlogits, [[1 / 16, 2 / 16, -3 / 16], [-3 / 8, 1 / 8, 2 / 8]])


def test_cross_entropy_of_no_opinion_is_log_v():
    assert cross_entropy(np.zeros((5, 4, 7)), np.zeros((5, 4), int))[0] == pytest.approx(math.log(7))


def test_cross_entropy_stays_finite_where_the_probability_rounds_to_zero():
    loss, dlogits = cross_entropy(np.array([[0.0, 2000.0]]), np.array([0]))
    assert loss == 2000 and dlogits.tolist() == [[-1.0, 1.0]]


@pytest.mark.parametrize(
    ("loss", "targets"), [(cross_entropy, TARGETS), (mean_squared_error, RNG.standard_normal((5, 4, 3)))]
)
def test_the_gradient_is_the_numeric_one(loss, targets):
    check_gradients(lambda y: loss(y, targets)[0], LOGITS, loss(LOGITS, targets)[1])


def test_doubling_the_sequence_keeps_the_mean():
    twice = cross_entropy(np.concatenate([LOGITS, LOGITS]), np.concatenate([TARGETS, TARGETS]))[0]
    assert twice == pytest.approx(cross_entropy(LOGITS, TARGETS)[0])


def test_mean_squared_error_by_hand():
    loss, dpredictions = mean_squared_error(np.array([[1.0, 2.0]]), np.array([[0.0, 4.0]]))
    assert loss == 2.5 and dpredictions.tolist() == [[1.0, -2.0]]


def test_float32_in_gives_float32_gradients():
    assert cross_entropy(LOGITS.astype("float32"), TARGETS)[1].dtype == np.float32
    assert mean_squared_error(LOGITS.astype("float32"), LOGITS.astype("float32"))[1].dtype == np.float32


def test_nan_passes_through():
    assert math.isnan(cross_entropy(np.array([[np.nan, 0.0]]), np.array([1]))[0])
    assert math.isnan(mean_squared_error(np.array([np.nan]), np.array([0.0]))[0])


@pytest.mark.parametrize(
    ("logits", "targets", "error", "message"),
    [
        (LOGITS, TARGETS[:-1], ShapeError, r"targets: expected shape \(5, 4\) .*, got \(4, 4\)"),
        (LOGITS[:0], TARGETS[:0], ShapeError, r"targets: expected at least one position, got shape \(0, 4\)"),
        (LOGITS, TARGETS.astype(float), DtypeError, "targets: expected an integer array .*, got float64"),
        (LOGITS, TARGETS.tolist(), DtypeError, "targets: expected an integer array .*, got list"),
        (LOGITS, TARGETS + 1, IndexError, "targets: expected class numbers from 0 to 2, got 1 to 3"),
        (LOGITS, TARGETS - 1, IndexError, "targets: expected class numbers from 0 to 2, got -1 to 1"),
        (LOGITS.astype(int), TARGETS, DtypeError, "logits: expected a floating-point array, got int64"),
    ],
)
def test_cross_entropy_names_a_wrong_argument(logits, targets, error, message):
    with pytest.raises(error, match=f"^{message}"):
        cross_entropy(logits, targets)


@pytest.mark.parametrize(
    ("targets", "error", "message"),
    [
        (LOGITS[0], ShapeError, r"targets: expected shape \(5, 4, 3\) .*, got \(4, 3\)"),
        (LOGITS.astype("float32"), DtypeError, "targets: expected float64 as predictions has, got float32"),
        (TARGETS, DtypeError, "targets: expected a floating-point array, got int64"),
    ],
)
def test_mean_squared_error_names_a_wrong_argument(targets, error, message):
    with pytest.raises(error, match=f"^{message}"):
        mean_squared_error(LOGITS, targets)
