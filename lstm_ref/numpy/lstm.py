"""Today's LSTM cell: one step, and the same step read backward."""

from typing import Any, NamedTuple

import numpy as np

from lstm_ref.numpy.arrays import Array, sigmoid
from lstm_ref.numpy.checks import check_step, check_step_backward


class LSTMParams(NamedTuple):
    """`weight_ih` (4H, D), `weight_hh` (4H, H), `bias` (4H,); rows stacked in the order i, f, g, o."""

    weight_ih: Array
    weight_hh: Array
    bias: Array


class LSTMState(NamedTuple):
    """`c` (B, H), the memory itself, and `h` (B, H), a gated reading of it; stored in the order h, c."""

    h: Array
    c: Array

    @classmethod
    def zeros(cls, batch: int, hidden_size: int, dtype: Any = np.float64) -> "LSTMState":
        """The state before the first step: all zeros, shapes (B, H)."""
        return cls(np.zeros((batch, hidden_size), dtype), np.zeros((batch, hidden_size), dtype))


class LSTMTape(NamedTuple):
    """What the backward step needs: `x` (B, D); all others (B, H)."""

    x: Array
    h_prev: Array
    c_prev: Array
    i: Array
    f: Array
    g: Array
    o: Array
    c: Array


def lstm_step(params: LSTMParams, x: Array, state: LSTMState) -> tuple[LSTMState, LSTMTape]:
    """One time step of the LSTM.

        i_t = σ(W_ii x_t + W_hi h_{t−1} + b_i)        how much to write
        f_t = σ(W_if x_t + W_hf h_{t−1} + b_f)        how much to keep
        g_t = tanh(W_ig x_t + W_hg h_{t−1} + b_g)     what to write
        o_t = σ(W_io x_t + W_ho h_{t−1} + b_o)        how much to read
        c_t = f_t ⊙ c_{t−1} + i_t ⊙ g_t
        h_t = o_t ⊙ tanh(c_t)

    Arguments:
        params: `weight_ih` (4H, D), `weight_hh` (4H, H), `bias` (4H,), rows in the order i, f, g, o.
        x: (B, D), the input of this step.
        state: `h` (B, H) and `c` (B, H) of the step before.

    Returns:
        the new state, `h` and `c` (B, H), and the tape for `lstm_step_backward`.

    Raises:
        ShapeError, DtypeError: naming the argument, what was expected and what came.

    Source: Hochreiter & Schmidhuber, *Long short-term memory*, Neural Computation 9(8), 1997, with the
    forget gate of Gers, Schmidhuber & Cummins, *Learning to forget*, Neural Computation 12(10), 2000.
    """
    check_step(params, x, state, gates=4)
    a = x @ params.weight_ih.T + state.h @ params.weight_hh.T + params.bias  # (B, 4H)
    a_i, a_f, a_g, a_o = np.split(a, 4, axis=-1)  # (B, H) each
    i = sigmoid(a_i)  # how much to write
    f = sigmoid(a_f)  # how much to keep
    g = np.tanh(a_g)  # what to write
    o = sigmoid(a_o)  # how much to read
    c = f * state.c + i * g
    h = o * np.tanh(c)
    return LSTMState(h, c), LSTMTape(x, state.h, state.c, i, f, g, o, c)


def lstm_step_backward(
    params: LSTMParams, tape: LSTMTape, dstate: LSTMState
) -> tuple[Array, LSTMState, LSTMParams]:
    """The gradient of one step: `lstm_step` read from its last line to its first.

        do = dh ⊙ tanh(c_t)         dc ← dc + dh ⊙ o_t ⊙ (1 − tanh²(c_t))
        df = dc ⊙ c_{t−1}           dc_{t−1} = dc ⊙ f_t
        di = dc ⊙ g_t               dg = dc ⊙ i_t
        da_i = di ⊙ i (1 − i)       da_f = df ⊙ f (1 − f)
        da_g = dg ⊙ (1 − g²)        da_o = do ⊙ o (1 − o)
        dx = da W_ih    dh_{t−1} = da W_hh    dW_ih = daᵀ x_t    dW_hh = daᵀ h_{t−1}    db = Σ_batch da

    Arguments:
        params: as given to `lstm_step`.
        tape: as returned by `lstm_step`.
        dstate: `h` and `c` (B, H), the gradients of the loss with respect to the new state; `c` holds
            what arrives along the memory alone, the share that comes through `h` is added here.

    Returns:
        the gradients of `x` (B, D), of the state before (`h` and `c` (B, H)), and of the parameters.

    Raises:
        ShapeError, DtypeError: naming the argument, what was expected and what came.

    Source: the full gradient, as in Graves & Schmidhuber, Neural Networks 18(5–6), 2005; the paper of
    1997 cut every path but the one through c.
    """
    check_step_backward(tape.c, dstate)
    tanh_c = np.tanh(tape.c)
    do = dstate.h * tanh_c
    dc = dstate.c + dstate.h * tape.o * (1 - tanh_c**2)
    df = dc * tape.c_prev
    di = dc * tape.g
    dg = dc * tape.i
    dc_prev = dc * tape.f
    da_i = di * tape.i * (1 - tape.i)
    da_f = df * tape.f * (1 - tape.f)
    da_g = dg * (1 - tape.g**2)
    da_o = do * tape.o * (1 - tape.o)
    da = np.concatenate([da_i, da_f, da_g, da_o], axis=-1)  # (B, 4H)
    dx = da @ params.weight_ih
    dh_prev = da @ params.weight_hh
    dparams = LSTMParams(
        weight_ih=da.T @ tape.x,
        weight_hh=da.T @ tape.h_prev,
        bias=da.sum(axis=0),
    )
    return dx, LSTMState(dh_prev, dc_prev), dparams
