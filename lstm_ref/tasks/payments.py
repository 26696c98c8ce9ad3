"""The payments of one account, one after the other, made by a recipe, with frauds of ordinary amounts.

The holder goes shopping, pays small sums for a while, fills the tank, pays small sums again, goes shopping …

    small sums about 8, fuel about 45, a shopping about 70 or about 160
    after a shopping of 70 come 2 small sums, after one of 160 come 5, and then fuel
    after fuel come 3 small sums, and then a shopping, at random of 70 or of 160

All amounts vary by about a tenth. A `fraud` puts a payment of 45 where a small sum is due; a `skipped`
payment is a small sum where fuel or shopping is due. No amount is strange; its place is.
"""

import numpy as np

from lstm_ref.numpy.init import Rng
from lstm_ref.tasks.noticing import Watched

SMALL, FUEL, SHOPPING = 8.0, 45.0, (70.0, 160.0)
AFTER_SHOPPING, AFTER_FUEL, VARIES = (2, 5), 3, 0.1


def draw_payments(rng: Rng, steps: int = 6000, apart: int = 12, often: float = 0.03) -> Watched:
    """Draw the logarithms of the amounts (values); half of them are for training, without a fraud."""
    train, valid = steps // 2, 3 * steps // 4
    amounts: list[float] = []
    events, kinds, free = [], [], train
    while len(amounts) < steps:
        size = int(rng.integers(2))
        for amount in [SHOPPING[size], *[SMALL] * AFTER_SHOPPING[size], FUEL, *[SMALL] * AFTER_FUEL]:
            t = len(amounts)
            if free <= t < steps and rng.random() < often:
                kinds.append("fraud" if amount == SMALL else "skipped")
                amount = FUEL if amount == SMALL else SMALL
                events.append(t)
                free = t + apart
            amounts.append(amount)
    values = np.log(amounts[:steps]) + VARIES * rng.standard_normal(steps)
    return Watched(values, np.empty((steps, 0)), tuple(events), tuple(kinds), train, valid)
