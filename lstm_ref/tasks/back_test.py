"""Four forecasters of one real series, back-tested at every step of its last fifth."""

from collections.abc import Sequence

import numpy as np

from lstm_ref.numpy.arrays import Array
from lstm_ref.tasks.baselines import autoregressive, best_order, mean_error, persistence, seasonal_naive
from lstm_ref.tasks.forecaster import forecasts, train_forecaster
from lstm_ref.tasks.real_series import Series
from lstm_ref.tasks.seasons import Plain, ahead_of, split, take_out

ORDERS = tuple(range(1, 25))


def back(plain: Plain, forecast: Array) -> Array:
    """Put season and scale back into forecasts of z, (N − ahead, ahead)."""
    return ahead_of(plain.base, forecast.shape[1]) + plain.scale * forecast


def net_forecast(series: Series, seed: int) -> Array:
    """What an LSTM forecasts from every origin: it reads z, and one readout gives all steps ahead."""
    parts, ahead = split(len(series.values)), series.ahead
    plain = take_out(series.values, series.handling, series.period, parts.train)
    xs, ys = plain.z[:, None], ahead_of(plain.z, ahead)
    # An origin's answers reach `ahead` steps further, and must not reach into the next part.
    ends = parts.train - ahead, parts.valid - ahead
    net = train_forecaster(xs, ys, *ends, seed, hidden=8, window=36, updates=300)
    return back(plain, forecasts(net, xs)[:-ahead])


def back_test(series: Series, seeds: Sequence[int]) -> dict[str, list[float]]:
    """The mean absolute error of each forecaster on the test part, one for each seed, in the series' unit."""
    values, ahead, parts = series.values, series.ahead, split(len(series.values))
    plain = take_out(values, series.handling, series.period, parts.train)
    model = best_order(plain.z, ahead, parts.train, parts.valid, ORDERS)
    fixed = {
        "persistence": persistence(values, ahead),
        "seasonal naive": seasonal_naive(values, ahead, series.period),
        "autoregression": back(plain, autoregressive(model, plain.z, ahead)),
    }
    errors = {name: [mean_error(of, values, parts.valid)] * len(seeds) for name, of in fixed.items()}
    errors["LSTM"] = [mean_error(net_forecast(series, seed), values, parts.valid) for seed in seeds]
    return errors


def relative(by_series: Sequence[dict[str, list[float]]]) -> dict[str, list[float]]:
    """Errors as shares of the seasonal naive forecast's, the mean over several series, for each seed."""
    return {
        name: list(np.mean([np.divide(of[name], of["seasonal naive"]) for of in by_series], axis=0))
        for name in by_series[0]
    }
