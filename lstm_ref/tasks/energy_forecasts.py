"""Tomorrow's demand, forecast five ways; every forecaster knows tomorrow's temperature and weekday."""

import numpy as np

from lstm_ref.numpy.arrays import Array
from lstm_ref.tasks.detectors import one_step_ahead
from lstm_ref.tasks.energy import WEEK, YEAR, Town, known_the_day_before
from lstm_ref.tasks.forecaster import Forecaster, forecasts, train_forecaster
from lstm_ref.tasks.seasons import Parts

PARTS = Parts(4 * YEAR, 5 * YEAR)  # of six years
ORDERS, LAGS = (1, 2, 7, 8, 14, 15, 21, 28), (7, 14, 28)
SHARES = (0.05, 0.1, 0.25, 0.5)  # of the newest day in a running mean; the recipe's own is not among them


def error(forecast: Array, town: Town, start: int = PARTS.valid, stop: int | None = None) -> float:
    """The mean absolute error of forecasts (N,) on the days `start` … `stop`, by default the test."""
    return float(np.abs(forecast - town.demand)[start:stop].mean())


def simple_forecasts(town: Town) -> dict[str, Array]:
    """Last week's value, an autoregression, boosted trees without and with running means: each (N,).

    What they leave open is chosen on the fifth year.
    """
    week_ago = np.concatenate([np.full(WEEK, np.nan), town.demand[:-WEEK]])
    # With a constant in the model, one weekday follows from the other six.
    extra = np.column_stack([town.outdoors, np.eye(WEEK)[town.weekday][:, 1:]])
    linear = [one_step_ahead(town.demand, extra, PARTS.train, order) for order in ORDERS]
    trees = [boosted(town, lags) for lags in LAGS]
    informed = [boosted(town, lags, SHARES, pace) for lags in (1, 7) for pace in (0.06, 0.1)]
    return {
        "a week ago": week_ago,
        "autoregression": min(linear, key=lambda made: error(made, town, *PARTS)),
        "trees on lags": min(trees, key=lambda made: error(made, town, *PARTS)),
        "trees on running means": min(informed, key=lambda made: error(made, town, *PARTS)),
    }


def running_mean(values: Array, share: float) -> Array:
    """m_t = (1 − share) m_{t−1} + share · value_t, from the first value on, (N,)."""
    found, last = np.empty(len(values)), float(values[0])
    for t, value in enumerate(values):
        last = found[t] = (1 - share) * last + share * value
    return found


def boosted(town: Town, lags: int, shares: tuple[float, ...] = (), pace: float = 0.07) -> Array:
    """Gradient-boosted trees (scikit-learn) on the last `lags` days of demand and temperature, (N,).

    Arguments:
        lags: at least 1.
        shares: for each a column with that running mean of the temperature.
        pace: the learning rate, of 100 trees.
    """
    from sklearn.ensemble import HistGradientBoostingRegressor

    past = [np.roll(of, lag) for of in (town.demand, town.outdoors) for lag in range(1, lags + 1)]
    means = [running_mean(town.outdoors, share) for share in shares]
    table = np.column_stack([town.outdoors, town.weekday, *past, *means])
    known = slice(lags, PARTS.train)  # np.roll brings the end to the beginning: the first rows do not count
    trees = HistGradientBoostingRegressor(learning_rate=pace, max_iter=100, random_state=0)
    made: Array = trees.fit(table[known], town.demand[known]).predict(table)
    return made


def net_on_demand(town: Town, seed: int) -> tuple[Forecaster, Array]:
    """Train an LSTM on four years; the net, and its forecasts (N,), of which the first is NaN."""
    mean, scale = town.demand[: PARTS.train].mean(), town.demand[: PARTS.train].std()
    xs, ys = known_the_day_before(town), ((town.demand[1:] - mean) / scale)[:, None]
    ends = PARTS.train - 1, PARTS.valid - 1
    net = train_forecaster(xs, ys, *ends, seed, hidden=16, window=42, warm=14, updates=300)
    return net, np.concatenate([[np.nan], mean + scale * forecasts(net, xs)[:, 0]])
