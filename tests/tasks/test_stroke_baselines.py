"""The rivals of the writer give honest densities."""

import numpy as np
import pytest

from lstm_ref.tasks import stroke_baselines as rivals


@pytest.fixture
def rng():
    return np.random.default_rng(0)


def lines_of(rng, steps=60, count=30, noise=0.5):
    """An AR(1) with a known noise, and a fair coin for the pen."""
    lines = np.zeros((steps, count, 3))
    for t in range(steps):
        before = lines[t - 1, :, :2] if t else np.zeros((count, 2))
        lines[t, :, :2] = 0.5 * before + noise * rng.standard_normal((count, 2))
    lines[..., 2] = rng.random((steps, count)) < 0.5
    return lines


def test_the_points_before_are_the_latest_first_and_zeros_before_the_line():
    lines = np.arange(12.0).reshape(4, 1, 3)
    found = rivals.before(lines, 2)
    np.testing.assert_array_equal(found[0, 0], np.zeros(6))
    np.testing.assert_array_equal(found[3, 0], [6, 7, 8, 3, 4, 5])


def test_autoregression_finds_the_entropy_of_its_own_process(rng):
    train, test = lines_of(rng), lines_of(rng)
    entropy = 2 * np.log(0.5) + 1 + np.log(2 * np.pi) + np.log(2)
    found = rivals.autoregression(train, test, 1)
    assert found == pytest.approx(entropy, abs=0.05)
    assert rivals.constant_velocity(train, test) > found + 0.1


def test_the_ngram_is_a_density_and_a_context_helps(rng):
    train = np.zeros((60, 20, 3))
    train[0::3, :, 0], train[1::3, :, 0], train[2::3, :, 0] = 1.0, -1.0, 0.0
    train[..., :2] += 0.05 * rng.standard_normal(train[..., :2].shape)
    train[2::3, :, 2] = 1.0
    grams = rivals.count_strokes(train, 3, 2)
    scores = [rivals.stroke_gram_nats(grams, train, n, 1.0) for n in (0, 1, 2)]
    assert scores[1] < scores[0] - 0.8 and scores[2] < scores[0] - 0.8
    least = 2 * np.log(0.05) + 1 + np.log(2 * np.pi)  # the noise alone
    assert scores[1] > least - 0.1


def test_the_ngram_takes_every_symbol_for_possible(rng):
    train, test = lines_of(rng, 20, 5), lines_of(rng, 20, 5, noise=3.0)
    assert np.isfinite(rivals.stroke_gram_nats(rivals.count_strokes(train, 4, 3), test, 3, 0.5))
