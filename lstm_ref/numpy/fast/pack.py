"""The weights, rewritten once per call so that every step has less to do.

Two rewritings, neither of which changes what is computed:

* The gates are stacked in the order o, i, f, g. The three sigmoids lie side by side, and i, f lie beside
  g and the old c: ``[i, f] ⊙ [g, c]`` is one multiplication.
* σ(a) = ½ (1 + tanh(a/2)), so a sigmoid's rows are halved here and one call of `tanh` serves all four
  gates. What is stored is 2σ = 1 + tanh(a/2) and 2h = 2σ(a_o) ⊙ tanh(c); the missing halves are here too,
  in the columns that meet 2h.
"""

from typing import NamedTuple

import numpy as np

from lstm_ref.numpy.arrays import Array
from lstm_ref.numpy.gate_order import reorder_gates
from lstm_ref.numpy.lstm import LSTMParams

OURS, STACKED = "ifgo", "oifg"


# the halves
def halved(params: LSTMParams) -> LSTMParams:
    """The same cell for a loop that stores 2h: rows in the order o, i, f, g, with the halves folded in.

        a/2 for o, i, f      a for g      and W_hh h = (½ W_hh) (2h)

    Returns:
        new parameters of the same shapes.
    """
    weight_ih, weight_hh, bias = reorder_gates(params, OURS, STACKED)
    half = bias.dtype.type(0.5)
    hidden = len(bias) // 4
    scale = np.ones_like(bias)
    scale[: 3 * hidden] = half
    return LSTMParams(weight_ih * scale[:, None], weight_hh * (half * scale)[:, None], bias * scale)


# the halves, end


# rows: one matrix
def pack_rows(params: LSTMParams) -> Array:
    """Bias, W_ih and W_hh as one matrix per gate, for the product ``[1, x, 2h] @ W``.

    Returns:
        (4, 1 + D + H, H), a block per gate: a product with it writes each gate into memory of its own.
    """
    weight_ih, weight_hh, bias = halved(params)
    hidden, inputs = weight_hh.shape[1], weight_ih.shape[1]
    packed = np.empty((4, 1 + inputs + hidden, hidden), bias.dtype)
    packed[:, 0] = bias.reshape(4, hidden)
    packed[:, 1 : 1 + inputs] = weight_ih.reshape(4, hidden, inputs).transpose(0, 2, 1)
    packed[:, 1 + inputs :] = weight_hh.reshape(4, hidden, hidden).transpose(0, 2, 1)
    return packed


# rows: one matrix, end


class BackwardWeights(NamedTuple):
    """`weight_ih` (4H, D) and `weight_hh` (4H, H), rows o, i, f, g, without halves."""

    weight_ih: Array
    weight_hh: Array


def pack_backward(params: LSTMParams) -> BackwardWeights:
    """The weights that errors are sent back through; the halves sit in the local derivatives instead."""
    weight_ih, weight_hh, _ = reorder_gates(params, OURS, STACKED)
    return BackwardWeights(weight_ih, weight_hh)


def unpack_gradient(dweight_ih: Array, dweight_hh: Array, dbias: Array) -> LSTMParams:
    """The gradients with their rows back in the order i, f, g, o."""
    return reorder_gates(LSTMParams(dweight_ih, dweight_hh, dbias), STACKED, OURS)
