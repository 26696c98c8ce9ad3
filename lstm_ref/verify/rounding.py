"""Numbers with fewer binary digits: what a format keeps of them, on any machine."""

import numpy as np

from lstm_ref.numpy.arrays import Array

FRACTION = {"float64": 52, "float32": 23, "TF32": 10, "bfloat16": 7}  # stored digits behind the leading one


def rounded(array: Array, fraction: int) -> Array:
    """Each number with `fraction` binary digits behind its leading one, the nearest; a tie goes to even.

    `fraction=7` is what bfloat16 keeps, `fraction=10` what TF32 keeps of the factors of a product. The range
    of the exponent is not narrowed: both formats have that of float32.

    Arguments:
        array: of any shape, float64 or float32.

    Returns:
        an array of the same shape and dtype.

    Raises:
        ValueError: when `fraction` is below 1.
    """
    if fraction < 1:
        raise ValueError(f"fraction: expected a whole number of at least 1, got {fraction}")
    mantissa, exponent = np.frexp(array)  # 0.5 ≤ |mantissa| < 1: the leading one is its first digit
    scale = 2.0 ** (fraction + 1)
    return np.asarray(np.ldexp(np.rint(mantissa * scale) / scale, exponent))


def error_by_step(got: Array, want: Array) -> Array:
    """For each step the largest difference of the step, relative to the largest entry of all of `want`.

    Arguments:
        got, want: (T, …), of any float dtype.

    Returns:
        (T,), float64.
    """
    apart = np.abs(np.asarray(got, dtype=np.float64) - want).reshape(len(want), -1).max(axis=1)
    return np.asarray(apart / np.abs(want).max())
