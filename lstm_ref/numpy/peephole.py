"""The LSTM whose gates look at the memory itself, through one weight for each unit."""

from typing import NamedTuple

import numpy as np

from lstm_ref.numpy.arrays import Array, sigmoid
from lstm_ref.numpy.checks import check_step, check_step_backward
from lstm_ref.numpy.lstm import LSTMState, LSTMTape


class PeepholeLSTMParams(NamedTuple):
    """`weight_ih` (4H, D), `weight_hh` (4H, H), `bias` (4H,), rows i, f, g, o; `peephole` (3H,), i, f, o."""

    weight_ih: Array
    weight_hh: Array
    bias: Array
    peephole: Array


def peephole_lstm_step(params: PeepholeLSTMParams, x: Array, state: LSTMState) -> tuple[LSTMState, LSTMTape]:
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
        ShapeError, DtypeError: naming the argument, what was expected and what came.

    Source: Gers, Schraudolph & Schmidhuber, JMLR 3, 2002, with tanh on the candidate and on the way out.
    """
    check_step(params, x, state, gates=4)
    p_i, p_f, p_o = np.split(params.peephole, 3)  # (H,) each
    a = x @ params.weight_ih.T + state.h @ params.weight_hh.T + params.bias  # (B, 4H)
    a_i, a_f, a_g, a_o = np.split(a, 4, axis=-1)  # (B, H) each
    i = sigmoid(a_i + p_i * state.c)
    f = sigmoid(a_f + p_f * state.c)
    g = np.tanh(a_g)
    c = f * state.c + i * g
    o = sigmoid(a_o + p_o * c)
    h = o * np.tanh(c)
    return LSTMState(h, c), LSTMTape(x, state.h, state.c, i, f, g, o, c)


def peephole_lstm_step_backward(
    params: PeepholeLSTMParams, tape: LSTMTape, dstate: LSTMState
) -> tuple[Array, LSTMState, PeepholeLSTMParams]:
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
        ShapeError, DtypeError: naming the argument, what was expected and what came.

    Source: derived from the equations of `peephole_lstm_step`; the paper of 2002 truncates its gradient.
    """
    check_step_backward(tape.c, dstate)
    p_i, p_f, p_o = np.split(params.peephole, 3)  # (H,) each
    tanh_c = np.tanh(tape.c)
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
    da = np.concatenate([da_i, da_f, da_g, da_o], axis=-1)  # (B, 4H)
    dx = da @ params.weight_ih
    dh_prev = da @ params.weight_hh
    seen = [da_i * tape.c_prev, da_f * tape.c_prev, da_o * tape.c]  # what each peephole multiplied
    dparams = PeepholeLSTMParams(
        weight_ih=da.T @ tape.x,
        weight_hh=da.T @ tape.h_prev,
        bias=da.sum(axis=0),
        peephole=np.concatenate(seen, axis=-1).sum(axis=0),
    )
    return dx, LSTMState(dh_prev, dc_prev), dparams
