"""The loop over time, forward: one product and seven elementwise passes a step, nothing allocated."""

from collections.abc import Callable, Iterable
from typing import Any

import numpy as np

from lstm_ref.numpy.arrays import Array

Product = Callable[[Any, Any, Any], Any]


# the loop
def walk(
    product: Product,
    lefts: Iterable[Array],
    rights: Iterable[Array],
    outs: Iterable[Array],
    blocks: Array,
    tanh_c: Array,
    twice_h: Array,
) -> None:
    """Fill `blocks`, `tanh_c` and `twice_h` for n steps; every array is written in place.

        blocks[t] = [2σ(a_o), 2σ(a_i), 2σ(a_f), tanh(a_g), c_{t−1}]
        c_t = ½ (2σ(a_f) ⊙ c_{t−1} + 2σ(a_i) ⊙ g)      2h_t = 2σ(a_o) ⊙ tanh(c_t)

    Arguments:
        product: writes a step's four pre-activations, called as ``product(left, right, out)``.
        lefts, rights, outs: its arguments, one of each per step.
        blocks: (n + 1, 5, unit); blocks[0, 4] holds the c before, blocks[n, 4] gets the last one.
        tanh_c, twice_h: (n, unit).

    All views are made once, before the loop: taking a slice costs a noticeable part of a small step.
    """
    one, half = blocks.dtype.type(1), blocks.dtype.type(0.5)
    pair = np.empty_like(blocks[0, 3:])
    written, kept = pair
    now, gates_now = blocks[:-1], blocks[:-1, :4]
    views = zip(gates_now, now[:, :3], now[:, 1:3], now[:, 3:], now[:, 0], strict=True)
    results = zip(blocks[1:, 4], tanh_c, twice_h, strict=True)
    products = zip(lefts, rights, outs, strict=False)
    for (left, right, out), (gates, sigmoids, i_f, g_c, o), (c, u, h) in zip(
        products, views, results, strict=False
    ):
        product(left, right, out)  # all four pre-activations
        np.tanh(gates, gates)  # one call for four gates
        np.add(sigmoids, one, sigmoids)  # o, i, f, doubled
        np.multiply(i_f, g_c, pair)  # i ⊙ g and f ⊙ c, both doubled
        np.add(written, kept, c)  # their sum, the new c, doubled
        np.multiply(c, half, c)  # the new c
        np.tanh(c, u)  # u, the tanh of c
        np.multiply(o, u, h)  # 2h


# the loop, end
