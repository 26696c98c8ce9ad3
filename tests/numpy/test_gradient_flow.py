"""What is left of a gradient, by product of Jacobians and by vector; and who moves a tied weight."""

import numpy as np
import pytest

from lstm_ref.numpy import (
    DtypeError,
    LSTMState,
    RNNParams,
    RNNState,
    ShapeError,
    gradient_norms,
    gradient_shares,
    init_lstm,
    init_rnn,
    jacobian_norms,
    jacobian_products,
    lstm_step,
    lstm_step_backward,
    rnn_step,
    rnn_step_backward,
    scan,
    scan_backward,
    step_jacobian,
)
from lstm_ref.verify.differences import numeric_gradients

T, B, D, H = 6, 2, 5, 3


@pytest.fixture
def run():
    rng = np.random.default_rng(0)
    params = init_rnn(rng, D, H)._replace(bias=rng.standard_normal(H))
    hs, _, tape = scan(
        rnn_step, params, rng.standard_normal((T, B, D)), RNNState(rng.standard_normal((B, H)))
    )
    return params, hs, tape, rng.standard_normal((B, H))


def test_a_step_jacobian_is_what_finite_differences_say(run):
    params, hs, tape, _ = run
    jacobian = step_jacobian(params, hs[-1])
    for i in range(H):
        moved = numeric_gradients(
            lambda state, i=i: rnn_step(params, tape[-1].x, state)[0].h[:, i].sum(), RNNState(hs[-2])
        ).h
        np.testing.assert_allclose(jacobian[:, i], moved, rtol=1e-7)


def test_the_product_over_all_steps_is_the_derivative_of_the_last_state_by_the_first(run):
    params, hs, tape, v = run
    *_, product = jacobian_products(params, hs)
    _, first, _ = scan_backward(rnn_step_backward, params, tape, np.zeros_like(hs), RNNState(v))
    np.testing.assert_allclose(np.einsum("bi,bij->bj", v, product), first.h, rtol=1e-12)


def test_the_norms_start_at_one_and_are_the_largest_singular_values(run):
    params, hs, _, _ = run
    norms = jacobian_norms(params, hs)
    assert norms.shape == (T + 1, B) and (norms[0] == 1).all()
    np.testing.assert_allclose(norms[1], np.linalg.svd(step_jacobian(params, hs[-1]))[1][:, 0])


def test_no_gradient_exceeds_the_norm_of_the_product(run):
    params, hs, tape, v = run
    walked = gradient_norms(rnn_step_backward, params, tape, RNNState(v)).h
    assert (walked <= jacobian_norms(params, hs) * np.linalg.norm(v, axis=-1) * (1 + 1e-12)).all()


def test_gradient_norms_follow_every_part_of_an_lstm_state():
    rng = np.random.default_rng(1)
    params, start = init_lstm(rng, D, H), LSTMState.zeros(B, H)
    _, _, tape = scan(lstm_step, params, rng.standard_normal((T, B, D)), start)
    arrives = LSTMState(rng.standard_normal((B, H)), np.zeros((B, H)))
    norms = gradient_norms(lstm_step_backward, params, tape, arrives)
    assert isinstance(norms, LSTMState) and norms.h.shape == norms.c.shape == (T + 1, B)
    assert (norms.c[0] == 0).all() and (norms.c[1:] > 0).all()


def test_shares_are_those_of_the_terms_of_the_tied_gradient(run):
    params, hs, tape, v = run
    dhs = np.random.default_rng(2).standard_normal(hs.shape)
    shares = gradient_shares(rnn_step_backward, params, tape, dhs, RNNState(v))
    for part in shares:
        assert part.shape == (T,) and part.sum() == pytest.approx(1)
    # With a loss at the last step only, and no way back, the last step has it all.
    cut = params._replace(weight_hh=np.zeros((H, H)))
    alone = gradient_shares(rnn_step_backward, cut, tape, np.zeros_like(hs), RNNState(v))
    np.testing.assert_allclose(alone.weight_hh, np.eye(T)[-1])


def test_no_steps_give_no_shares_and_only_lag_zero(run):
    params, hs, _, v = run
    assert jacobian_norms(params, hs[:0]).shape == (1, B)
    assert gradient_shares(rnn_step_backward, params, [], hs[:0], RNNState(v)).bias.shape == (0,)


def test_shares_of_a_gradient_that_is_zero_are_nan(run):
    params, hs, tape, v = run
    shares = gradient_shares(rnn_step_backward, params, tape, np.zeros_like(hs), RNNState(0 * v))
    assert np.isnan(shares.weight_hh).all()


def test_float32_stays_float32(run):
    params, hs, _, _ = run
    small = RNNParams(*(part.astype(np.float32) for part in params))
    assert jacobian_norms(small, hs.astype(np.float32)).dtype == np.float32


def test_bad_input_is_named(run):
    params, hs, tape, v = run
    with pytest.raises(ShapeError, match="h: expected shape .batch, hidden_size = 3., got"):
        step_jacobian(params, hs)
    with pytest.raises(ShapeError, match="hs: expected shape"):
        jacobian_norms(params, hs[..., :2])
    with pytest.raises(DtypeError, match="hs: expected a floating-point array"):
        jacobian_norms(params, hs.astype(int))
    with pytest.raises(ShapeError, match="dhs: expected shape"):
        gradient_shares(rnn_step_backward, params, tape, hs[:-1], RNNState(v))
