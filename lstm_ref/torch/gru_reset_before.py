"""The gated recurrent unit as first published: the reset gate acts before the recurrent product."""

from typing import NamedTuple

import torch
from torch import Tensor

from lstm_ref.torch.checks import check_step, check_step_backward
from lstm_ref.torch.gru import GRUParams, GRUState
from lstm_ref.torch.module import RecurrentModule


class GRUResetBeforeTape(NamedTuple):
    """What the backward step needs: `x` (B, D); all others (B, H)."""

    x: Tensor
    h_prev: Tensor
    r: Tensor
    z: Tensor
    n: Tensor


def gru_step_reset_before(
    params: GRUParams, x: Tensor, state: GRUState
) -> tuple[GRUState, GRUResetBeforeTape]:
    """One time step of the GRU, the reset gate applied before the recurrent product.

        r_t = σ(W_ir x_t + b_ir + W_hr h_{t−1} + b_hr)
        z_t = σ(W_iz x_t + b_iz + W_hz h_{t−1} + b_hz)            how much to keep
        n_t = tanh(W_in x_t + b_in + W_hn (r_t ⊙ h_{t−1}) + b_hn)
        h_t = (1 − z_t) ⊙ n_t + z_t ⊙ h_{t−1}

    Arguments:
        params: `weight_ih` (3H, D), `weight_hh` (3H, H), `bias_ih` and `bias_hh` (3H,), rows r, z, n. Here
            the two biases only ever act as their sum.
        x: (B, D), the input of this step.
        state: `h` (B, H) of the step before.

    Returns:
        the new state, `h` (B, H), and the tape for `gru_step_reset_before_backward`.

    Raises:
        ShapeError, DtypeError, DeviceError: naming the argument, what was expected and what came.

    Source: Cho et al., EMNLP 2014, whose unit has no biases.
    """
    check_step(params, x, state, gates=3)
    rows = 2 * state.h.shape[1]  # those of r and z; n's recurrent product waits for r
    a_ih = x @ params.weight_ih.T + params.bias_ih + params.bias_hh  # (B, 3H)
    a_rz = a_ih[:, :rows] + state.h @ params.weight_hh[:rows].T  # (B, 2H)
    a_r, a_z = a_rz.chunk(2, dim=-1)  # (B, H) each
    r = torch.sigmoid(a_r)
    z = torch.sigmoid(a_z)
    n = torch.tanh(a_ih[:, rows:] + (r * state.h) @ params.weight_hh[rows:].T)
    h = (1 - z) * n + z * state.h
    return GRUState(h), GRUResetBeforeTape(x, state.h, r, z, n)


def gru_step_reset_before_backward(
    params: GRUParams, tape: GRUResetBeforeTape, dstate: GRUState
) -> tuple[Tensor, GRUState, GRUParams]:
    """The gradient of one step: `gru_step_reset_before` read from its last line to its first.

        dz = dh ⊙ (h_{t−1} − n_t)       dn = dh ⊙ (1 − z_t)
        da_n = dn ⊙ (1 − n²)            d(r ⊙ h_{t−1}) = da_n W_hn
        dr = d(r ⊙ h_{t−1}) ⊙ h_{t−1}   da_r = dr ⊙ r (1 − r)           da_z = dz ⊙ z (1 − z)
        dx = da W_ih                    dh_{t−1} = dh ⊙ z_t + d(r ⊙ h_{t−1}) ⊙ r_t + (da_r, da_z) W_h(r,z)

    Arguments:
        params: as given to `gru_step_reset_before`.
        tape: as returned by `gru_step_reset_before`.
        dstate: `h` (B, H), the gradient of the loss with respect to the new state.

    Returns:
        the gradients of `x` (B, D), of the state before (`h` (B, H)), and of the parameters.

    Raises:
        ShapeError, DtypeError, DeviceError: naming the argument, what was expected and what came.

    Source: derived from the equations of `gru_step_reset_before`.
    """
    check_step_backward(tape.n, dstate)
    rows = 2 * tape.n.shape[1]
    dz = dstate.h * (tape.h_prev - tape.n)
    dn = dstate.h * (1 - tape.z)
    da_n = dn * (1 - tape.n**2)
    dreset_h = da_n @ params.weight_hh[rows:]  # the gradient of r ⊙ h_{t−1}
    dr = dreset_h * tape.h_prev
    da_r = dr * tape.r * (1 - tape.r)
    da_z = dz * tape.z * (1 - tape.z)
    da_rz = torch.cat([da_r, da_z], dim=-1)  # (B, 2H)
    da = torch.cat([da_rz, da_n], dim=-1)  # (B, 3H)
    dx = da @ params.weight_ih
    dh_prev = dstate.h * tape.z + dreset_h * tape.r + da_rz @ params.weight_hh[:rows]
    dparams = GRUParams(
        weight_ih=da.T @ tape.x,
        weight_hh=torch.cat([da_rz.T @ tape.h_prev, da_n.T @ (tape.r * tape.h_prev)]),
        bias_ih=da.sum(dim=0),
        bias_hh=da.sum(dim=0),
    )
    return dx, GRUState(dh_prev), dparams


class GRUResetBefore(RecurrentModule[GRUParams, GRUState]):
    """The GRU as first published, as a module; its forward is ``scan(gru_step_reset_before, …)``.

        n_t = tanh(W_in x_t + b_in + W_hn (r_t ⊙ h_{t−1}) + b_hn)        h_t = (1 − z_t) ⊙ n_t + z_t ⊙ h_{t−1}

    Arguments:
        input_size, hidden_size: D and H, at least 1.
        generator: the random generator of the starting values; PyTorch's own by default.
        dtype, device: as everywhere in PyTorch.

    Parameters carry the names and shapes of `GRUParams`.
    Weights start from U(−1/√H, 1/√H), biases at 0.
    """

    params_type = GRUParams
    state_type = GRUState
    step = staticmethod(gru_step_reset_before)
    blocks = 3
