"""Tomorrow's price, forecast by a net that reads prices, by one that reads changes, and without a net."""

import numpy as np

from lstm_ref.numpy.arrays import Array
from lstm_ref.tasks.baselines import autoregressive, best_order
from lstm_ref.tasks.forecaster import forecasts, train_forecaster
from lstm_ref.tasks.seasons import Parts, split

ORDERS, WINDOW, UPDATES = tuple(range(1, 21)), 20, 300


def persistent(prices: Array) -> Array:
    """Yesterday's price, (N,); the first is NaN."""
    return np.concatenate([[np.nan], prices[:-1]])


def autoregressive_prices(prices: Array) -> Array:
    """An autoregression of the prices, its order chosen on the validation part, (N,)."""
    parts = split(len(prices))
    model = best_order(prices, 1, parts.train, parts.valid, ORDERS)
    return np.concatenate([[np.nan], autoregressive(model, prices, 1)[:, 0]])


def net_on_prices(prices: Array, seed: int) -> Array:
    """Read prices and forecast the next one, as many articles do, (N,); the first `WINDOW` are NaN.

    Prices are taken relative to the mean of the last `WINDOW` ones, so that a height that never came in
    training is no obstacle, and then scaled by the training part's spread.
    """
    usual = np.lib.stride_tricks.sliding_window_view(prices, WINDOW).mean(axis=1)  # ends at WINDOW − 1 + t
    parts = split(len(prices))
    ends = Parts(parts.train - WINDOW, parts.valid - WINDOW)
    now, due = prices[WINDOW - 1 :] / usual - 1, prices[WINDOW:] / usual[:-1] - 1
    scale = now[: ends.train].std()
    net = train_forecaster(
        now[:, None] / scale, due[:, None] / scale, *ends, seed, window=40, updates=UPDATES
    )
    made = usual[:-1] * (1 + scale * forecasts(net, now[:-1, None] / scale)[:, 0])
    return np.concatenate([np.full(WINDOW, np.nan), made])


def net_on_changes(prices: Array, seed: int) -> Array:
    """Read the changes of the log price and forecast the next change, (N,); the first two are NaN."""
    changes = np.diff(np.log(prices))
    parts = split(len(prices))
    scale = changes[: parts.train - 1].std()
    xs, ends = changes[:, None] / scale, Parts(parts.train - 2, parts.valid - 2)
    net = train_forecaster(xs, xs[1:], *ends, seed, window=40, updates=UPDATES)
    made = forecasts(net, xs)[:-1, 0]
    return np.concatenate([[np.nan, np.nan], prices[1:-1] * np.exp(scale * made)])


def error(forecast: Array, prices: Array) -> float:
    """The mean absolute error on the test part."""
    test = slice(split(len(prices)).valid, None)
    return float(np.abs(forecast - prices)[test].mean())
