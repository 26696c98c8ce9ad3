"""What a shape costs before anybody has timed anything: operations, bytes, and the roofline above them."""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from lstm_ref.bench.goals import BOTH, FORWARD
from lstm_ref.bench.timing import Stopwatch, measure
from lstm_ref.verify.cases import Sizes

SIDE = 768  # of the square matrices whose product shows the processor's peak
COPIED = 64 * 2**20  # bytes; far more than any cache holds


class Peaks(NamedTuple):
    """What a machine can do at most: `products` in operations a second, `copying` in bytes a second."""

    products: float
    copying: float


def operations(sizes: Sizes, quantity: str = FORWARD) -> int:
    """Floating-point operations in matrix products, a multiplication and an addition counted as two.

    forward: 2 · T · B · 4H · (D + H)        the backward pass needs twice as many again
    """
    steps, batch, input_size, hidden = sizes
    forward = 2 * steps * batch * 4 * hidden * (input_size + hidden)
    return forward if quantity == FORWARD else 3 * forward


def traffic(sizes: Sizes, itemsize: int, quantity: str = FORWARD) -> int:
    """Bytes that must come from memory or go there, if every array is moved once each time it is needed.

    Forward: x, the weights, h. With the backward pass also: the tape of i, f, g, o and c written and read, da
    written once and read for two products, x, h and dhs read, dx written, the weights read again and their
    gradient written.
    """
    steps, batch, input_size, hidden = sizes
    weights, rows = 4 * hidden * (input_size + hidden + 1), steps * batch
    entries = rows * (input_size + hidden) + weights
    if quantity == BOTH:
        tape, da, others = 2 * 5 * hidden, 3 * 4 * hidden, 2 * hidden + 2 * input_size
        entries += rows * (tape + da + others) + 2 * weights
    return entries * itemsize


def weight_rereads(sizes: Sizes, itemsize: int) -> int:
    """Bytes of W_hh that T steps read from some cache, where it does not stay in registers: T · 4H · H."""
    return sizes.T * 4 * sizes.H * sizes.H * itemsize


def intensity(sizes: Sizes, itemsize: int, quantity: str = FORWARD) -> float:
    """Operations for each byte of `traffic`."""
    return operations(sizes, quantity) / traffic(sizes, itemsize, quantity)


def step_intensity(batch: int, hidden: int, itemsize: int) -> float:
    """Operations for each byte of one recurrent product that reads W_hh anew: it grows with B, not with T.

    2 · B · 4H · H operations; 4H · H weights, B · H of h and B · 4H results are moved.
    """
    return 2 * batch * 4 * hidden * hidden / ((4 * hidden * hidden + 5 * batch * hidden) * itemsize)


def attainable(intensity: float, peaks: Peaks) -> float:
    """The roofline: operations a second that this many operations a byte allow on this machine."""
    return min(peaks.products, intensity * peaks.copying)


def least_seconds(sizes: Sizes, itemsize: int, peaks: Peaks, quantity: str = FORWARD) -> float:
    """The shortest time that a roofline allows for this shape."""
    return operations(sizes, quantity) / attainable(intensity(sizes, itemsize, quantity), peaks)


def measured_peaks(
    dtype: str = "float32", stopwatch: Stopwatch | None = None, *, side: int = SIDE, copied: int = COPIED
) -> Peaks:
    """This machine's rate of a square matrix product, and its rate of copying (bytes read plus written)."""
    rng = np.random.default_rng(0)
    square = rng.standard_normal((side, side)).astype(dtype)
    out, source = np.empty_like(square), np.ones(copied // np.dtype(dtype).itemsize, dtype)
    target = np.zeros_like(source)
    calls: dict[str, Callable[[], object]] = {
        "product": lambda: np.matmul(square, square, out),
        "copy": lambda: np.copyto(target, source),
    }
    timed = measure(calls, stopwatch=stopwatch, rounds=3, turn=0.1)
    return Peaks(2 * side**3 / timed["product"].seconds, 2 * source.nbytes / timed["copy"].seconds)
