"""Series, seasons, baselines and intervals of chapter 18 use the past alone, and do what they say."""

import numpy as np
import pytest

from lstm_ref.tasks.baselines import (
    autoregressive,
    best_order,
    fit_autoregression,
    mean_error,
    persistence,
    seasonal_naive,
)
from lstm_ref.tasks.interval import coverage, error_quantiles
from lstm_ref.tasks.paired import paired_test
from lstm_ref.tasks.real_series import real_series
from lstm_ref.tasks.seasons import HANDLINGS, ahead_of, split, take_out

SERIES = np.sin(np.arange(60) / 3) + 0.2 * np.random.default_rng(18).standard_normal(60)


def test_the_real_series_are_whole_and_known():
    found = {series.name: series for series in real_series()}
    assert {name: len(series.values) for name, series in found.items()} == {
        "sunspots": 309,
        "CO₂": 526,
        "sea temperature": 732,
    }
    assert all(
        np.isfinite(series.values).all() and series.ahead <= series.period for series in found.values()
    )


@pytest.mark.parametrize("handling", HANDLINGS)
def test_a_season_comes_back_and_looks_at_the_training_part_alone(handling):
    plain = take_out(SERIES, handling, 6, 30)
    np.testing.assert_allclose(plain.base + plain.scale * plain.z, SERIES)
    other = SERIES.copy()
    other[40:] += 100
    changed = take_out(other, handling, 6, 30)
    assert changed.scale == plain.scale
    np.testing.assert_allclose(changed.z[:40], plain.z[:40])
    np.testing.assert_allclose(changed.base[:46], plain.base[:46])  # known a period ahead


@pytest.mark.parametrize(("handling", "train"), [("log", 30), ("none", 11), ("none", 61)])
def test_what_cannot_be_taken_out_is_refused(handling, train):
    with pytest.raises(ValueError, match=r"handling|train"):
        take_out(SERIES, handling, 6, train)


def test_parts_are_in_the_order_of_time():
    assert split(100) == (60, 80)
    with pytest.raises(ValueError, match="not empty"):
        split(2)


def test_the_simplest_forecasts():
    values = np.arange(8.0)
    np.testing.assert_array_equal(persistence(values, 2)[3], [3, 3])
    np.testing.assert_array_equal(seasonal_naive(values, 2, 3)[3], [1, 2])
    assert np.isnan(seasonal_naive(values, 2, 3)[:2]).all()
    np.testing.assert_array_equal(ahead_of(values, 2)[3], [4, 5])
    assert mean_error(persistence(values, 2), values, 0) == 1.5
    with pytest.raises(ValueError, match="ahead"):
        seasonal_naive(values, 4, 3)


def test_the_autoregression_forecasts_as_statsmodels_does():
    from statsmodels.tsa.ar_model import AutoReg

    model = fit_autoregression(SERIES, 3)
    due = AutoReg(SERIES, lags=3).fit().forecast(4)
    longer = np.concatenate([SERIES, np.zeros(4)])
    np.testing.assert_allclose(autoregressive(model, longer, 4)[-1], due)
    assert np.isnan(autoregressive(model, SERIES, 4)[:2]).all()


def test_the_order_is_chosen_between_training_and_validation():
    other = SERIES.copy()
    other[50:] = 99
    chosen = [best_order(values, 2, 30, 50, (1, 2, 5)).weights for values in (SERIES, other)]
    np.testing.assert_allclose(*chosen)


def test_the_paired_test_knows_luck_from_a_gain():
    rng = np.random.default_rng(0)
    truth = rng.standard_normal(400)
    better = paired_test(truth, 0.5 * truth, 0 * truth)
    assert better.gain > 0 and better.p < 1e-6
    two = truth + rng.standard_normal((2, 400))
    assert paired_test(truth, *two).p > 0.01
    for wrong in (truth[:5], truth[None]):
        with pytest.raises(ValueError, match="one length"):
            paired_test(truth, truth, wrong)
    with pytest.raises(ValueError, match="differ"):
        paired_test(truth, truth, truth)


def test_an_interval_holds_what_it_was_made_of():
    truth = np.random.default_rng(0).standard_normal(1000)
    low, high = error_quantiles(truth, np.ones(1000), 0.8)
    assert abs(coverage(truth, 1 + np.full(1000, low), 1 + np.full(1000, high)) - 0.8) < 0.01
    with pytest.raises(ValueError, match="share"):
        error_quantiles(truth, truth, 1.0)
