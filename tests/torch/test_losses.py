import math

import numpy as np
import pytest
import torch
from torch.nn import functional as F

from lstm_ref import numpy as core
from lstm_ref import torch as twin

GENERATOR = torch.Generator().manual_seed(0)
LOGITS = torch.randn(5, 4, 3, generator=GENERATOR, dtype=torch.float64)
TARGETS = torch.randint(3, (5, 4), generator=GENERATOR)
WANTED = torch.randn(5, 4, 3, generator=GENERATOR, dtype=torch.float64)


def with_autograd(loss, *targets):
    y = LOGITS.clone().requires_grad_()
    value = loss(y, *targets)
    value.backward()
    return value.detach(), y.grad


@pytest.mark.parametrize(
    ("ours", "theirs", "targets"),
    [
        (twin.cross_entropy, lambda y, t: F.cross_entropy(y.flatten(0, 1), t.flatten()), TARGETS),
        (twin.mean_squared_error, F.mse_loss, WANTED),
    ],
    ids=["cross-entropy", "squared error"],
)
def test_loss_and_gradient_are_those_of_torch(ours, theirs, targets):
    loss, gradient = ours(LOGITS, targets)
    want, want_gradient = with_autograd(theirs, targets)
    torch.testing.assert_close(loss, want)
    torch.testing.assert_close(gradient, want_gradient)


@pytest.mark.parametrize(("name", "targets"), [("cross_entropy", TARGETS), ("mean_squared_error", WANTED)])
def test_loss_and_gradient_are_those_of_numpy(name, targets):
    loss, gradient = getattr(twin, name)(LOGITS, targets)
    want, want_gradient = getattr(core, name)(LOGITS.numpy(), targets.numpy())
    assert float(loss) == pytest.approx(want, rel=1e-12)
    np.testing.assert_allclose(gradient.numpy(), want_gradient, rtol=1e-12, atol=1e-15)


def test_softmax_is_torchs_and_does_not_overflow():
    torch.testing.assert_close(twin.softmax(LOGITS), F.softmax(LOGITS, dim=-1))
    assert twin.softmax(torch.tensor([1e4, -1e4])).tolist() == [1, 0]


def test_float32_in_gives_float32_out_and_nan_passes_through():
    loss, gradient = twin.cross_entropy(LOGITS.float(), TARGETS)
    assert loss.dtype == gradient.dtype == torch.float32
    assert math.isnan(twin.cross_entropy(LOGITS * math.nan, TARGETS)[0])


@pytest.mark.parametrize(
    ("logits", "targets", "error", "message"),
    [
        (LOGITS, TARGETS[:-1], twin.ShapeError, r"targets: expected shape \(5, 4\), .*, got \(4, 4\)"),
        (LOGITS[:0], TARGETS[:0], twin.ShapeError, r"targets: expected shape \(0, 4\), not empty"),
        (
            LOGITS,
            TARGETS.double(),
            twin.DtypeError,
            "targets: expected an int64 tensor .*, got torch.float64",
        ),
        (LOGITS, TARGETS + 1, IndexError, "targets: expected class numbers from 0 to 2, got 1 to 3"),
        (LOGITS, TARGETS - 1, IndexError, "targets: expected class numbers from 0 to 2, got -1 to 1"),
        (
            LOGITS.long(),
            TARGETS,
            twin.DtypeError,
            "logits: expected a floating-point tensor, got torch.int64",
        ),
    ],
)
def test_cross_entropy_names_a_wrong_argument(logits, targets, error, message):
    with pytest.raises(error, match=f"^{message}"):
        twin.cross_entropy(logits, targets)


@pytest.mark.parametrize(
    ("targets", "error", "message"),
    [
        (WANTED[0], twin.ShapeError, r"targets: expected shape \(5, 4, 3\), .*, got \(4, 3\)"),
        (WANTED.float(), twin.DtypeError, "targets: expected torch.float64 as predictions has"),
        (WANTED.to("meta"), twin.DeviceError, "targets: expected a tensor on cpu as predictions is"),
    ],
)
def test_mean_squared_error_names_a_wrong_argument(targets, error, message):
    with pytest.raises(error, match=f"^{message}"):
        twin.mean_squared_error(LOGITS, targets)
