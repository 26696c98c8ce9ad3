"""The minimal gated unit: a GRU in which one gate does the work of two."""

from typing import NamedTuple

import torch
from torch import Tensor

from lstm_ref.torch.checks import check_step, check_step_backward
from lstm_ref.torch.gru import GRUState


class MinimalParams(NamedTuple):
    """`weight_ih` (2H, D), `weight_hh` (2H, H), `bias` (2H,); rows stacked in the order f, n."""

    weight_ih: Tensor
    weight_hh: Tensor
    bias: Tensor


class MinimalTape(NamedTuple):
    """What the backward step needs: `x` (B, D); all others (B, H)."""

    x: Tensor
    h_prev: Tensor
    f: Tensor
    n: Tensor


def minimal_step(params: MinimalParams, x: Tensor, state: GRUState) -> tuple[GRUState, MinimalTape]:
    """One time step of the minimal gated unit.

        f_t = σ(W_if x_t + W_hf h_{t−1} + b_f)                how much to look back, and how much to update
        n_t = tanh(W_in x_t + W_hn (f_t ⊙ h_{t−1}) + b_n)
        h_t = (1 − f_t) ⊙ h_{t−1} + f_t ⊙ n_t                 at f = 1 nothing is kept

    Arguments:
        params: `weight_ih` (2H, D), `weight_hh` (2H, H), `bias` (2H,), rows f, n.
        x: (B, D), the input of this step.
        state: `h` (B, H) of the step before.

    Returns:
        the new state, `h` (B, H), and the tape for `minimal_step_backward`.

    Raises:
        ShapeError, DtypeError, DeviceError: naming the argument, what was expected and what came.

    Source: Zhou, Wu, Zhang & Zhou, *Minimal gated unit for recurrent neural networks*, 2016.
    """
    check_step(params, x, state, gates=2)
    size = state.h.shape[1]
    a = x @ params.weight_ih.T + params.bias  # (B, 2H)
    f = torch.sigmoid(a[:, :size] + state.h @ params.weight_hh[:size].T)
    n = torch.tanh(a[:, size:] + (f * state.h) @ params.weight_hh[size:].T)
    h = (1 - f) * state.h + f * n
    return GRUState(h), MinimalTape(x, state.h, f, n)


def minimal_step_backward(
    params: MinimalParams, tape: MinimalTape, dstate: GRUState
) -> tuple[Tensor, GRUState, MinimalParams]:
    """The gradient of one step: `minimal_step` read from its last line to its first.

        dn = dh ⊙ f_t                   da_n = dn ⊙ (1 − n²)        d(f ⊙ h_{t−1}) = da_n W_hn
        df = dh ⊙ (n_t − h_{t−1}) + d(f ⊙ h_{t−1}) ⊙ h_{t−1}        da_f = df ⊙ f (1 − f)
        dh_{t−1} = dh ⊙ (1 − f_t) + d(f ⊙ h_{t−1}) ⊙ f_t + da_f W_hf

    Arguments:
        params: as given to `minimal_step`.
        tape: as returned by `minimal_step`.
        dstate: `h` (B, H), the gradient of the loss with respect to the new state.

    Returns:
        the gradients of `x` (B, D), of the state before (`h` (B, H)), and of the parameters.

    Raises:
        ShapeError, DtypeError, DeviceError: naming the argument, what was expected and what came.

    Source: derived from the equations of `minimal_step`.
    """
    check_step_backward(tape.n, dstate)
    size = tape.n.shape[1]
    da_n = dstate.h * tape.f * (1 - tape.n**2)
    dreset_h = da_n @ params.weight_hh[size:]  # the gradient of f ⊙ h_{t−1}
    df = dstate.h * (tape.n - tape.h_prev) + dreset_h * tape.h_prev
    da_f = df * tape.f * (1 - tape.f)
    da = torch.cat([da_f, da_n], dim=-1)  # (B, 2H)
    dx = da @ params.weight_ih
    dh_prev = dstate.h * (1 - tape.f) + dreset_h * tape.f + da_f @ params.weight_hh[:size]
    dparams = MinimalParams(
        weight_ih=da.T @ tape.x,
        weight_hh=torch.cat([da_f.T @ tape.h_prev, da_n.T @ (tape.f * tape.h_prev)]),
        bias=da.sum(dim=0),
    )
    return dx, GRUState(dh_prev), dparams
