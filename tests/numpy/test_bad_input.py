"""A wrong argument is named, with the shape that was expected in words and the shape that came."""

import numpy as np
import pytest

from lstm_ref.numpy import DtypeError, ShapeError, scan, scan_backward
from lstm_ref.verify.cases import Sizes, random_case
from lstm_ref.verify.cells import CELLS

T, B, D, H = SIZES = Sizes(5, 4, 3, 2)
every_cell = pytest.mark.parametrize("cell", CELLS.values(), ids=CELLS)


def case_of(cell):
    return random_case(cell, np.random.default_rng(0), SIZES)


def step(cell, params=None, x=None, state=None):
    case = case_of(cell)
    return cell.step(
        case.params if params is None else params,
        case.xs[0] if x is None else x,
        case.state if state is None else state,
    )


@every_cell
@pytest.mark.parametrize(
    ("x", "message"),
    [
        (np.zeros(D), r"x: expected shape \(batch, input_size = 3\), got \(3,\)"),
        (np.zeros((T, B, D)), r"x: expected shape \(batch, input_size = 3\), got \(5, 4, 3\)"),
        (np.zeros((B, D + 1)), r"x: expected shape \(batch, input_size = 3\), got \(4, 4\)"),
    ],
    ids=["rank 1", "rank 3", "another input size"],
)
def test_an_input_of_the_wrong_shape_is_named(cell, x, message):
    with pytest.raises(ShapeError, match=f"^{message}$"):
        step(cell, x=x)


@every_cell
def test_a_state_of_another_batch_or_size_is_named(cell):
    state = case_of(cell).state
    for h in (np.zeros((B + 1, H)), np.zeros((B, H + 1)), np.zeros(H)):
        with pytest.raises(
            ShapeError, match=r"^state\.h: expected shape \(batch = 4, hidden_size = 2\), got \("
        ):
            step(cell, state=state._replace(h=h))


@every_cell
def test_every_parameter_of_the_wrong_shape_is_named(cell):
    params = case_of(cell).params
    for name, value in params._asdict().items():
        with pytest.raises(ShapeError, match=rf"^{name}: expected shape \(.*hidden_size.*\), got \("):
            step(cell, params=params._replace(**{name: value[:-1]}))


def test_stacked_rows_are_counted_in_hidden_sizes():
    cell = CELLS["lstm"]
    params = case_of(cell).params
    with pytest.raises(ShapeError, match=r"^bias: expected shape \(4·hidden_size = 8,\), got \(6,\)$"):
        step(cell, params=params._replace(bias=np.zeros(6)))


@every_cell
def test_integers_are_refused_and_the_cure_is_named(cell):
    with pytest.raises(
        DtypeError, match=r"^x: expected a floating-point array, got int64; .*astype\(float\)"
    ):
        step(cell, x=np.zeros((B, D), dtype=np.int64))


@every_cell
def test_complex_numbers_and_lists_are_refused(cell):
    with pytest.raises(DtypeError, match="^x: expected a floating-point array, got complex128"):
        step(cell, x=np.zeros((B, D), dtype=complex))
    with pytest.raises(DtypeError, match="^x: expected a NumPy array, got list"):
        step(cell, x=[[0.0] * D] * B)


@every_cell
def test_mixed_dtypes_are_refused(cell):
    with pytest.raises(DtypeError, match="^x: expected float64 as weight_hh has, got float32"):
        step(cell, x=np.zeros((B, D), dtype=np.float32))


@every_cell
@pytest.mark.parametrize("shape", [(B, D), (D,), (1, T, B, D)], ids=str)
def test_a_sequence_without_its_three_axes_is_named(cell, shape):
    case = case_of(cell)
    with pytest.raises(ShapeError, match=r"^xs: expected shape \(time steps, batch, input_size\), got \("):
        scan(cell.step, case.params, np.zeros(shape), case.state)


def test_a_sequence_that_is_a_list_is_named():
    case = case_of(CELLS["rnn"])
    with pytest.raises(DtypeError, match="^xs: expected an array, got list"):
        scan(CELLS["rnn"].step, case.params, case.xs.tolist(), case.state)


@every_cell
def test_gradients_of_another_length_or_size_are_named(cell):
    case = case_of(cell)
    _, _, tape = scan(cell.step, case.params, case.xs, case.state)

    def back(dhs, dstate):
        return scan_backward(cell.step_backward, case.params, tape, dhs, dstate)

    with pytest.raises(ShapeError, match=r"^dhs: expected shape \(time steps = 5, batch, hidden_size\), got"):
        back(case.dhs[:-1], case.dstate)
    with pytest.raises(ShapeError, match=r"^dstate\.h: expected shape \(batch = 4, hidden_size = 2\), got"):
        back(case.dhs, case.dstate._replace(h=np.zeros((1, H))))
    with pytest.raises(ShapeError, match=r"^dstate\.h: expected shape \(batch = 1, hidden_size = 2\), got"):
        back(case.dhs[:, :1], case.dstate)
    one = case.dstate._replace(**{name: leaf[:1] for name, leaf in case.dstate._asdict().items()})
    with pytest.raises(ShapeError, match=r"^dstate\.h: expected shape \(batch = 4, hidden_size = 2\), got"):
        back(case.dhs[:, :1], one)


@every_cell
def test_gradients_of_another_dtype_are_named(cell):
    case = case_of(cell)
    _, _, tape = scan(cell.step, case.params, case.xs, case.state)
    narrow = case.dstate._replace(h=case.dstate.h.astype("float32"))
    with pytest.raises(DtypeError, match="^dstate.h: expected float64 as h has, got float32"):
        cell.step_backward(case.params, tape[0], narrow)
    with pytest.raises(DtypeError, match="^dstate.h: expected float64 as dhs has, got float32"):
        scan_backward(cell.step_backward, case.params, tape, case.dhs, narrow)
    with pytest.raises(DtypeError, match="^dhs: expected a floating-point array, got int64"):
        scan_backward(cell.step_backward, case.params, tape, np.ones(case.dhs.shape, int), case.dstate)


@every_cell
@pytest.mark.parametrize("wrong", [None, (1, 2)], ids=["None", "plain tuple"])
def test_a_state_or_parameters_without_names_are_refused(cell, wrong):
    case = case_of(cell)
    for name, arguments in (
        ("state", (case.params, case.xs, wrong)),
        ("params", (wrong, case.xs, case.state)),
    ):
        with pytest.raises(DtypeError, match=f"^{name}: expected a named tuple such as LSTM.* got "):
            scan(cell.step, *arguments)
