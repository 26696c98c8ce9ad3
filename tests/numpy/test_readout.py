from typing import Any, NamedTuple

import numpy as np
import pytest

from lstm_ref.numpy import DtypeError, ReadoutParams, ShapeError, readout, readout_backward
from lstm_ref.verify.gradcheck import check_gradients

RNG = np.random.default_rng(0)
PARAMS = ReadoutParams(RNG.standard_normal((3, 2)), RNG.standard_normal(3))
HS, DY = RNG.standard_normal((5, 4, 2)), RNG.standard_normal((5, 4, 3))


class Inputs(NamedTuple):
    hs: Any
    params: Any


def test_it_is_one_linear_layer_at_every_position():
    y = readout(PARAMS, HS)
    np.testing.assert_allclose(y[3, 1], PARAMS.weight @ HS[3, 1] + PARAMS.bias)
    np.testing.assert_allclose(readout(PARAMS, HS[3]), y[3])


@pytest.mark.parametrize(("hs", "dy"), [(HS, DY), (HS[0], DY[0])], ids=["all steps", "one step"])
def test_the_gradients_are_the_numeric_ones(hs, dy):
    gradients = Inputs(*readout_backward(PARAMS, hs, dy))
    check_gradients(lambda it: (readout(it.params, it.hs) * dy).sum(), Inputs(hs, PARAMS), gradients)


def test_float32_in_gives_float32_out():
    params = ReadoutParams(*(leaf.astype("float32") for leaf in PARAMS))
    hs, dy = HS.astype("float32"), DY.astype("float32")
    dhs, dparams = readout_backward(params, hs, dy)
    assert {readout(params, hs).dtype, dhs.dtype, dparams.weight.dtype, dparams.bias.dtype} == {
        np.dtype("float32")
    }


@pytest.mark.parametrize(
    ("params", "hs", "error", "message"),
    [
        (PARAMS, HS[..., :1], ShapeError, r"hs: expected shape \(…, hidden_size = 2\), got \(5, 4, 1\)"),
        (PARAMS, HS[0, 0], ShapeError, r"hs: expected shape \(…, hidden_size = 2\), got \(2,\)"),
        (PARAMS._replace(bias=np.zeros(2)), HS, ShapeError, r"readout: expected weight .* and \(2,\)"),
        (PARAMS, HS.astype(int), DtypeError, "hs: expected a floating-point array, got int64"),
        (PARAMS, HS.astype("float32"), DtypeError, "hs: expected float64 as weight has, got float32"),
    ],
)
def test_a_wrong_argument_is_named(params, hs, error, message):
    for function in (readout, lambda p, h: readout_backward(p, h, DY)):
        with pytest.raises(error, match=f"^{message}"):
            function(params, hs)


def test_a_gradient_of_the_wrong_shape_is_named():
    with pytest.raises(ShapeError, match=r"^dy: expected shape \(5, 4, 3\), got \(5, 4\)"):
        readout_backward(PARAMS, HS, DY[..., 0])
