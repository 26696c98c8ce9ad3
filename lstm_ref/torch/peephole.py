"""The LSTM whose gates look at the memory itself, through one weight for each unit."""

from typing import NamedTuple

import torch
from torch import Tensor

from lstm_ref.torch.checks import check_step, check_step_backward
from lstm_ref.torch.init import gate_bias
from lstm_ref.torch.lstm import LSTMState, LSTMTape
from lstm_ref.torch.module import RecurrentModule


class PeepholeLSTMParams(NamedTuple):
    """`weight_ih` (4H, D), `weight_hh` (4H, H), `bias` (4H,), rows i, f, g, o; `peephole` (3H,), i, f, o."""

    weight_ih: Tensor
    weight_hh: Tensor
    bias: Tensor
    peephole: Tensor


def peephole_lstm_step(params: PeepholeLSTMParams, x: Tensor, state: LSTMState) -> tuple[LSTMState, LSTMTape]:
    """One time step of the LSTM with peepholes.

        i_t = σ(W_ii x_t + W_hi h_{t−1} + p_i ⊙ c_{t−1} + b_i)
        f_t = σ(W_if x_t + W_hf h_{t−1} + p_f ⊙ c_{t−1} + b_f)
        g_t = tanh(W_ig x_t + W_hg h_{t−1} + b_g)
        c_t = f_t ⊙ c_{t−1} + i_t ⊙ g_t
        o_t = σ(W_io x_t + W_ho h_{t−1} + p_o ⊙ c_t + b_o)       the output gate sees the new memory
        h_t = o_t ⊙ tanh(c_t)

    Arguments:
        params: `weight_ih` (4H, D), `weight_hh` (4H, H), `bias` (4H,), rows i, f, g, o; `peephole` (3H,),
            in the order i, f, o.
        x: (B, D), the input of this step.
        state: `h` (B, H) and `c` (B, H) of the step before.

    Returns:
        the new state, `h` and `c` (B, H), and the tape for `peephole_lstm_step_backward`.

    Raises:
        ShapeError, DtypeError, DeviceError: naming the argument, what was expected and what came.

    Source: Gers, Schraudolph & Schmidhuber, JMLR 3, 2002, with tanh on the candidate and on the way out.
    """
    check_step(params, x, state, gates=4)
    p_i, p_f, p_o = params.peephole.chunk(3)  # (H,) each
    a = x @ params.weight_ih.T + state.h @ params.weight_hh.T + params.bias  # (B, 4H)
    a_i, a_f, a_g, a_o = a.chunk(4, dim=-1)  # (B, H) each
    i = torch.sigmoid(a_i + p_i * state.c)
    f = torch.sigmoid(a_f + p_f * state.c)
    g = torch.tanh(a_g)
    c = f * state.c + i * g
    o = torch.sigmoid(a_o + p_o * c)
    h = o * torch.tanh(c)
    return LSTMState(h, c), LSTMTape(x, state.h, state.c, i, f, g, o, c)


def peephole_lstm_step_backward(
    params: PeepholeLSTMParams, tape: LSTMTape, dstate: LSTMState
) -> tuple[Tensor, LSTMState, PeepholeLSTMParams]:
    """The full gradient of one step: `peephole_lstm_step` read from its last line to its first.

        do = dh ⊙ tanh(c_t)         da_o = do ⊙ o (1 − o)
        dc ← dc + dh ⊙ o_t ⊙ (1 − tanh²(c_t)) + da_o ⊙ p_o
        df = dc ⊙ c_{t−1}           da_f = df ⊙ f (1 − f)
        di = dc ⊙ g_t               da_i = di ⊙ i (1 − i)
        dg = dc ⊙ i_t               da_g = dg ⊙ (1 − g²)
        dc_{t−1} = dc ⊙ f_t + da_i ⊙ p_i + da_f ⊙ p_f
        dp_i = Σ_batch da_i ⊙ c_{t−1}     dp_f = Σ_batch da_f ⊙ c_{t−1}     dp_o = Σ_batch da_o ⊙ c_t

    Arguments:
        params: as given to `peephole_lstm_step`.
        tape: as returned by `peephole_lstm_step`.
        dstate: `h` and `c` (B, H), the gradients of the loss with respect to the new state.

    Returns:
        the gradients of `x` (B, D), of the state before (`h` and `c` (B, H)), and of the parameters.

    Raises:
        ShapeError, DtypeError, DeviceError: naming the argument, what was expected and what came.

    Source: derived from the equations of `peephole_lstm_step`; the paper of 2002 truncates its gradient.
    """
    check_step_backward(tape.c, dstate)
    p_i, p_f, p_o = params.peephole.chunk(3)  # (H,) each
    tanh_c = torch.tanh(tape.c)
    do = dstate.h * tanh_c
    da_o = do * tape.o * (1 - tape.o)
    dc = dstate.c + dstate.h * tape.o * (1 - tanh_c**2) + da_o * p_o
    df = dc * tape.c_prev
    di = dc * tape.g
    dg = dc * tape.i
    da_i = di * tape.i * (1 - tape.i)
    da_f = df * tape.f * (1 - tape.f)
    da_g = dg * (1 - tape.g**2)
    dc_prev = dc * tape.f + da_i * p_i + da_f * p_f
    da = torch.cat([da_i, da_f, da_g, da_o], dim=-1)  # (B, 4H)
    dx = da @ params.weight_ih
    dh_prev = da @ params.weight_hh
    seen = [da_i * tape.c_prev, da_f * tape.c_prev, da_o * tape.c]  # what each peephole multiplied
    dparams = PeepholeLSTMParams(
        weight_ih=da.T @ tape.x,
        weight_hh=da.T @ tape.h_prev,
        bias=da.sum(dim=0),
        peephole=torch.cat(seen, dim=-1).sum(dim=0),
    )
    return dx, LSTMState(dh_prev, dc_prev), dparams


class PeepholeLSTM(RecurrentModule[PeepholeLSTMParams, LSTMState]):
    """An LSTM with peepholes as a module; its forward is ``scan(peephole_lstm_step, …)``.

        i_t, f_t see c_{t−1}; o_t sees c_t        c_t = f_t ⊙ c_{t−1} + i_t ⊙ g_t        h_t = o_t ⊙ tanh(c_t)

    Arguments:
        input_size, hidden_size: D and H, at least 1.
        generator: the random generator of the starting values; PyTorch's own by default.
        dtype, device: as everywhere in PyTorch.

    Parameters carry the names and shapes of `PeepholeLSTMParams`. Weights start from U(−1/√H, 1/√H), the
    peepholes at 0, the bias at 1 on the forget gate and 0 elsewhere.
    """

    params_type = PeepholeLSTMParams
    state_type = LSTMState
    step = staticmethod(peephole_lstm_step)
    blocks = 4

    def initial_bias(self, name: str) -> Tensor:
        return gate_bias(self.hidden_size, f=1.0)

    def _initial(self, name: str, generator: torch.Generator | None) -> Tensor:
        return torch.zeros(3 * self.hidden_size) if name == "peephole" else super()._initial(name, generator)
