"""The two curves of an LSTM inside a Triton kernel, written so that the interpreter knows them too.

`libdevice.tanh` would be the obvious choice; Triton's interpreter has none, so tanh is made from the sigmoid.
"""

import triton
import triton.language as tl


@triton.jit  # type: ignore[untyped-decorator]
def sigmoid(x):  # type: ignore[no-untyped-def]
    """σ(x) = 1 / (1 + e^−x). For x far below zero e^−x is infinite and the result 0, as it should be."""
    return 1 / (1 + tl.exp(-x))


@triton.jit  # type: ignore[untyped-decorator]
def tanh(x):  # type: ignore[no-untyped-def]
    """tanh(x) = 2 σ(2x) − 1"""
    return 2 * sigmoid(2 * x) - 1
