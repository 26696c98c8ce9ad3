"""What a forecast has to beat: yesterday again, last season again, and an autoregressive model.

Each returns a row of forecasts for every origin t, made from values up to t alone: (N − ahead, ahead). Rows
that reach back beyond the beginning hold NaN.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from lstm_ref.numpy.arrays import Array
from lstm_ref.tasks.seasons import ahead_of


def persistence(values: Array, ahead: int) -> Array:
    """Yesterday again: the forecast for t + k is the value at t."""
    return np.repeat(values[:-ahead, None], ahead, axis=1)


def seasonal_naive(values: Array, ahead: int, period: int) -> Array:
    """Last season again: the forecast for t + k is the value a period before t + k.

    Raises:
        ValueError: when `ahead` is longer than a period; the value would not be known yet.
    """
    if ahead > period:
        raise ValueError(f"ahead: expected at most a period of {period}, got {ahead}")
    forecast = np.full((len(values) - ahead, ahead), np.nan)
    rows = np.arange(period - 1, len(values) - ahead)
    forecast[rows] = values[rows[:, None] + 1 - period + np.arange(ahead)]
    return forecast


class Autoregression(NamedTuple):
    """y_t = constant + Σ_k weights[k] y_{t−1−k}; `weights` (order,)."""

    constant: float
    weights: Array


def fit_autoregression(values: Array, order: int) -> Autoregression:
    """Least squares over `values` (N,), by statsmodels' `AutoReg`."""
    from statsmodels.tsa.ar_model import AutoReg

    params = np.asarray(AutoReg(values, lags=order, trend="c").fit().params)
    return Autoregression(float(params[0]), params[1:])


def autoregressive(model: Autoregression, values: Array, ahead: int) -> Array:
    """Forecast one step, take the forecast for a value, and go on; from every origin at once."""
    order = len(model.weights)
    forecast = np.full((len(values) - ahead, ahead), np.nan)
    recent = np.lib.stride_tricks.sliding_window_view(values, order)[: len(values) - ahead - order + 1, ::-1]
    for k in range(ahead):
        step = model.constant + recent @ model.weights
        forecast[order - 1 :, k] = step
        recent = np.column_stack([step, recent[:, :-1]])
    return forecast


def mean_error(forecast: Array, values: Array, start: int, stop: int | None = None) -> float:
    """Mean absolute error of all forecasts made from the origins `start` … `stop`, NaN left out.

    Arguments:
        forecast: (N − ahead, ahead).
        values: (N,).
    """
    truth = ahead_of(values, forecast.shape[1])
    return float(np.nanmean(np.abs(forecast - truth)[start:stop]))


def best_order(values: Array, ahead: int, train: int, valid: int, orders: Sequence[int]) -> Autoregression:
    """The autoregression, fitted before `train`, whose forecasts between `train` and `valid` are best."""
    models = [fit_autoregression(values[:train], order) for order in orders]
    errors = [
        mean_error(autoregressive(model, values, ahead), values, train, valid - ahead) for model in models
    ]
    return models[int(np.argmin(errors))]
