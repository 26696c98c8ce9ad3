"""A detector with a memory: how far the value is from what an LSTM expected."""

import numpy as np

from lstm_ref.numpy.arrays import Array
from lstm_ref.tasks.forecaster import forecasts, train_forecaster
from lstm_ref.tasks.noticing import Watched


def surprise(watched: Watched, seed: int) -> Array:
    """Train a forecaster on the part without anomalies; the distance between value and forecast, (N,).

    At step t the net has read the values up to t − 1 and what is known beforehand of t. The first is NaN.
    Which weights are kept is decided on the last sixth of the training part, without looking at an anomaly.
    """
    z, extra = _scaled(watched.values, watched.train), _scaled(watched.extra, watched.train)
    xs, ys = np.column_stack([z[:-1], extra[1:]]), z[1:, None]
    ends = 5 * watched.train // 6 - 1, watched.train - 1
    net = train_forecaster(xs, ys, *ends, seed, window=32, updates=400, lr=2e-2, every=50)
    return np.concatenate([[np.nan], np.abs(forecasts(net, xs) - ys)[:, 0]])


def _scaled(values: Array, train: int) -> Array:
    known = values[:train]
    found: Array = (values - known.mean(axis=0)) / known.std(axis=0)
    return found
