"""Tomorrow's price, forecast by a net that reads prices, by one that reads changes, and without a net."""

import numpy as np

from lstm_ref.numpy.arrays import Array
from lstm_ref.tasks.baselines import autoregressive, best_order
from lstm_ref.tasks.forecaster import forecasts, train_forecaster
from lstm_ref.tasks.seasons import Parts, split

ORDERS = tuple(range(1, 21))


def persistent(prices: Array) -> Array:
    """Yesterday's price, (N,); the first is NaN."""
    return np.concatenate([[np.nan], prices[:-1]])


def autoregressive_prices(prices: Array) -> Array:
    """An autoregression of the prices, its order chosen on the validation part, (N,)."""
    parts = split(len(prices))
    model = best_order(prices, 1, parts.train, parts.valid, ORDERS)
    return np.concatenate([[np.nan], autoregressive(model, prices, 1)[:, 0]])


def net_on_prices(prices: Array, seed: int) -> Array:
    """Read prices and forecast the next one, as many articles do, (N,); scaled by the training part alone."""
    parts = split(len(prices))
    mean, scale = prices[: parts.train].mean(), prices[: parts.train].std()
    made = _next((prices - mean) / scale, parts, seed)
    return np.concatenate([[np.nan], mean + scale * made])


def net_on_changes(prices: Array, seed: int) -> Array:
    """Read the changes of the log price and forecast the next change, (N,); the first two are NaN."""
    changes = np.diff(np.log(prices))
    parts = split(len(prices))
    scale = changes[: parts.train - 1].std()
    made = _next(changes / scale, Parts(parts.train - 1, parts.valid - 1), seed)
    return np.concatenate([[np.nan, np.nan], prices[1:-1] * np.exp(scale * made)])


def _next(z: Array, parts: Parts, seed: int) -> Array:
    xs = z[:, None]
    net = train_forecaster(xs, xs[1:], parts.train - 1, parts.valid - 1, seed, window=40, updates=200)
    return forecasts(net, xs)[:-1, 0]


def error(forecast: Array, prices: Array) -> float:
    """The mean absolute error on the test part."""
    test = slice(split(len(prices)).valid, None)
    return float(np.abs(forecast - prices)[test].mean())
