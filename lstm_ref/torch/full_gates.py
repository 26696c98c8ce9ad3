"""The LSTM whose three gates also see where all three gates stood one step before."""

from typing import NamedTuple

import torch
from torch import Tensor

from lstm_ref.torch.checks import check_step, check_step_backward


class FullGatesParams(NamedTuple):
    """As `PeepholeLSTMParams`, and `gate_hh` (3H, 3H) from the gates i, f, o of the step before."""

    weight_ih: Tensor
    weight_hh: Tensor
    bias: Tensor
    peephole: Tensor
    gate_hh: Tensor


class FullGatesState(NamedTuple):
    """`h` and `c` as in the LSTM, and the gates `i`, `f`, `o` of the step before; all (B, H)."""

    h: Tensor
    c: Tensor
    i: Tensor
    f: Tensor
    o: Tensor

    @classmethod
    def zeros(
        cls,
        batch: int,
        hidden_size: int,
        dtype: torch.dtype | None = None,
        device: torch.device | str | None = None,
    ) -> "FullGatesState":
        """The state before the first step: all zeros, shapes (B, H)."""
        return cls(*(torch.zeros(batch, hidden_size, dtype=dtype, device=device) for _ in cls._fields))


class FullGatesTape(NamedTuple):
    """What the backward step needs: `x` (B, D), the state `before`; of the new one g, c and gates (B, H)."""

    x: Tensor
    before: FullGatesState
    i: Tensor
    f: Tensor
    g: Tensor
    o: Tensor
    c: Tensor


def full_gates_step(
    params: FullGatesParams, x: Tensor, state: FullGatesState
) -> tuple[FullGatesState, FullGatesTape]:
    """One time step of the LSTM with peepholes and full gate recurrence.

        r_t = R (i_{t−1}, f_{t−1}, o_{t−1})                      split into r_i, r_f, r_o
        i_t = σ(W_ii x_t + W_hi h_{t−1} + p_i ⊙ c_{t−1} + r_i + b_i)
        f_t = σ(W_if x_t + W_hf h_{t−1} + p_f ⊙ c_{t−1} + r_f + b_f)
        g_t = tanh(W_ig x_t + W_hg h_{t−1} + b_g)
        c_t = f_t ⊙ c_{t−1} + i_t ⊙ g_t
        o_t = σ(W_io x_t + W_ho h_{t−1} + p_o ⊙ c_t + r_o + b_o)
        h_t = o_t ⊙ tanh(c_t)

    Arguments:
        params: `weight_ih` (4H, D), `weight_hh` (4H, H), `bias` (4H,), rows i, f, g, o; `peephole` (3H,) and
            `gate_hh` (3H, 3H), the R of the equation, i, f, o.
        x: (B, D), the input of this step.
        state: of the step before, five arrays (B, H).

    Returns:
        the new state and the tape for `full_gates_step_backward`.

    Raises:
        ShapeError, DtypeError, DeviceError: naming the argument, what was expected and what came.

    Source: the variant FGR of Greff et al., *LSTM: a search space odyssey*, 2017; the gates of 1997 saw gates
    too.
    """
    check_step(params, x, state, gates=4)
    p_i, p_f, p_o = params.peephole.chunk(3)  # (H,) each
    a = x @ params.weight_ih.T + state.h @ params.weight_hh.T + params.bias  # (B, 4H)
    a_i, a_f, a_g, a_o = a.chunk(4, dim=-1)  # (B, H) each
    gates = torch.cat([state.i, state.f, state.o], dim=-1)  # (B, 3H)
    r_i, r_f, r_o = (gates @ params.gate_hh.T).chunk(3, dim=-1)
    i = torch.sigmoid(a_i + p_i * state.c + r_i)
    f = torch.sigmoid(a_f + p_f * state.c + r_f)
    g = torch.tanh(a_g)
    c = f * state.c + i * g
    o = torch.sigmoid(a_o + p_o * c + r_o)
    h = o * torch.tanh(c)
    return FullGatesState(h, c, i, f, o), FullGatesTape(x, state, i, f, g, o, c)


def full_gates_step_backward(
    params: FullGatesParams, tape: FullGatesTape, dstate: FullGatesState
) -> tuple[Tensor, FullGatesState, FullGatesParams]:
    """The full gradient of one step: `full_gates_step` read from its last line to its first.

    As `peephole_lstm_step_backward`, with what arrives at the gates from the next step added to each:

        do = do + dh ⊙ tanh(c_t)      df = df + dc ⊙ c_{t−1}      di = di + dc ⊙ g_t
        (di, df, do)_{t−1} = (da_i, da_f, da_o) R                 dR = (da_i, da_f, da_o)ᵀ (i, f, o)_{t−1}

    Arguments:
        params: as given to `full_gates_step`.
        tape: as returned by `full_gates_step`.
        dstate: the gradients of the loss with respect to the new state, five arrays (B, H).

    Returns:
        the gradients of `x` (B, D), of the state before, and of the parameters.

    Raises:
        ShapeError, DtypeError, DeviceError: naming the argument, what was expected and what came.

    Source: derived from the equations of `full_gates_step`.
    """
    check_step_backward(tape.c, dstate)
    before = tape.before
    p_i, p_f, p_o = params.peephole.chunk(3)  # (H,) each
    tanh_c = torch.tanh(tape.c)
    do = dstate.o + dstate.h * tanh_c
    da_o = do * tape.o * (1 - tape.o)
    dc = dstate.c + dstate.h * tape.o * (1 - tanh_c**2) + da_o * p_o
    df = dstate.f + dc * before.c
    di = dstate.i + dc * tape.g
    dg = dc * tape.i
    da_i = di * tape.i * (1 - tape.i)
    da_f = df * tape.f * (1 - tape.f)
    da_g = dg * (1 - tape.g**2)
    dc_prev = dc * tape.f + da_i * p_i + da_f * p_f
    da = torch.cat([da_i, da_f, da_g, da_o], dim=-1)  # (B, 4H)
    da_gates = torch.cat([da_i, da_f, da_o], dim=-1)  # (B, 3H)
    dx = da @ params.weight_ih
    dh_prev = da @ params.weight_hh
    dgates = (da_gates @ params.gate_hh).chunk(3, dim=-1)
    seen = [da_i * before.c, da_f * before.c, da_o * tape.c]  # what each peephole multiplied
    dparams = FullGatesParams(
        weight_ih=da.T @ tape.x,
        weight_hh=da.T @ before.h,
        bias=da.sum(dim=0),
        peephole=torch.cat(seen, dim=-1).sum(dim=0),
        gate_hh=da_gates.T @ torch.cat([before.i, before.f, before.o], dim=-1),
    )
    return dx, FullGatesState(dh_prev, dc_prev, *dgates), dparams
