"""The loop over time, backward: six elementwise passes and one product a step."""

from collections.abc import Iterable

import numpy as np

from lstm_ref.numpy.arrays import Array
from lstm_ref.numpy.fast.derivatives import Local
from lstm_ref.numpy.fast.walk import Product


# the loop
def walk_back(
    product: Product,
    lefts: Iterable[Array],
    rights: Iterable[Array],
    das: Array,
    local: Local,
    dhs: Array,
    dh: Array,
    dc: Array,
) -> None:
    """Carry `dh` and `dc` (unit) over n steps, the last one first, and write `das` (n, 4, unit).

        dh ← dh + dh_t        dc ← dc + dh ⊙ (through h)
        da_o = dh ⊙ (its factor)        da_{i, f, g} = dc ⊙ (their factors)
        dc ← dc ⊙ f           dh ← W_hhᵀ da

    Arguments:
        product: called as ``product(left, right, dh)`` at the end of each step.
        lefts, rights: its arguments, **last step first**.
        das, local, dhs: first step first; (n, 4, unit), factors of n steps, (n, unit).
    """
    through = np.empty_like(dc)
    gates, through_h, forget = local
    steps = zip(
        das[::-1, 0],
        das[::-1, 1:],
        gates[::-1, 0],
        gates[::-1, 1:],
        through_h[::-1],
        forget[::-1],
        dhs[::-1],
        strict=True,
    )
    for (da_o, da_ifg, by_o, by_ifg, by_h, f, dh_t), left, right in zip(steps, lefts, rights, strict=False):
        np.add(dh, dh_t, dh)
        np.multiply(dh, by_h, through)
        np.add(dc, through, dc)
        np.multiply(dh, by_o, da_o)
        np.multiply(dc, by_ifg, da_ifg)
        np.multiply(dc, f, dc)
        product(left, right, dh)


# the loop, end
