"""A wrong tensor is named, with the shape that was expected in words and the shape that came."""

import numpy as np
import pytest
import torch

from lstm_ref import torch as twin
from lstm_ref.verify.cases import Case, Sizes, random_case
from lstm_ref.verify.cells import CELLS
from lstm_ref.verify.layered import LAYERED
from lstm_ref.verify.registry import implementations, load

T, B, D, H = SIZES = Sizes(5, 4, 3, 2)
every_cell = pytest.mark.parametrize("cell", CELLS.values(), ids=CELLS)
every_module = pytest.mark.parametrize(
    "module", ["RNN", "LSTM", "LSTM1997", "GRU"], ids=lambda name: name.lower()
)


def case_of(cell):
    case = random_case(cell, np.random.default_rng(0), SIZES)
    return Case(*(twin.to_torch(part) for part in case))


def step(cell, params=None, x=None, state=None):
    case = case_of(cell)
    function = load(f"lstm_ref.torch.{cell.file}:{cell.step.__name__}")
    return function(
        case.params if params is None else params,
        case.xs[0] if x is None else x,
        case.state if state is None else state,
    )


@every_cell
@pytest.mark.parametrize(
    "shape", [(D,), (T, B, D), (B, D + 1)], ids=["rank 1", "rank 3", "another input size"]
)
def test_an_input_of_the_wrong_shape_is_named(cell, shape):
    with pytest.raises(twin.ShapeError, match=r"^x: expected shape \(batch, input_size = 3\), got \("):
        step(cell, x=torch.zeros(shape, dtype=torch.float64))


@every_cell
def test_a_state_of_another_batch_or_size_is_named(cell):
    state = case_of(cell).state
    for shape in ((B + 1, H), (B, H + 1), (H,)):
        h = torch.zeros(shape, dtype=torch.float64)
        with pytest.raises(
            twin.ShapeError, match=r"^state\.h: expected shape \(batch = 4, hidden_size = 2\), got"
        ):
            step(cell, state=state._replace(h=h))


@every_cell
def test_every_parameter_of_the_wrong_shape_is_named(cell):
    params = case_of(cell).params
    for name, value in params._asdict().items():
        with pytest.raises(twin.ShapeError, match=rf"^{name}: expected shape \(.*hidden_size.*\), got \("):
            step(cell, params=params._replace(**{name: value[:-1]}))


@every_cell
def test_integers_arrays_and_mixed_dtypes_are_refused(cell):
    x = case_of(cell).xs[0]
    with pytest.raises(twin.DtypeError, match="^x: expected a floating-point tensor, got torch.int64"):
        step(cell, x=x.long())
    with pytest.raises(twin.DtypeError, match="^x: expected a tensor, got ndarray"):
        step(cell, x=x.numpy())
    with pytest.raises(
        twin.DtypeError, match="^x: expected torch.float64 as weight_hh has, got torch.float32"
    ):
        step(cell, x=x.float())


@every_cell
def test_a_tensor_on_another_device_is_named(cell):
    case = case_of(cell)
    with pytest.raises(
        twin.DeviceError, match="^x: expected a tensor on cpu as weight_hh is, got one on meta"
    ):
        step(cell, x=case.xs[0].to("meta"))
    with pytest.raises(twin.DeviceError, match="^state.h: expected a tensor on cpu .*, got one on meta"):
        step(cell, state=case.state._replace(h=case.state.h.to("meta")))


@every_cell
def test_gradients_that_do_not_fit_are_named(cell):
    case = case_of(cell)
    backward = load(f"lstm_ref.torch.{cell.file}:{cell.step_backward.__name__}")
    _, _, tape = twin.scan(
        load(f"lstm_ref.torch.{cell.file}:{cell.step.__name__}"), case.params, case.xs, case.state
    )

    def back(dhs, dstate):
        return twin.scan_backward(backward, case.params, tape, dhs, dstate)

    with pytest.raises(
        twin.ShapeError, match=r"^dhs: expected shape \(time steps = 5, batch, hidden_size\), got"
    ):
        back(case.dhs[:-1], case.dstate)
    with pytest.raises(
        twin.ShapeError, match=r"^dstate\.h: expected shape \(batch = 1, hidden_size = 2\), got"
    ):
        back(case.dhs[:, :1], case.dstate)
    with pytest.raises(
        twin.DtypeError, match="^dstate.h: expected torch.float32 as dhs has, got torch.float64"
    ):
        back(case.dhs.float(), case.dstate)
    with pytest.raises(
        twin.DeviceError, match="^dstate.h: expected a tensor on meta as dhs is, got one on cpu"
    ):
        back(case.dhs.to("meta"), case.dstate)
    with pytest.raises(
        twin.DeviceError, match="^dstate.h: expected a tensor on cpu as h is, got one on meta"
    ):
        backward(case.params, tape[0], case.dstate._replace(h=case.dstate.h.to("meta")))


@every_module
def test_a_module_names_what_does_not_fit(module):
    layer = getattr(twin, module)(D, H)
    with pytest.raises(
        twin.ShapeError, match=r"^xs: expected shape \(time steps, batch, input_size\), got \(4, 3\)"
    ):
        layer(torch.zeros(B, D))
    with pytest.raises(twin.ShapeError, match=r"^x: expected shape \(batch, input_size = 3\), got \(4, 7\)"):
        layer(torch.zeros(T, B, 7))
    with pytest.raises(
        twin.DtypeError, match="^x: expected torch.float32 as weight_hh has, got torch.float64"
    ):
        layer(torch.zeros(T, B, D, dtype=torch.float64))
    with pytest.raises(
        twin.DeviceError, match="^x: expected a tensor on cpu as weight_hh is, got one on meta"
    ):
        layer(torch.zeros(T, B, D, device="meta"))


def test_every_cell_has_a_twin_in_the_registry():
    assert {row.cell for row in implementations(backend="torch")} == {*CELLS, *LAYERED}


@every_cell
@pytest.mark.parametrize("wrong", [None, (1, 2)], ids=["None", "plain tuple"])
def test_a_state_or_parameters_without_names_are_refused(cell, wrong):
    case, function = case_of(cell), load(f"lstm_ref.torch.{cell.file}:{cell.step.__name__}")
    for name, arguments in (
        ("state", (case.params, case.xs, wrong)),
        ("params", (wrong, case.xs, case.state)),
    ):
        with pytest.raises(twin.DtypeError, match=f"^{name}: expected a named tuple such as LSTM.* got "):
            twin.scan(function, *arguments)
