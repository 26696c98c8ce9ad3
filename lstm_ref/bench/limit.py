"""The matrix products that no LSTM of this shape can avoid, and nothing else: the floor of its time.

Forward: the input's product X W_ihᵀ, all steps at once, and T products h W_hhᵀ. Backward: T products da W_hh,
then dX, dW_ih and dW_hh, each over all steps at once. Rows and columns may stand either way round in memory;
each product is timed in several layouts and the fastest is taken.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np

from lstm_ref.bench.timing import Call, Stopwatch, measure
from lstm_ref.numpy.arrays import Array
from lstm_ref.verify.cases import Sizes


class Limit(NamedTuple):
    """The bare products of the forward pass, and those of forward and backward pass."""

    forward: Call
    both: Call
    layouts: dict[str, str]


def steps(product: Any, left: Sequence[Array], right: Sequence[Array], out: Array) -> Call:
    """T products, one after the other; all operands are there before the clock starts."""
    operands = list(zip(left, right, list(out), strict=True))

    def call() -> None:
        for a, b, into in operands:
            product(a, b, into)

    return call


def whole(left: Array, right: Array) -> Call:
    """One product."""
    out = np.empty((left.shape[0], right.shape[1]), left.dtype)
    return lambda: np.matmul(left, right, out)


def recurrent(rows: Array, weight: Array) -> dict[str, Call]:
    """The ways to multiply each of `rows` (T, B, K) with `weight` (K, N)."""
    count, batch, _ = rows.shape
    columns = np.ascontiguousarray(rows.transpose(0, 2, 1))
    turned = np.ascontiguousarray(weight.T)
    by_row = np.empty((count, batch, len(turned)), rows.dtype)
    by_column = np.empty((count, len(turned), batch), rows.dtype)
    ways: dict[str, Call] = {}
    for name, product in (("matmul", np.matmul), ("dot", np.dot)):
        ways[f"{name}, rows"] = steps(product, list(rows), [weight] * count, by_row)
        ways[f"{name}, columns"] = steps(product, [turned] * count, list(columns), by_column)
        ways[f"{name}, rows, weight turned"] = steps(product, list(rows), [turned.T] * count, by_row)
    return ways


def summed(left: Array, right: Array) -> dict[str, Call]:
    """The ways to compute leftᵀ right of (N, A) and (N, B), or its transpose."""
    turned = np.ascontiguousarray(left.T)
    return {
        "turned view": whole(left.T, right),
        "transposed result": whole(right.T, left),
        "turned copy": whole(turned, right),
    }


def over_all(rows: Array, weight: Array) -> dict[str, Call]:
    """The ways to compute rows (N, K) times weight (K, M), or its transpose."""
    turned = np.ascontiguousarray(weight.T)
    return {
        "rows": whole(rows, weight),
        "columns": whole(turned, np.ascontiguousarray(rows.T)),
        "weight turned": whole(rows, turned.T),
    }


def fastest(ways: dict[str, Call], stopwatch: Stopwatch | None) -> tuple[str, Call]:
    """The way that took least time, and its name."""
    timed = measure(ways, stopwatch=stopwatch, rounds=2, turn=0.03, sleep=lambda _: None)
    name = min(ways, key=lambda way: min(timed[way].rounds))
    return name, ways[name]


def bare_products(sizes: Sizes, dtype: str, stopwatch: Stopwatch | None = None) -> Limit:
    """The unavoidable products of this shape, each in its fastest layout.

    Arguments:
        sizes: T, B, D, H.
        dtype: of all operands.
        stopwatch: chooses the layouts; processor time by default.

    Returns:
        two functions of no arguments to be timed, and the layout that was chosen for each product.
    """
    count, batch, input_size, hidden = sizes
    rng = np.random.default_rng(0)

    def random(*shape: int) -> Array:
        return rng.standard_normal(shape).astype(dtype)

    xs, hs, da = (
        random(count * batch, input_size),
        random(count, batch, hidden),
        random(count, batch, 4 * hidden),
    )
    weight_ih, weight_hh = random(4 * hidden, input_size), random(4 * hidden, hidden)
    da_rows, h_rows = da.reshape(-1, 4 * hidden), hs.reshape(-1, hidden)
    chosen = {
        "input": fastest(over_all(xs, np.ascontiguousarray(weight_ih.T)), stopwatch),
        "recurrent": fastest(recurrent(hs, np.ascontiguousarray(weight_hh.T)), stopwatch),
        "recurrent back": fastest(recurrent(da, weight_hh), stopwatch),
        "dx": fastest(over_all(da_rows, weight_ih), stopwatch),
        "dweight_ih": fastest(summed(da_rows, xs), stopwatch),
        "dweight_hh": fastest(summed(da_rows, h_rows), stopwatch),
    }
    calls = [call for _, call in chosen.values()]

    def forward() -> None:
        for call in calls[:2]:
            call()

    def both() -> None:
        for call in calls:
            call()

    return Limit(forward, both, {product: name for product, (name, _) in chosen.items()})
