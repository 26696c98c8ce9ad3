"""The small worlds of chapter 4: the cliff, the latch, the bit, and random nets with a chosen stretch."""

import numpy as np
import pytest

from lstm_ref.numpy import orthogonal
from lstm_ref.tasks import bit, cliff, latch, units
from lstm_ref.verify.gradcheck import check_gradients


def test_the_cliffs_gradient_is_that_of_its_loss():
    at = cliff.CliffParams(np.array(3.5), np.array(-1.5))
    check_gradients(lambda place: float(cliff.cliff_loss(place)[0]), at, cliff.cliff_loss(at)[1])


def test_the_map_holds_the_loss_of_each_place():
    places, loss, slope = cliff.cliff_map(points=5)
    one = cliff.CliffParams(places.w[1, 3], places.b[1, 3])
    value, grads = cliff.cliff_loss(one)
    assert loss[1, 3] == value and slope[1, 3] == pytest.approx(np.hypot(grads.w, grads.b))


def test_no_clipped_move_is_longer_than_the_limit_allows():
    path = cliff.descend(4.5, -3.0, updates=30, lr=0.1, max_norm=0.5)
    assert path.places.shape == (31, 2) and path.losses.shape == (31,)
    assert path.longest_move <= 0.1 * 0.5 * (1 + 1e-9)


def test_the_latchs_gradient_is_that_of_its_loss():
    rng = np.random.default_rng(0)
    params = latch.LatchParams(rng.uniform(1, 2, 3), rng.standard_normal((latch.TELLING, 3, 2)))
    noise = latch.draw_noise(rng, steps=6, runs=3)

    def loss(params):
        return float(((latch.latch_states(params, noise)[-1] - latch.TARGETS) ** 2).sum() / 2)

    check_gradients(loss, params, latch.latch_gradient(params, latch.latch_states(params, noise)))


def test_the_latch_set_by_hand_holds_and_an_empty_one_does_not():
    rng = np.random.default_rng(0)
    assert latch.runs_that_hold(rng, latch.latch_by_hand(4), steps=40) == 4
    assert latch.runs_that_hold(rng, latch.latch_by_hand(4, w=0.0), steps=40) == 0


def test_runs_train_apart_from_each_other():
    rng = np.random.default_rng(0)
    params, noise = latch.start_latch(rng, 3), latch.draw_noise(rng, steps=6, runs=3)
    together = latch.latch_gradient(params, latch.latch_states(params, noise))
    alone = latch.LatchParams(params.w[:1], params.u[:, :1])
    first = latch.latch_gradient(alone, latch.latch_states(alone, noise[:, :1]))
    np.testing.assert_allclose(together.w[0], first.w[0])


def test_the_bits_gradient_is_that_of_its_loss():
    rng = np.random.default_rng(0)
    net = bit.learn_bit(rng, 5, 1.0, updates=1, hidden_size=3)
    xs, bits = bit.bit_batch(rng, 5, 4, 1.0)
    check_gradients(lambda net: bit.bit_loss(net, xs, bits)[0], net, bit.bit_loss(net, xs, bits)[1])


def test_a_batch_says_the_bit_first_and_noise_after_it():
    xs, bits = bit.bit_batch(np.random.default_rng(0), 9, 5, 0.1)
    assert set(np.unique(bits)) <= {-1.0, 1.0}
    assert (xs[: bit.TELLING, :, 0] == bits[:, 0]).all() and (np.abs(xs[bit.TELLING :]) < 1).all()


def test_a_short_bit_is_learned_and_the_same_seed_gives_the_same_share():
    assert bit.runs_that_learn(0, 5, 0.5, orthogonal, runs=2) == 1.0
    assert bit.runs_that_learn(0, 5, 0.5, orthogonal, runs=2) == 1.0


@pytest.mark.parametrize("unit", [units.TANH, units.LOGISTIC])
def test_a_units_slope_is_its_derivative_and_is_steepest_at_zero(unit):
    a = np.linspace(-3, 3, 7)
    slope = unit.slope(unit.function(a))
    numeric = (unit.function(a + 1e-6) - unit.function(a - 1e-6)) / 2e-6
    np.testing.assert_allclose(slope, numeric, atol=1e-8)
    assert slope.max() == pytest.approx(unit.steepest) == pytest.approx(slope[3])


def test_the_largest_singular_value_is_the_one_asked_for():
    matrix = units.matrix_with_largest_singular_value(np.random.default_rng(0), 5, 0.7)
    assert np.linalg.svd(matrix)[1][0] == pytest.approx(0.7)


@pytest.mark.parametrize("unit", [units.TANH, units.LOGISTIC])
def test_no_net_exceeds_the_bound(unit):
    norms = units.norms_of_random_nets(
        np.random.default_rng(0), unit, 1.1 / unit.steepest, nets=3, steps=9, size=4
    )
    assert norms.shape == (3,) and (norms <= 1.1**9).all()
