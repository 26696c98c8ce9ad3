"""The gradient check is itself checked: how exact it is, what it refuses, and what it says."""

from dataclasses import replace
from typing import Any, NamedTuple

import numpy as np
import pytest

from lstm_ref.numpy import DtypeError
from lstm_ref.verify.cases import Sizes, random_case
from lstm_ref.verify.cells import CELLS
from lstm_ref.verify.differences import difference, numeric_gradients
from lstm_ref.verify.gradcheck import check_gradients, check_projection
from lstm_ref.verify.parity import Mismatch
from lstm_ref.verify.recipe import SIZES, gradcheck_cell, gradients_over_time, projection_check_cell

X = np.array([[0.5, -1.0, 2.0], [1.5, 0.25, -0.75]])


class Inputs(NamedTuple):
    a: Any
    b: Any


def cubes(x):
    return float((x**3).sum())


def test_centred_differences_of_a_cube_are_wrong_by_the_step_squared():
    for step in (1e-1, 1e-2, 1e-3):
        assert difference(lambda e: (2 + e) ** 3, step, "centred") - 12 == pytest.approx(step**2, rel=1e-4)


def test_one_sided_differences_of_a_cube_are_wrong_by_the_step():
    for step in (1e-2, 1e-3, 1e-4):
        assert difference(lambda e: (2 + e) ** 3, step, "one-sided") - 12 == pytest.approx(6 * step, rel=1e-2)


def test_centred_differences_pass_where_one_sided_ones_do_not():
    check_gradients(cubes, X, 3 * X**2)
    with pytest.raises(Mismatch):
        check_gradients(cubes, X, 3 * X**2, scheme="one-sided")


def test_a_step_that_is_too_small_drowns_in_rounding():
    errors = {step: np.abs(numeric_gradients(cubes, X, step=step) - 3 * X**2).max() for step in (1e-5, 1e-12)}
    assert errors[1e-5] < 1e-8 < 1e-5 < errors[1e-12]


def test_float32_cannot_tell_a_bug_from_noise():
    cell, narrow = CELLS["lstm"], random_case(CELLS["lstm"], np.random.default_rng(0), SIZES, "float32")
    with pytest.raises(DtypeError, match=r"^xs: a gradient check needs float64, got float32"):
        gradcheck_cell(cell, narrow)
    with pytest.raises(DtypeError, match=r"^xs: a gradient check needs float64, got float32"):
        projection_check_cell(cell, narrow)
    error = np.abs(numeric_gradients(cubes, X.astype("float32")) - 3 * X**2).max()
    assert error > 1e-3


def test_a_float32_gradient_of_float64_inputs_is_refused_too():
    with pytest.raises(DtypeError, match="^gradient of inputs: a gradient check needs float64, got float32"):
        check_gradients(cubes, X, (3 * X**2).astype("float32"))


@pytest.mark.parametrize("inputs", [np.arange(3), [1.0, 2.0], 2.0], ids=["integers", "a list", "a number"])
def test_inputs_that_cannot_be_moved_are_refused(inputs):
    with pytest.raises(DtypeError, match="^inputs: expected a floating-point array, got (int64|list|float)"):
        numeric_gradients(cubes, inputs)


def test_a_scheme_that_is_not_there_is_named():
    with pytest.raises(ValueError, match="^scheme: expected one of centred, one-sided, got 'forward'"):
        numeric_gradients(cubes, X, scheme="forward")


def test_a_failure_names_the_tensor_and_its_worst_entry_with_both_numbers():
    wrong = 3 * X**2
    wrong[1, 0] *= 1.5
    with pytest.raises(Mismatch) as caught:
        check_gradients(lambda it: cubes(it.a) + cubes(it.b), Inputs(X, X), Inputs(3 * X**2, wrong))
    message = str(caught.value)
    assert (
        "1 of 2 gradients are wrong" in message
        and "gradient of b:" in message
        and "gradient of a" not in message
    )
    assert "[1, 0]: analytic +1.01250000e+01, numeric +6.7500000" in message
    assert isinstance(caught.value, AssertionError)


@pytest.mark.parametrize("bad", [np.nan, np.inf])
def test_a_gradient_that_is_not_finite_fails(bad):
    wrong = 3 * X**2
    wrong[0, 2] = bad
    with pytest.raises(Mismatch, match=r"\[0, 2\]: analytic [+]?(nan|inf)"):
        check_gradients(cubes, X, wrong)
    with pytest.raises(Mismatch):
        check_projection(cubes, X, wrong, np.random.default_rng(0))


def test_a_gradient_of_another_shape_fails():
    with pytest.raises(Mismatch, match=r"^gradient of inputs: expected shape \(2, 3\), got \(3, 2\)"):
        check_gradients(cubes, X, 3 * X.T**2)


def test_a_gradient_of_zero_where_there_is_one_fails():
    with pytest.raises(Mismatch, match="relative error 1"):
        check_gradients(cubes, X, 0 * X)


def test_a_gradient_where_there_is_none_fails():
    with pytest.raises(Mismatch, match="relative error 1"):
        check_gradients(lambda x: 5.0, X, 1e-3 * X)


def test_a_gradient_below_what_rounding_can_show_passes():
    check_gradients(lambda x: 5.0 + 1e-14 * float(x.sum()), X, np.full(X.shape, 1e-14))


def test_the_projection_sees_a_single_wrong_entry():
    rng = np.random.default_rng(0)
    analytic, numeric = check_projection(cubes, X, 3 * X**2, rng)
    assert analytic == pytest.approx(numeric, rel=1e-8)
    wrong = 3 * X**2
    wrong[1, 2] *= 1.001
    with pytest.raises(Mismatch, match=r"^along a random direction: analytic .*, numeric"):
        check_projection(cubes, X, wrong, rng)


def test_nothing_handed_in_is_changed():
    before, gradient = X.copy(), 3 * X**2
    check_gradients(cubes, X, gradient)
    check_projection(cubes, X, gradient, np.random.default_rng(0))
    assert np.array_equal(X, before) and np.array_equal(gradient, 3 * before**2)


@pytest.mark.parametrize("cell", CELLS.values(), ids=CELLS)
def test_correct_cells_pass_with_two_orders_of_room(cell):
    assert max(row.error for row in gradcheck_cell(cell)) < 1e-8
    projection_check_cell(cell)


@pytest.mark.parametrize("cell", CELLS.values(), ids=CELLS)
@pytest.mark.parametrize("leaf", range(8))
def test_an_error_of_a_thousandth_in_any_one_gradient_is_seen(cell, leaf):
    case = random_case(cell, np.random.default_rng(0), SIZES)
    gradients = gradients_over_time(cell, case)
    leaves = [gradients.xs, *gradients.state, *gradients.params]
    wrong = leaves[leaf % len(leaves)]
    wrong *= 1.001

    def back(*_):
        return gradients.xs, gradients.state, gradients.params

    with pytest.raises(Mismatch, match="^1 of "):
        gradcheck_cell(replace(cell, scan_backward=back), case)


def test_no_steps_have_a_gradient_that_passes():
    gradcheck_cell(CELLS["lstm"], random_case(CELLS["lstm"], np.random.default_rng(0), Sizes(0, 4, 3, 2)))
