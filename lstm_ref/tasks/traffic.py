"""Requests to a server, hour by hour, made by a recipe, with anomalies that only the hour gives away.

    log requests_t = 6 + day(hour) · (1, at weekends 0.6) + n_t          n_t = 0.7 n_{t−1} + 0.1 · noise

Anomalies, 2 hours long each: a `night burst` adds 0.45 between midnight and seven, a `gap` takes 0.45 away at
another hour. Most of them stay inside the ordinary range, since the day's wave is several times as high.
"""

import numpy as np

from lstm_ref.numpy.arrays import Array
from lstm_ref.numpy.init import Rng
from lstm_ref.tasks.energy import fading_noise
from lstm_ref.tasks.noticing import Watched

DAY, WEEK, LASTS, SIZE = 24, 168, 2, 0.45


def draw_traffic(rng: Rng, weeks: int = 48) -> Watched:
    """Draw the logarithm of the requests (values); half of the weeks are for training, without an anomaly.

    `extra` holds the mean of the training part at this hour of the week and at the hour before.
    """
    hours = np.arange(weeks * WEEK)
    train, valid = weeks // 2 * WEEK, 3 * weeks // 4 * WEEK
    shape = -np.cos(2 * np.pi * (hours % DAY - 2) / DAY) - 0.3 * np.cos(4 * np.pi * (hours % DAY) / DAY)
    values = 6 + shape * np.where(hours % WEEK < 5 * DAY, 1, 0.6) + fading_noise(rng, len(hours), 0.7, 0.1)
    events, kinds, free = [], [], train
    for t in range(train, len(hours) - LASTS):
        if t >= free and rng.random() < 0.02:
            kind = "night burst" if hours[t] % DAY < 7 else "gap"
            values[t : t + LASTS] += SIZE if kind == "night burst" else -SIZE
            events.append(t)
            kinds.append(kind)
            free = t + DAY
    usual = hourly_means(values, train)
    return Watched(
        values, np.column_stack([usual, np.roll(usual, 1)]), tuple(events), tuple(kinds), train, valid
    )


def hourly_means(values: Array, train: int) -> Array:
    """The mean of the first `train` values at each hour of the week, repeated to (N,)."""
    hour = np.arange(len(values)) % WEEK
    means: Array = np.array([values[:train][hour[:train] == k].mean() for k in range(WEEK)])[hour]
    return means
