"""The forecaster learns what can be learned, keeps to the past, and hands out its memory."""

import numpy as np
import pytest
import torch

from lstm_ref.tasks.back_test import relative
from lstm_ref.tasks.forecaster import Forecaster, forecasts, memory, train_forecaster
from lstm_ref.tasks.noticing import Watched
from lstm_ref.tasks.price_forecasts import net_on_changes, net_on_prices, persistent
from lstm_ref.tasks.surprise import surprise

WAVE = np.sin(np.arange(300) / 4)[:, None]


def test_it_learns_a_wave_and_the_seed_decides():
    nets = [
        train_forecaster(WAVE, WAVE[1:], 200, 250, seed, hidden=8, window=24, updates=120)
        for seed in (1, 1, 2)
    ]
    made = [forecasts(net, WAVE)[:-1] for net in nets]
    np.testing.assert_array_equal(made[0], made[1])
    assert not np.array_equal(made[0], made[2])
    assert np.abs(made[0] - WAVE[1:])[250:].mean() < 0.2
    with pytest.raises(ValueError, match="window"):
        train_forecaster(WAVE, WAVE[1:], 20, 250, 0)


def test_what_comes_after_validation_changes_nothing():
    other = WAVE.copy()
    other[250:] = 9
    kept = [
        train_forecaster(xs, xs[1:], 200, 249, 0, hidden=4, window=24, updates=20).state_dict()
        for xs in (WAVE, other)
    ]
    for name, value in kept[0].items():
        assert torch.equal(value, kept[1][name]), name


def test_the_memory_belongs_to_the_hidden_state():
    torch.manual_seed(0)
    net = Forecaster(1, 5, 1)
    c = memory(net, WAVE[:7])
    with torch.no_grad():
        _, (_, last) = net.cell(torch.tensor(WAVE[:7, None], dtype=torch.float32))
    assert c.shape == (7, 5)
    np.testing.assert_allclose(c[-1], last[0, 0].numpy(), atol=1e-6)


@pytest.mark.parametrize("made_by", [net_on_prices, net_on_changes])
def test_a_price_forecast_does_not_see_its_own_day(made_by):
    prices = 100 + np.cumsum(np.random.default_rng(0).standard_normal(300))
    other = prices.copy()
    other[280] += 20
    one, two = made_by(prices, 0), made_by(other, 0)
    assert one.shape == prices.shape
    np.testing.assert_allclose(one[30:281], two[30:281])
    assert abs(one[281] - two[281]) > 1
    assert persistent(prices)[281] == prices[280]


def test_surprise_is_high_where_a_value_is_out_of_place():
    values = WAVE[:, 0].copy()
    values[270] = -values[270] + 1
    watched = Watched(values, np.empty((300, 0)), (270,), ("odd",), 200, 250)
    found = surprise(watched, 0)
    assert np.isnan(found[0]) and found[250:271].argmax() == 20


def test_errors_are_shares_of_the_seasonal_naive_forecast():
    one = {"seasonal naive": [2.0, 2.0], "LSTM": [1.0, 3.0]}
    two = {"seasonal naive": [4.0, 4.0], "LSTM": [2.0, 2.0]}
    found = relative([one, two])
    assert found == {"seasonal naive": [1.0, 1.0], "LSTM": [0.5, 1.0]}
