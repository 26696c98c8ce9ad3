"""The cell of 1997: input and output gates, and a memory that nothing can forget."""

from typing import NamedTuple

import torch
from torch import Tensor

from lstm_ref.torch.checks import check_step, check_step_backward
from lstm_ref.torch.lstm import LSTMParams, LSTMState
from lstm_ref.torch.module import RecurrentModule


class LSTM1997Tape(NamedTuple):
    """What the backward step needs: `x` (B, D); all others (B, H)."""

    x: Tensor
    h_prev: Tensor
    i: Tensor
    g: Tensor
    o: Tensor
    c: Tensor


def lstm_1997_step(params: LSTMParams, x: Tensor, state: LSTMState) -> tuple[LSTMState, LSTM1997Tape]:
    """One time step of the LSTM without a forget gate: the memory's self-loop has weight one.

        i_t = σ(W_ii x_t + W_hi h_{t−1} + b_i)        how much to write
        g_t = tanh(W_ig x_t + W_hg h_{t−1} + b_g)     what to write
        o_t = σ(W_io x_t + W_ho h_{t−1} + b_o)        how much to read
        c_t = c_{t−1} + i_t ⊙ g_t
        h_t = o_t ⊙ tanh(c_t)

    The paper's own cell squashes g to [−2, 2], lets cells share gates, and feeds gates into gates.

    Arguments:
        params: `weight_ih` (3H, D), `weight_hh` (3H, H), `bias` (3H,), rows in the order i, g, o.
        x: (B, D), the input of this step.
        state: `h` (B, H) and `c` (B, H) of the step before.

    Returns:
        the new state, `h` and `c` (B, H), and the tape for `lstm_1997_step_backward`.

    Raises:
        ShapeError, DtypeError, DeviceError: naming the argument, what was expected and what came.

    Source: Hochreiter & Schmidhuber, *Long short-term memory*, Neural Computation 9(8), 1997, section 4.
    """
    check_step(params, x, state, gates=3)
    a = x @ params.weight_ih.T + state.h @ params.weight_hh.T + params.bias  # (B, 3H)
    a_i, a_g, a_o = a.chunk(3, dim=-1)  # (B, H) each
    i = torch.sigmoid(a_i)  # how much to write
    g = torch.tanh(a_g)  # what to write
    o = torch.sigmoid(a_o)  # how much to read
    c = state.c + i * g
    h = o * torch.tanh(c)
    return LSTMState(h, c), LSTM1997Tape(x, state.h, i, g, o, c)


def lstm_1997_step_backward(
    params: LSTMParams, tape: LSTM1997Tape, dstate: LSTMState, *, truncated: bool = False
) -> tuple[Tensor, LSTMState, LSTMParams]:
    """The gradient of one step: `lstm_1997_step` read from its last line to its first.

        do = dh ⊙ tanh(c_t)         dc ← dc + dh ⊙ o_t ⊙ (1 − tanh²(c_t))
        di = dc ⊙ g_t               dg = dc ⊙ i_t            dc_{t−1} = dc
        da_i = di ⊙ i (1 − i)       da_g = dg ⊙ (1 − g²)     da_o = do ⊙ o (1 − o)
        dx = da W_ih    dh_{t−1} = da W_hh    dW_ih = daᵀ x_t    dW_hh = daᵀ h_{t−1}    db = Σ_batch da

    Arguments:
        params: as given to `lstm_1997_step`.
        tape: as returned by `lstm_1997_step`.
        dstate: `h` and `c` (B, H), the gradients of the loss with respect to the new state.
        truncated: cut every path but the one through c, so dh_{t−1} = 0, as the paper does.

    Returns:
        the gradients of `x` (B, D), of the state before (`h` and `c` (B, H)), and of the parameters.

    Raises:
        ShapeError, DtypeError, DeviceError: naming the argument, what was expected and what came.

    Source: the truncation is that of the paper of 1997, section 4; the full gradient is the default here.
    """
    check_step_backward(tape.c, dstate)
    tanh_c = torch.tanh(tape.c)
    do = dstate.h * tanh_c
    dc = dstate.c + dstate.h * tape.o * (1 - tanh_c**2)
    di = dc * tape.g
    dg = dc * tape.i
    da_i = di * tape.i * (1 - tape.i)
    da_g = dg * (1 - tape.g**2)
    da_o = do * tape.o * (1 - tape.o)
    da = torch.cat([da_i, da_g, da_o], dim=-1)  # (B, 3H)
    dx = da @ params.weight_ih
    dh_prev = torch.zeros_like(dstate.h) if truncated else da @ params.weight_hh
    dparams = LSTMParams(
        weight_ih=da.T @ tape.x,
        weight_hh=da.T @ tape.h_prev,
        bias=da.sum(dim=0),
    )
    return dx, LSTMState(dh_prev, dc), dparams


class LSTM1997(RecurrentModule[LSTMParams, LSTMState]):
    """1997's LSTM as a module; its forward is ``scan(lstm_1997_step, …)`` and its gradient is autograd's.

        c_t = c_{t−1} + i_t ⊙ g_t        h_t = o_t ⊙ tanh(c_t)

    Arguments:
        input_size, hidden_size: D and H, at least 1.
        generator: the random generator of the starting values; PyTorch's own by default.
        dtype, device: as everywhere in PyTorch.

    Parameters carry the names and shapes of `LSTMParams`.
    Weights start from U(−1/√H, 1/√H), bias zero.
    """

    params_type = LSTMParams
    state_type = LSTMState
    step = staticmethod(lstm_1997_step)
    blocks = 3
