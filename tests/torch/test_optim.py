"""SGD, Adam and clipping beside torch's own, for tensors and, through conversion, for arrays."""

import math

import numpy as np
import pytest
import torch

from lstm_ref import numpy as core
from lstm_ref import torch as twin

STEPS = 7


def trees(seed):
    rng = np.random.default_rng(seed)
    return core.RNNParams(*(rng.standard_normal(shape) for shape in ((2, 3), (2, 2), (2,))))


def torchs_own(make_optimiser, max_norm=None):
    """The parameters after `STEPS` steps, each with another gradient."""
    parameters = [torch.nn.Parameter(torch.tensor(leaf)) for leaf in trees(0)]
    optimiser = make_optimiser(parameters)
    for step in range(1, STEPS + 1):
        for parameter, grad in zip(parameters, trees(step), strict=True):
            parameter.grad = torch.tensor(grad)
        if max_norm:
            torch.nn.utils.clip_grad_norm_(parameters, max_norm)
        optimiser.step()
    return [parameter.detach().numpy() for parameter in parameters]


def ours(half, make_step, max_norm=None):
    convert = twin.to_torch if half is twin else lambda tree: tree
    params = convert(trees(0))
    step_of = make_step(half, params)
    for step in range(1, STEPS + 1):
        grads = convert(trees(step))
        if max_norm:
            grads, _ = half.clip_by_global_norm(grads, max_norm)
        params = step_of(params, grads)
    return [np.asarray(leaf) for leaf in params]


def sgd(half, params):
    return lambda params, grads: half.sgd(params, grads, lr=0.1)


def adam(half, params):
    state = [half.adam_start(params)]

    def step(params, grads):
        params, state[0] = half.adam(params, grads, state[0], lr=0.1, betas=(0.8, 0.99), eps=1e-3)
        return params

    return step


both_halves = pytest.mark.parametrize("half", [core, twin], ids=["numpy", "torch"])
PAIRS = {
    "sgd": (sgd, lambda parameters: torch.optim.SGD(parameters, lr=0.1)),
    "adam": (adam, lambda parameters: torch.optim.Adam(parameters, lr=0.1, betas=(0.8, 0.99), eps=1e-3)),
}


@both_halves
@pytest.mark.parametrize("max_norm", [None, 0.5, 100.0])
@pytest.mark.parametrize("name", PAIRS)
def test_many_steps_end_where_torchs_own_end(half, name, max_norm):
    make_step, make_optimiser = PAIRS[name]
    for got, want in zip(ours(half, make_step, max_norm), torchs_own(make_optimiser, max_norm), strict=True):
        # torch divides by norm + 1e-6 where it clips
        np.testing.assert_allclose(got, want, rtol=1e-5 if max_norm else 1e-12, atol=1e-6 if max_norm else 0)


def test_clipping_returns_the_norm_before_and_keeps_a_nan_visible():
    grads = twin.to_torch(trees(0))
    clipped, norm = twin.clip_by_global_norm(grads, 0.5)
    assert norm == pytest.approx(core.clip_by_global_norm(trees(0), 0.5)[1], rel=1e-12)
    assert twin.clip_by_global_norm(clipped, 9.0)[1] == pytest.approx(0.5)
    clipped, norm = twin.clip_by_global_norm(grads._replace(bias=grads.bias * math.nan), 0.5)
    assert math.isnan(norm) and clipped.bias.isnan().all()


def test_what_is_not_above_zero_is_named():
    with pytest.raises(ValueError, match="^max_norm: expected a number above 0, got 0"):
        twin.clip_by_global_norm(twin.to_torch(trees(0)), 0)
