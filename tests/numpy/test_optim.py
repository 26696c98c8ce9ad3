import math

import numpy as np
import pytest

from lstm_ref.numpy import RNNParams, adam, adam_start, clip_by_global_norm, sgd, tree_leaves, tree_map

RNG = np.random.default_rng(0)
PARAMS = RNNParams(*(RNG.standard_normal(shape) for shape in ((2, 3), (2, 2), (2,))))
GRADS = RNNParams(*(RNG.standard_normal(shape) for shape in ((2, 3), (2, 2), (2,))))


def norm(tree):
    return math.sqrt(sum((leaf**2).sum() for _, leaf in tree_leaves(tree)))


def test_sgd_walks_against_the_gradient():
    moved = sgd(PARAMS, GRADS, lr=0.5)
    for old, grad, new in zip(PARAMS, GRADS, moved, strict=True):
        np.testing.assert_allclose(new, old - 0.5 * grad)


def test_adam_by_hand():
    params, state = np.array([1.0]), adam_start(np.array([1.0]))
    params, state = adam(params, np.array([4.0]), state, lr=0.1)
    np.testing.assert_allclose(params, [1 - 0.1 * 4 / (4 + 1e-8)])
    params, state = adam(params, np.array([-2.0]), state, lr=0.1)
    m_hat = (0.9 * 0.1 * 4 - 0.1 * 2) / (1 - 0.9**2)
    v_hat = (0.999 * 0.001 * 16 + 0.001 * 4) / (1 - 0.999**2)
    np.testing.assert_allclose(params, [1 - 0.1 * 4 / (4 + 1e-8) - 0.1 * m_hat / (math.sqrt(v_hat) + 1e-8)])
    assert state.steps == 2


def test_the_first_adam_step_has_the_length_lr_whatever_the_scale():
    for scale in (1e-3, 1.0, 1e3):
        moved, _ = adam(PARAMS, tree_map(lambda g, k=scale: k * g, GRADS), adam_start(PARAMS), lr=0.1)
        np.testing.assert_allclose(moved.bias, PARAMS.bias - 0.1 * np.sign(GRADS.bias), rtol=1e-4)


def test_clipping_scales_all_gradients_together_to_the_norm():
    clipped, before = clip_by_global_norm(GRADS, 0.5)
    assert before == pytest.approx(norm(GRADS)) and norm(clipped) == pytest.approx(0.5)
    for small, large in zip(clipped, GRADS, strict=True):
        np.testing.assert_allclose(small / large, 0.5 / before)


def test_clipping_lets_a_short_gradient_through_unchanged():
    clipped, before = clip_by_global_norm(GRADS, 100.0)
    assert before < 100 and all(np.array_equal(a, b) for a, b in zip(clipped, GRADS, strict=True))


def test_clipping_almost_to_nothing_leaves_sgd_where_it_was():
    clipped, _ = clip_by_global_norm(GRADS, 1e-12)
    np.testing.assert_allclose(sgd(PARAMS, clipped, lr=1.0).weight_hh, PARAMS.weight_hh, atol=1e-11)


def test_clipping_keeps_a_nan_visible():
    clipped, before = clip_by_global_norm(GRADS._replace(bias=np.array([np.nan, 1.0])), 0.5)
    assert math.isnan(before) and np.isnan(clipped.bias).any()


def test_nothing_handed_in_is_changed():
    before = tree_map(np.copy, (RNNParams(PARAMS, GRADS, PARAMS)))
    start = adam_start(PARAMS)
    sgd(PARAMS, GRADS, lr=0.1)
    adam(PARAMS, GRADS, start, lr=0.1)
    clip_by_global_norm(GRADS, 0.1)
    after = RNNParams(PARAMS, GRADS, PARAMS)
    assert all(
        np.array_equal(a, b) for (_, a), (_, b) in zip(tree_leaves(before), tree_leaves(after), strict=True)
    )
    assert start.steps == 0 and not np.any(start.m.weight_ih)


def test_float32_stays_float32():
    params, grads = (tree_map(lambda leaf: leaf.astype("float32"), tree) for tree in (PARAMS, GRADS))
    clipped, _ = clip_by_global_norm(grads, 0.1)
    moved, state = adam(sgd(params, clipped, lr=0.1), clipped, adam_start(params), lr=0.1)
    leaves = [leaf for tree in (clipped, moved, state.m, state.v) for _, leaf in tree_leaves(tree)]
    assert {leaf.dtype for leaf in leaves} == {np.dtype("float32")}


@pytest.mark.parametrize("value", [0, -1, math.nan])
def test_a_number_that_is_not_above_zero_is_named(value):
    with pytest.raises(ValueError, match="^lr: expected a number above 0, got"):
        sgd(PARAMS, GRADS, lr=value)
    with pytest.raises(ValueError, match="^lr: expected a number above 0, got"):
        adam(PARAMS, GRADS, adam_start(PARAMS), lr=value)
    with pytest.raises(ValueError, match="^max_norm: expected a number above 0, got"):
        clip_by_global_norm(GRADS, value)


@pytest.mark.parametrize("betas", [(1.0, 0.999), (0.9, 1.0), (-0.1, 0.999)])
def test_betas_outside_their_range_are_named(betas):
    with pytest.raises(ValueError, match=r"^betas: expected two numbers in \[0, 1\), got"):
        adam(PARAMS, GRADS, adam_start(PARAMS), lr=0.1, betas=betas)
