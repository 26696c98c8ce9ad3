"""Tomorrow's demand, forecast four ways; every forecaster knows tomorrow's temperature and weekday."""

import numpy as np

from lstm_ref.numpy.arrays import Array
from lstm_ref.tasks.detectors import one_step_ahead
from lstm_ref.tasks.energy import WEEK, YEAR, Town, known_the_day_before
from lstm_ref.tasks.forecaster import Forecaster, forecasts, train_forecaster
from lstm_ref.tasks.seasons import Parts

PARTS = Parts(4 * YEAR, 5 * YEAR)  # of six years
ORDERS, LAGS = (1, 2, 7, 8, 14, 15, 21, 28), (7, 14, 28)


def error(forecast: Array, town: Town, start: int = PARTS.valid, stop: int | None = None) -> float:
    """The mean absolute error of forecasts (N,) on the days `start` … `stop`, by default the test."""
    return float(np.abs(forecast - town.demand)[start:stop].mean())


def simple_forecasts(town: Town) -> dict[str, Array]:
    """Last week's value, an autoregression and boosted trees, set on the fifth year: each (N,)."""
    week_ago = np.concatenate([np.full(WEEK, np.nan), town.demand[:-WEEK]])
    # With a constant in the model, one weekday follows from the other six.
    extra = np.column_stack([town.outdoors, np.eye(WEEK)[town.weekday][:, 1:]])
    linear = [one_step_ahead(town.demand, extra, PARTS.train, order) for order in ORDERS]
    trees = [boosted(town, lags) for lags in LAGS]
    return {
        "a week ago": week_ago,
        "autoregression": min(linear, key=lambda made: error(made, town, *PARTS)),
        "boosted trees": min(trees, key=lambda made: error(made, town, *PARTS)),
    }


def boosted(town: Town, lags: int) -> Array:
    """Gradient-boosted trees (scikit-learn) on the last `lags` days of demand and temperature, (N,)."""
    from sklearn.ensemble import HistGradientBoostingRegressor

    past = [np.roll(of, lag) for of in (town.demand, town.outdoors) for lag in range(1, lags + 1)]
    table = np.column_stack([town.outdoors, town.weekday, *past])
    known = slice(lags, PARTS.train)  # np.roll brings the end to the beginning: the first rows do not count
    trees = HistGradientBoostingRegressor(learning_rate=0.07, max_iter=100, random_state=0)
    made: Array = trees.fit(table[known], town.demand[known]).predict(table)
    return made


def net_on_demand(town: Town, seed: int) -> tuple[Forecaster, Array]:
    """Train an LSTM on four years; the net, and its forecasts (N,), of which the first is NaN."""
    mean, scale = town.demand[: PARTS.train].mean(), town.demand[: PARTS.train].std()
    xs, ys = known_the_day_before(town), ((town.demand[1:] - mean) / scale)[:, None]
    ends = PARTS.train - 1, PARTS.valid - 1
    net = train_forecaster(xs, ys, *ends, seed, hidden=16, window=42, warm=14, updates=300)
    return net, np.concatenate([[np.nan], mean + scale * forecasts(net, xs)[:, 0]])
