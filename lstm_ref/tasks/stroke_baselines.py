"""Three models of pen points without a memory of their own: constant velocity, autoregression, an n-gram."""

from collections import Counter, defaultdict
from typing import NamedTuple

import numpy as np

from lstm_ref.numpy.arrays import Array, Tokens
from lstm_ref.tasks.mixture import LOG_2PI


def before(lines: Array, count: int) -> Array:
    """The `count` points before each, the latest first; zeros before the line: (T, B, 3·count)."""
    zeros = np.zeros((count, *lines.shape[1:]))
    padded, steps = np.concatenate([zeros, lines]), len(lines)
    return np.concatenate([padded[count - k : count - k + steps] for k in range(1, count + 1)], axis=-1)


def gaussian_nats(residuals: Array, covariance: Array) -> Array:
    """−log N(residual; 0, covariance) for residuals (…, 2)."""
    z = np.linalg.solve(covariance, residuals[..., None])[..., 0]
    found: Array = (residuals * z).sum(axis=-1) / 2 + np.log(np.linalg.det(covariance)) / 2 + LOG_2PI
    return found


def coin_nats(up: Array, chance: Array | float) -> Array:
    """−log of the chance that the pen was lifted, or was not."""
    found: Array = -np.log(np.where(up > 0.5, chance, 1 - np.asarray(chance)))
    return found


def constant_velocity(train: Array, test: Array) -> float:
    """Nats per point when the next offset is the last one plus Gaussian noise; the pen lifts by chance."""
    residuals = train[..., :2] - before(train, 1)[..., :2]
    covariance = np.cov(residuals.reshape(-1, 2).T)
    rest = test[..., :2] - before(test, 1)[..., :2]
    coin = coin_nats(test[..., 2], train[..., 2].mean())
    return float((gaussian_nats(rest, covariance) + coin).mean())


def autoregression(train: Array, test: Array, order: int) -> float:
    """Nats per point of a single Gaussian around a linear function of the last `order` points.

        offset_t = A [point_{t−1}; …; point_{t−order}; 1] + noise,  noise ~ N(0, Σ)

    The chance to lift the pen is logistic in the same points.
    """
    from sklearn.linear_model import LogisticRegression

    def design(lines: Array) -> Array:
        columns = before(lines, order).reshape(-1, 3 * order)
        return np.concatenate([columns, np.ones((len(columns), 1))], axis=1)

    xs, ys = design(train), train[..., :2].reshape(-1, 2)
    weights = np.linalg.lstsq(xs, ys, rcond=None)[0]
    covariance = np.cov((ys - xs @ weights).T)
    coin = LogisticRegression(max_iter=1000).fit(xs, train[..., 2].reshape(-1))
    chance = coin.predict_proba(design(test))[:, 1]
    rest = test[..., :2].reshape(-1, 2) - design(test) @ weights
    return float((gaussian_nats(rest, covariance) + coin_nats(test[..., 2].reshape(-1), chance)).mean())


class StrokeGrams(NamedTuple):
    """`centres` (C, 2); `means`, `spread` (2C, 2) of each symbol; `tables`, one a context length."""

    centres: Array
    means: Array
    spread: Array
    tables: list[dict[tuple[int, ...], "Counter[int]"]]


def symbols_of(lines: Array, centres: Array) -> Tokens:
    """The nearest centre of each offset, plus C where the pen is lifted: (T, B) of 0 … 2C − 1."""
    far = ((lines[..., None, :2] - centres) ** 2).sum(axis=-1)
    found: Tokens = far.argmin(axis=-1) + len(centres) * (lines[..., 2] > 0.5)
    return found


def count_strokes(train: Array, centres: int, longest: int, seed: int = 0) -> StrokeGrams:
    """Quantise the offsets of `train` (T, B, 3) to `centres` by k-means, and count what follows what."""
    from sklearn.cluster import KMeans

    offsets = train[..., :2].reshape(-1, 2)
    middle = KMeans(centres, n_init=1, max_iter=30, random_state=seed).fit(offsets).cluster_centers_
    symbols, overall = symbols_of(train, middle), offsets.std(axis=0)
    means, spread = np.repeat([offsets.mean(axis=0)], 2 * centres, 0), np.repeat([overall], 2 * centres, 0)
    for s in range(2 * centres):
        own = offsets[symbols.reshape(-1) == s]
        if len(own) > 1:  # a wall around each symbol's own Gaussian, so that no point is impossible
            means[s], spread[s] = own.mean(axis=0), np.maximum(own.std(axis=0), 0.02)
    tables: list[dict[tuple[int, ...], Counter[int]]] = [defaultdict(Counter) for _ in range(longest + 1)]
    for line in symbols.T.tolist():
        for t, symbol in enumerate(line):
            for n in range(min(t, longest) + 1):
                tables[n][tuple(line[t - n : t])][symbol] += 1
    return StrokeGrams(middle, means, spread, tables)


def stroke_gram_nats(grams: StrokeGrams, test: Array, context: int, strength: float) -> float:
    """Nats per point of the n-gram: the symbols' Gaussians, weighted by what the context expects.

        P_n(s | u) = (N(us) + strength · P_{n−1}(s | u′)) / (N(u) + strength)

    Arguments:
        grams: from `count_strokes`.
        test: (T, B, 3).
        context: how many symbols before, at most `longest`.
        strength: of the shorter context, above 0.
    """
    symbols, total = symbols_of(test, grams.centres), len(grams.means)
    up = np.arange(total) >= total // 2
    cache: dict[tuple[int, ...], Array] = {}

    def expected(seen: tuple[int, ...]) -> Array:
        if seen not in cache:
            found = grams.tables[len(seen)].get(seen, Counter())
            shorter = expected(seen[1:]) if seen else np.full(total, 1 / total)
            counts = np.zeros(total)
            counts[list(found)] = list(found.values())
            cache[seen] = (counts + strength * shorter) / (counts.sum() + strength)
        return cache[seen]

    lines = symbols.T.tolist()
    chances = np.stack(
        [[expected(tuple(line[max(0, t - context) : t])) for t in range(len(line))] for line in lines]
    )
    points = test.transpose(1, 0, 2)  # (B, T, 3), as the chances are (B, T, S)
    z = (points[..., None, :2] - grams.means) / grams.spread
    log_n = -(z**2 / 2 + np.log(grams.spread)).sum(axis=-1) - LOG_2PI
    fits = up == (points[..., None, 2] > 0.5)
    log_p = np.where(fits, np.log(chances) + log_n, -np.inf)
    return float(-np.logaddexp.reduce(log_p, axis=-1).mean())
