"""The two curves of an LSTM inside a Triton kernel, written so that the interpreter knows them too.

`libdevice.tanh` would be the obvious choice; Triton's interpreter has none, so tanh is made from the sigmoid.
"""

# mypy: allow-untyped-defs, allow-incomplete-defs, allow-untyped-decorators

import triton
import triton.language as tl


@triton.jit
def sigmoid(x):
    """σ(x) = 1 / (1 + e^−x). For x far below zero e^−x is infinite and the result 0, as it should be."""
    return 1 / (1 + tl.exp(-x))


@triton.jit
def tanh(x):
    """tanh(x) = 2 σ(2x) − 1"""
    return 2 * sigmoid(2 * x) - 1
