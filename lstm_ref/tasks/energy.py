"""A town's weather and its use of energy, day by day, made by a recipe: a threshold, a slow wall, a weekday.

    outdoors   12 + 10 · season + weather            weather: what is left of yesterday's (0.8) plus noise
    walls      S_t = 0.85 S_{t−1} + 0.15 outdoors_t                 never shown to a forecaster
    heating    2.5 · max(0, 14 − S_t)      cooling    4 · max(0, S_t − 19)
    demand     60 + open_t · (heating + cooling + 25) + noise

`open` is 1 from Monday to Friday and 0.35 at weekends: the season's effect depends on the weekday, and on the
walls, which lag days behind the weather.
"""

from typing import NamedTuple

import numpy as np

from lstm_ref.numpy.arrays import Array, Tokens
from lstm_ref.numpy.init import Rng

YEAR, WEEK = 365, 7
KEEPS, HEAT_BELOW, COOL_ABOVE, WEEKEND = 0.85, 14.0, 19.0, 0.35


class Town(NamedTuple):
    """Days in a row, all (N,): `demand` in megawatt hours, `outdoors` and `walls` in °C, `weekday` 0 to 6."""

    demand: Array
    outdoors: Array
    walls: Array
    weekday: Tokens


def draw_town(rng: Rng, days: int, noise: float = 2.0) -> Town:
    """Draw so many days, the first a Monday in January.

    Raises:
        ValueError: when there is no day.
    """
    if days < 1:
        raise ValueError(f"days: expected at least 1, got {days}")
    day = np.arange(days)
    outdoors = 12 - 10 * np.cos(2 * np.pi * day / YEAR) + fading_noise(rng, days, 0.8, 2.2)
    walls = np.empty(days)
    wall = outdoors[0]
    for t, air in enumerate(outdoors):
        wall = walls[t] = KEEPS * wall + (1 - KEEPS) * air
    weekday = day % WEEK
    opened = np.where(weekday < 5, 1.0, WEEKEND)
    heating, cooling = 2.5 * np.maximum(0, HEAT_BELOW - walls), 4 * np.maximum(0, walls - COOL_ABOVE)
    demand = 60 + opened * (heating + cooling + 25) + noise * rng.standard_normal(days)
    return Town(demand, outdoors, walls, weekday)


def fading_noise(rng: Rng, length: int, keeps: float, scale: float) -> Array:
    """n_t = keeps · n_{t−1} + scale · noise, (length,)."""
    noise, found = scale * rng.standard_normal(length), np.empty(length)
    last = 0.0
    for t, now in enumerate(noise):
        last = found[t] = keeps * last + now
    return found


def known_the_day_before(town: Town) -> Array:
    """What a forecaster reads on day t to forecast day t + 1: (N − 1, 9).

    Today's demand, the temperature of tomorrow (as a weather service would tell it, here without error), and
    tomorrow's weekday, one-hot. `walls` is not among them.
    """
    tomorrow = np.eye(WEEK)[town.weekday[1:]]
    return np.column_stack([(town.demand[:-1] - 80) / 20, (town.outdoors[1:] - 12) / 8, tomorrow])
