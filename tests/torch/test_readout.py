import pytest
import torch
from torch.nn import functional as F

from lstm_ref import torch as twin

GENERATOR = torch.Generator().manual_seed(0)


def drawn(*shape):
    return torch.randn(shape, generator=GENERATOR, dtype=torch.float64)


PARAMS, HS, DY = twin.ReadoutParams(drawn(3, 2), drawn(3)), drawn(5, 4, 2), drawn(5, 4, 3)


@pytest.mark.parametrize(("hs", "dy"), [(HS, DY), (HS[0], DY[0])], ids=["all steps", "one step"])
def test_values_and_gradients_are_those_of_torch(hs, dy):
    leaves = [leaf.clone().requires_grad_() for leaf in (hs, *PARAMS)]
    y = F.linear(*leaves)
    y.backward(dy)
    torch.testing.assert_close(twin.readout(PARAMS, hs), y.detach())
    dhs, dparams = twin.readout_backward(PARAMS, hs, dy)
    for ours, leaf in zip((dhs, *dparams), leaves, strict=True):
        torch.testing.assert_close(ours, leaf.grad)


@pytest.mark.parametrize(
    ("params", "hs", "error", "message"),
    [
        (PARAMS, HS[..., :1], twin.ShapeError, r"hs: expected shape \(…, hidden_size = 2\), got \(5, 4, 1\)"),
        (PARAMS._replace(bias=drawn(2)), HS, twin.ShapeError, r"readout: expected weight .* and \(2,\)"),
        (PARAMS, HS.long(), twin.DtypeError, "hs: expected a floating-point tensor, got torch.int64"),
        (PARAMS, HS.float(), twin.DtypeError, "hs: expected torch.float64 as weight has, got torch.float32"),
        (
            PARAMS,
            HS.to("meta"),
            twin.DeviceError,
            "hs: expected a tensor on cpu as weight is, got one on meta",
        ),
    ],
)
def test_a_wrong_argument_is_named(params, hs, error, message):
    for function in (twin.readout, lambda p, h: twin.readout_backward(p, h, DY)):
        with pytest.raises(error, match=f"^{message}"):
            function(params, hs)


def test_a_gradient_of_the_wrong_shape_is_named():
    with pytest.raises(twin.ShapeError, match=r"^dy: expected shape \(5, 4, 3\), got \(5, 4\)"):
        twin.readout_backward(PARAMS, HS, DY[..., 0])
