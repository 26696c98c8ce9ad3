"""The loop over time with the input's product taken out of it, and the same loop with its step compiled."""

from collections.abc import Callable
from functools import cache
from typing import Any

import torch
from torch import Tensor

from lstm_ref.torch.lstm import LSTMParams, LSTMState

Step = Callable[[Tensor, Tensor, Tensor, Tensor], tuple[Tensor, Tensor]]


def hoisted_step(a_x: Tensor, weight_hh: Tensor, h: Tensor, c: Tensor) -> tuple[Tensor, Tensor]:
    """One step, given what the input adds to the pre-activations.

        a_t = A_t + h_{t−1} W_hhᵀ        c_t = f_t ⊙ c_{t−1} + i_t ⊙ g_t        h_t = o_t ⊙ tanh(c_t)

    Arguments:
        a_x: (B, 4H), the row A_t of X W_ihᵀ + b, in the order i, f, g, o.
        weight_hh: (4H, H).
        h, c: (B, H).

    Returns:
        the new h and c (B, H).
    """
    a_i, a_f, a_g, a_o = torch.addmm(a_x, h, weight_hh.t()).chunk(4, dim=1)
    c = torch.sigmoid(a_f) * c + torch.sigmoid(a_i) * torch.tanh(a_g)
    return torch.sigmoid(a_o) * torch.tanh(c), c


@cache
def compiled_step() -> Step:
    """`hoisted_step` through `torch.compile`: compiled when first called, and again for other shapes."""
    step: Step = torch.compile(hoisted_step, fullgraph=True)
    return step


def hoisted_lstm(
    params: LSTMParams, xs: Tensor, state: LSTMState, *, step: Step = hoisted_step
) -> tuple[Tensor, LSTMState]:
    """The loop over `step`; autograd finds the gradient.

        A = X W_ihᵀ + b                            one product for all steps

    Arguments:
        params: `weight_ih` (4H, D), `weight_hh` (4H, H), `bias` (4H,), rows in the order i, f, g, o.
        xs: (T, B, D), time first.
        state: `h` and `c` (B, H).
        step: `hoisted_step` or what `compiled_step` returns.

    Returns:
        `hs` (T, B, H), and the state after the last step.
    """
    inputs: Any = torch.nn.functional.linear(xs, params.weight_ih, params.bias)
    h, c, hs = *state, []
    for a_x in inputs.unbind():
        h, c = step(a_x, params.weight_hh, h, c)
        hs.append(h)
    return torch.stack(hs) if hs else xs.new_empty(0, *h.shape), LSTMState(h, c)


def compiled_lstm(params: LSTMParams, xs: Tensor, state: LSTMState) -> tuple[Tensor, LSTMState]:
    """`hoisted_lstm` with its step compiled: (T, B, D) to `hs` (T, B, H), and the state after the last step.

    The whole loop could be compiled too; the compiler then writes out all T steps, and takes T times as long.
    """
    return hoisted_lstm(params, xs, state, step=compiled_step())
