"""Daily prices made by a recipe: each day's change is drawn anew, its size remembers yesterday's.

    log price_t = log price_{t−1} + σ_t ε_t        σ_t² = 0.05 s² + 0.10 (σ_{t−1} ε_{t−1})² + 0.85 σ_{t−1}²

with ε standard normal and s = 1 %. The direction of a change cannot be forecast by anybody; calm and stormy
weeks (GARCH, Bollerslev 1986) do follow one another, as in markets.
"""

import numpy as np

from lstm_ref.numpy.arrays import Array
from lstm_ref.numpy.init import Rng


def draw_prices(rng: Rng, days: int, usual: float = 0.01) -> Array:
    """Draw the closing prices (days,), the first is 100.

    Raises:
        ValueError: when there is no day.
    """
    if days < 1:
        raise ValueError(f"days: expected at least 1, got {days}")
    logs, variance, change = np.zeros(days), usual**2, 0.0
    for t in range(1, days):
        variance = 0.05 * usual**2 + 0.10 * change**2 + 0.85 * variance
        change = np.sqrt(variance) * rng.standard_normal()
        logs[t] = logs[t - 1] + change
    prices: Array = 100 * np.exp(logs)
    return prices
