"""The recipes of chapter 18 keep to their words, alarms are counted right, and detectors look back only."""

import numpy as np
import pytest

from lstm_ref.tasks.detectors import (
    best_residual,
    best_rolling_z,
    best_trees,
    far_from_middle,
    one_step_ahead,
    rolling_z,
    tree_residual,
)
from lstm_ref.tasks.energy import draw_town, known_the_day_before
from lstm_ref.tasks.machine import draw_machine
from lstm_ref.tasks.noticing import Watched, alarms, best_threshold, count, judged
from lstm_ref.tasks.payments import draw_payments
from lstm_ref.tasks.prices import draw_prices
from lstm_ref.tasks.traffic import draw_traffic

DRAWS = {"machine": draw_machine, "traffic": draw_traffic, "payments": draw_payments}


@pytest.fixture(params=DRAWS, scope="module")
def watched(request):
    return DRAWS[request.param](np.random.default_rng(3))


def test_a_recipe_marks_its_anomalies_and_has_none_in_training(watched):
    assert len(watched.kinds) == len(watched.events) > 20 and len(set(watched.kinds)) > 1
    assert min(watched.events) >= watched.train and len(watched.extra) == len(watched.values)
    assert any(event < watched.valid for event in watched.events) and watched.events[-1] >= watched.valid
    assert np.isfinite(watched.values).all()


def test_no_anomaly_leaves_the_ordinary_range(watched):
    usual = watched.values[: watched.train]
    low, high = usual.min() - 0.1 * np.ptp(usual), usual.max() + 0.1 * np.ptp(usual)
    assert np.mean([low <= watched.values[event] <= high for event in watched.events]) > 0.95


def test_a_draw_repeats_itself(watched):
    draw = next(
        of for of in DRAWS.values() if len(of(np.random.default_rng(3)).values) == len(watched.values)
    )
    np.testing.assert_array_equal(*(draw(np.random.default_rng(5)).values for _ in range(2)))


def test_walls_follow_the_air_and_are_not_handed_out():
    town = draw_town(np.random.default_rng(0), 400)
    np.testing.assert_allclose(town.walls[1:], 0.85 * town.walls[:-1] + 0.15 * town.outdoors[1:])
    xs = known_the_day_before(town)
    assert xs.shape == (399, 9)
    np.testing.assert_allclose(xs[:, 1], (town.outdoors[1:] - 12) / 8)  # tomorrow's air
    np.testing.assert_array_equal(xs[:, 2:].argmax(axis=1), town.weekday[1:])
    with pytest.raises(ValueError, match="days"):
        draw_town(np.random.default_rng(0), 0)


def test_the_direction_of_a_price_is_noise_and_its_size_is_not():
    changes = np.diff(np.log(draw_prices(np.random.default_rng(1), 20_000)))
    assert abs(np.corrcoef(changes[1:], changes[:-1])[0, 1]) < 0.05
    assert np.corrcoef(changes[1:] ** 2, changes[:-1] ** 2)[0, 1] > 0.1
    with pytest.raises(ValueError, match="days"):
        draw_prices(np.random.default_rng(0), 0)


def test_alarms_rest_after_one():
    assert alarms(np.array([0, 2, 3, 0, 2, np.nan, 2]), 1, late=2) == [1, 4]


def test_precision_and_recall():
    scores = np.zeros(40)
    scores[[5, 12, 30]] = 1
    found = count(scores, 0.5, (3, 20, 29), 0, 40, late=3)
    assert found.precision == 2 / 3 and found.recall == 2 / 3 and found.f1 == pytest.approx(2 / 3)
    assert count(scores, 2.0, (3,), 0, 40) == (0, 0, 0)
    with pytest.raises(ValueError, match="events"):
        count(scores, 0.5, (3,), 10, 20)


def test_the_threshold_does_not_look_at_the_test():
    rng = np.random.default_rng(0)
    scores = rng.random(300)
    events = (120, 150, 220, 260)
    scores[list(events)] += 1
    watched = Watched(np.zeros(300), np.empty((300, 0)), events, ("a",) * 4, 100, 200)
    other = scores.copy()
    other[200:] = rng.random(100)
    assert best_threshold(scores, watched) == best_threshold(other, watched)
    assert judged(scores, watched) == (1, 1, 1)


def test_detectors_look_back_only():
    rng = np.random.default_rng(0)
    values, extra = rng.standard_normal(80), rng.standard_normal((80, 2))
    other = values.copy()
    other[60:] += 5
    np.testing.assert_allclose(rolling_z(values, 6)[:60], rolling_z(other, 6)[:60])
    made = [one_step_ahead(of, extra, 40, 3) for of in (values, other)]
    np.testing.assert_allclose(made[0][:61], made[1][:61])
    assert np.isnan(made[0][:3]).all()


def test_one_step_ahead_is_statsmodels_own():
    from statsmodels.tsa.ar_model import AutoReg

    rng = np.random.default_rng(0)
    values, extra = rng.standard_normal(60), rng.standard_normal((60, 2))
    due = AutoReg(values, lags=2, exog=extra).fit().fittedvalues
    np.testing.assert_allclose(one_step_ahead(values, extra, 60, 2)[2:], due)


@pytest.mark.parametrize("detect", [far_from_middle, best_rolling_z, best_residual, best_trees])
def test_every_detector_scores_every_step(detect, watched):
    scores = detect(watched)
    assert scores.shape == watched.values.shape and np.isfinite(scores[200:]).all()


def test_trees_look_back_only_and_are_fitted_on_the_training_part(watched):
    step = watched.valid + 50
    other = watched.values.copy()
    other[step] += 5
    one, two = (tree_residual(watched._replace(values=values), 3) for values in (watched.values, other))
    assert np.isnan(one[:3]).all() and np.isfinite(one[3:]).all()
    np.testing.assert_array_equal(one[:step], two[:step])
    assert one[step] != two[step]
    np.testing.assert_array_equal(one[step + 4 :], two[step + 4 :])
