"""Four detectors without a net: a fixed limit, a rolling z-score, and what a sum or trees did not expect."""

from collections.abc import Callable, Sequence

import numpy as np

from lstm_ref.numpy.arrays import Array
from lstm_ref.tasks.noticing import Watched, best_threshold, count

WIDTHS, ORDERS = (6, 12, 24, 48, 96, 168), (1, 2, 3, 6, 12, 24, 48)
LAGS = (2, 3, 4, 6, 8, 12, 24)


def far_from_middle(watched: Watched) -> Array:
    """The distance from the training part's median, (N,): alarms above a threshold are a fixed limit."""
    return np.abs(watched.values - np.median(watched.values[: watched.train]))


def rolling_z(values: Array, width: int) -> Array:
    """The distance from the mean of the `width` values before, in their standard deviations, (N,).

    The first `width` entries are NaN.
    """
    before = np.lib.stride_tricks.sliding_window_view(values, width)[:-1]
    found = np.full(len(values), np.nan)
    found[width:] = np.abs(values[width:] - before.mean(axis=1)) / (before.std(axis=1) + 1e-9)
    return found


def one_step_ahead(values: Array, extra: Array, train: int, order: int) -> Array:
    """Forecast each value by an autoregression fitted on the first `train`, (N,); NaN for the first `order`.

        y_t = constant + Σ_k w_k y_{t−k} + Σ_e v_e extra_{t,e}             fitted by statsmodels' `AutoReg`

    Arguments:
        values: (N,).
        extra: (N, E), what is known of step t when it is forecast; E may be 0.
        train: how many values are fitted.
        order: how many values before t are looked at.
    """
    from statsmodels.tsa.ar_model import AutoReg

    exog = extra[:train] if extra.shape[1] else None
    params = np.asarray(AutoReg(values[:train], lags=order, exog=exog).fit().params)
    before = np.lib.stride_tricks.sliding_window_view(values, order)[:-1, ::-1]
    found = np.full(len(values), np.nan)
    found[order:] = params[0] + before @ params[1 : 1 + order] + extra[order:] @ params[1 + order :]
    return found


def best_of(made: Callable[[int], Array], settings: Sequence[int], watched: Watched) -> Array:
    """The scores of the setting with the highest F1 on the validation part."""

    def f1(scores: Array) -> float:
        threshold = best_threshold(scores, watched)
        return count(scores, threshold, watched.events, watched.train, watched.valid).f1

    return max((made(setting) for setting in settings), key=f1)


def best_rolling_z(watched: Watched) -> Array:
    """`rolling_z` with the width that does best on the validation part."""
    return best_of(lambda width: rolling_z(watched.values, width), WIDTHS, watched)


def best_residual(watched: Watched) -> Array:
    """What the autoregression did not expect, of the order that does best on the validation part."""

    def made(order: int) -> Array:
        return np.abs(watched.values - one_step_ahead(watched.values, watched.extra, watched.train, order))

    return best_of(made, ORDERS, watched)


def tree_residual(watched: Watched, lags: int) -> Array:
    """What boosted trees (scikit-learn) on the last `lags` values did not expect, (N,).

    They are fitted on the training part. Beside the values they read what is known of this step and of each
    of those before (`extra`). The first `lags` entries are NaN.
    """
    from sklearn.ensemble import HistGradientBoostingRegressor

    past = [np.roll(of, lag, axis=0) for lag in range(1, lags + 1) for of in (watched.values, watched.extra)]
    table = np.column_stack([watched.extra, *past])
    known = slice(lags, watched.train)  # np.roll brings the end to the beginning: the first rows do not count
    trees = HistGradientBoostingRegressor(early_stopping=False, random_state=0)
    trees.fit(table[known], watched.values[known])
    found: Array = np.abs(watched.values - trees.predict(table))
    found[:lags] = np.nan
    return found


def best_trees(watched: Watched) -> Array:
    """`tree_residual` with the number of lags that does best on the validation part."""
    return best_of(lambda lags: tree_residual(watched, lags), LAGS, watched)
