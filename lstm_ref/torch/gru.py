"""The gated recurrent unit, in the convention that PyTorch and cuDNN compute."""

from typing import NamedTuple

import torch
from torch import Tensor

from lstm_ref.torch.checks import check_step, check_step_backward
from lstm_ref.torch.module import RecurrentModule


class GRUParams(NamedTuple):
    """`weight_ih` (3H, D), `weight_hh` (3H, H), `bias_ih` and `bias_hh` (3H,); rows in the order r, z, n.

    Two biases, because in n the recurrent one is multiplied by r and the other is not.
    """

    weight_ih: Tensor
    weight_hh: Tensor
    bias_ih: Tensor
    bias_hh: Tensor


class GRUState(NamedTuple):
    """`h` (B, H): memory and output in one."""

    h: Tensor

    @classmethod
    def zeros(
        cls,
        batch: int,
        hidden_size: int,
        dtype: torch.dtype | None = None,
        device: torch.device | str | None = None,
    ) -> "GRUState":
        """The state before the first step: all zeros, shape (B, H)."""
        return cls(torch.zeros(batch, hidden_size, dtype=dtype, device=device))


class GRUTape(NamedTuple):
    """What the backward step needs: `x` (B, D); all others (B, H). `n_hh` is W_hn h_{t−1} + b_hn."""

    x: Tensor
    h_prev: Tensor
    r: Tensor
    z: Tensor
    n: Tensor
    n_hh: Tensor


def gru_step(params: GRUParams, x: Tensor, state: GRUState) -> tuple[GRUState, GRUTape]:
    """One time step of the GRU, the reset gate applied after the recurrent product.

        r_t = σ(W_ir x_t + b_ir + W_hr h_{t−1} + b_hr)            how much of the past the candidate sees
        z_t = σ(W_iz x_t + b_iz + W_hz h_{t−1} + b_hz)            how much to keep
        n_t = tanh(W_in x_t + b_in + r_t ⊙ (W_hn h_{t−1} + b_hn))
        h_t = (1 − z_t) ⊙ n_t + z_t ⊙ h_{t−1}

    Arguments:
        params: `weight_ih` (3H, D), `weight_hh` (3H, H), `bias_ih` and `bias_hh` (3H,), rows r, z, n.
        x: (B, D), the input of this step.
        state: `h` (B, H) of the step before.

    Returns:
        the new state, `h` (B, H), and the tape for `gru_step_backward`.

    Raises:
        ShapeError, DtypeError, DeviceError: naming the argument, what was expected and what came.

    Source: Cho et al., EMNLP 2014, with the reset gate moved as in the documentation of `torch.nn.GRU`.
    """
    check_step(params, x, state, gates=3)
    a_ih = x @ params.weight_ih.T + params.bias_ih  # (B, 3H)
    a_hh = state.h @ params.weight_hh.T + params.bias_hh  # (B, 3H)
    r_ih, z_ih, n_ih = a_ih.chunk(3, dim=-1)  # (B, H) each
    r_hh, z_hh, n_hh = a_hh.chunk(3, dim=-1)
    r = torch.sigmoid(r_ih + r_hh)
    z = torch.sigmoid(z_ih + z_hh)
    n = torch.tanh(n_ih + r * n_hh)
    h = (1 - z) * n + z * state.h
    return GRUState(h), GRUTape(x, state.h, r, z, n, n_hh)


def gru_step_backward(
    params: GRUParams, tape: GRUTape, dstate: GRUState
) -> tuple[Tensor, GRUState, GRUParams]:
    """The gradient of one step: `gru_step` read from its last line to its first.

        dz = dh ⊙ (h_{t−1} − n_t)       dn = dh ⊙ (1 − z_t)
        da_n = dn ⊙ (1 − n²)            dr = da_n ⊙ (W_hn h_{t−1} + b_hn)
        da_r = dr ⊙ r (1 − r)           da_z = dz ⊙ z (1 − z)
        da_ih = (da_r, da_z, da_n)      da_hh = (da_r, da_z, da_n ⊙ r_t)
        dx = da_ih W_ih                 dh_{t−1} = dh ⊙ z_t + da_hh W_hh

    Arguments:
        params: as given to `gru_step`.
        tape: as returned by `gru_step`.
        dstate: `h` (B, H), the gradient of the loss with respect to the new state.

    Returns:
        the gradients of `x` (B, D), of the state before (`h` (B, H)), and of the parameters.

    Raises:
        ShapeError, DtypeError, DeviceError: naming the argument, what was expected and what came.

    Source: derived from the equations of `gru_step`.
    """
    check_step_backward(tape.n, dstate)
    dz = dstate.h * (tape.h_prev - tape.n)
    dn = dstate.h * (1 - tape.z)
    da_n = dn * (1 - tape.n**2)
    dr = da_n * tape.n_hh
    da_r = dr * tape.r * (1 - tape.r)
    da_z = dz * tape.z * (1 - tape.z)
    da_ih = torch.cat([da_r, da_z, da_n], dim=-1)  # (B, 3H)
    da_hh = torch.cat([da_r, da_z, da_n * tape.r], dim=-1)  # (B, 3H)
    dx = da_ih @ params.weight_ih
    dh_prev = dstate.h * tape.z + da_hh @ params.weight_hh
    dparams = GRUParams(
        weight_ih=da_ih.T @ tape.x,
        weight_hh=da_hh.T @ tape.h_prev,
        bias_ih=da_ih.sum(dim=0),
        bias_hh=da_hh.sum(dim=0),
    )
    return dx, GRUState(dh_prev), dparams


class GRU(RecurrentModule[GRUParams, GRUState]):
    """A GRU as a module; its forward is ``scan(gru_step, …)`` and its gradient is autograd's.

        h_t = (1 − z_t) ⊙ n_t + z_t ⊙ h_{t−1}

    Arguments:
        input_size, hidden_size: D and H, at least 1.
        generator: the random generator of the starting values; PyTorch's own by default.
        dtype, device: as everywhere in PyTorch.

    Parameters carry the names and shapes of `GRUParams`.
    Weights start from U(−1/√H, 1/√H), both biases zero.
    """

    params_type = GRUParams
    state_type = GRUState
    step = staticmethod(gru_step)
    blocks = 3
