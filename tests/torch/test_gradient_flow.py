"""The Torch twin measures the same gradients as the NumPy half, and as autograd."""

import numpy as np
import pytest

from lstm_ref import numpy as ours

torch = pytest.importorskip("torch")
twin = pytest.importorskip("lstm_ref.torch")

T, B, D, H = 6, 2, 5, 3


@pytest.fixture
def case():
    rng = np.random.default_rng(0)
    params = ours.init_rnn(rng, D, H)._replace(bias=rng.standard_normal(H))
    xs, start = rng.standard_normal((T, B, D)), ours.RNNState(rng.standard_normal((B, H)))
    return params, xs, start, ours.RNNState(rng.standard_normal((B, H))), rng.standard_normal((T, B, H))


def measured(backend, params, xs, start, arrives, dhs):
    hs, _, tape = backend.scan(backend.rnn_step, params, xs, start)
    return [
        backend.step_jacobian(params, hs[-1]),
        backend.jacobian_norms(params, hs),
        backend.gradient_norms(backend.rnn_step_backward, params, tape, arrives).h,
        *backend.gradient_shares(backend.rnn_step_backward, params, tape, dhs, arrives),
    ]


def test_both_backends_measure_the_same(case):
    theirs = measured(twin, *map(twin.to_torch, case[:4]), torch.from_numpy(case[4]))
    for numpy_part, torch_part in zip(measured(ours, *case), theirs, strict=True):
        np.testing.assert_allclose(torch_part.numpy(), numpy_part, rtol=1e-11)


def test_a_step_jacobian_is_autograds(case):
    params, xs, start, _, _ = map(twin.to_torch, case[:4] + (case[4],))
    jacobian = torch.autograd.functional.jacobian(
        lambda h: twin.rnn_step(params, xs[0], twin.RNNState(h))[0].h.sum(dim=0), start.h
    )  # (H to, B, H from)
    state, _ = twin.rnn_step(params, xs[0], start)
    torch.testing.assert_close(twin.step_jacobian(params, state.h), jacobian.transpose(0, 1))


def test_no_steps_give_only_lag_zero(case):
    params, _, _, arrives, dhs = map(twin.to_torch, case[:4] + (case[4],))
    assert twin.jacobian_norms(params, dhs[:0]).shape == (1, B)
    assert twin.gradient_shares(twin.rnn_step_backward, params, [], dhs[:0], arrives).bias.shape == (0,)


def test_bad_input_is_named(case):
    params, _, _, _, dhs = map(twin.to_torch, case[:4] + (case[4],))
    with pytest.raises(twin.ShapeError, match="h: expected shape"):
        twin.step_jacobian(params, dhs)
