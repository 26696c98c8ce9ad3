"""The array type of the NumPy half, and the one nonlinearity that NumPy lacks."""

from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

Array: TypeAlias = NDArray[np.floating[Any]]
Tokens: TypeAlias = NDArray[np.integer[Any]]


def sigmoid(x: Array) -> Array:
    """The logistic function, elementwise: σ(x) = 1 / (1 + exp(−x)).

    It is computed as ½ (1 + tanh(x/2)), which is the same function and cannot overflow.

    Arguments:
        x: any shape, floating point.

    Returns:
        an array of the same shape and dtype, every entry in [0, 1]; NaN stays NaN.
    """
    result: Array = 0.5 * (1.0 + np.tanh(0.5 * x))
    return result
