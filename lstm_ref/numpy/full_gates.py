"""The LSTM whose three gates also see where all three gates stood one step before."""

from typing import Any, NamedTuple

import numpy as np

from lstm_ref.numpy.arrays import Array, sigmoid
from lstm_ref.numpy.checks import check_step, check_step_backward


class FullGatesParams(NamedTuple):
    """As `PeepholeLSTMParams`, and `gate_hh` (3H, 3H) from the gates i, f, o of the step before."""

    weight_ih: Array
    weight_hh: Array
    bias: Array
    peephole: Array
    gate_hh: Array


class FullGatesState(NamedTuple):
    """`h` and `c` as in the LSTM, and the gates `i`, `f`, `o` of the step before; all (B, H)."""

    h: Array
    c: Array
    i: Array
    f: Array
    o: Array

    @classmethod
    def zeros(cls, batch: int, hidden_size: int, dtype: Any = np.float64) -> "FullGatesState":
        """The state before the first step: all zeros, shapes (B, H)."""
        return cls(*(np.zeros((batch, hidden_size), dtype) for _ in cls._fields))


class FullGatesTape(NamedTuple):
    """What the backward step needs: `x` (B, D), the state `before`; of the new one g, c and gates (B, H)."""

    x: Array
    before: FullGatesState
    i: Array
    f: Array
    g: Array
    o: Array
    c: Array


def full_gates_step(
    params: FullGatesParams, x: Array, state: FullGatesState
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
        ShapeError, DtypeError: naming the argument, what was expected and what came.

    Source: the variant FGR of Greff et al., *LSTM: a search space odyssey*, 2017; the gates of 1997 saw gates
    too.
    """
    check_step(params, x, state, gates=4)
    p_i, p_f, p_o = np.split(params.peephole, 3)  # (H,) each
    a = x @ params.weight_ih.T + state.h @ params.weight_hh.T + params.bias  # (B, 4H)
    a_i, a_f, a_g, a_o = np.split(a, 4, axis=-1)  # (B, H) each
    gates = np.concatenate([state.i, state.f, state.o], axis=-1)  # (B, 3H)
    r_i, r_f, r_o = np.split(gates @ params.gate_hh.T, 3, axis=-1)
    i = sigmoid(a_i + p_i * state.c + r_i)
    f = sigmoid(a_f + p_f * state.c + r_f)
    g = np.tanh(a_g)
    c = f * state.c + i * g
    o = sigmoid(a_o + p_o * c + r_o)
    h = o * np.tanh(c)
    return FullGatesState(h, c, i, f, o), FullGatesTape(x, state, i, f, g, o, c)


def full_gates_step_backward(
    params: FullGatesParams, tape: FullGatesTape, dstate: FullGatesState
) -> tuple[Array, FullGatesState, FullGatesParams]:
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
        ShapeError, DtypeError: naming the argument, what was expected and what came.

    Source: derived from the equations of `full_gates_step`.
    """
    check_step_backward(tape.c, dstate)
    before = tape.before
    p_i, p_f, p_o = np.split(params.peephole, 3)  # (H,) each
    tanh_c = np.tanh(tape.c)
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
    da = np.concatenate([da_i, da_f, da_g, da_o], axis=-1)  # (B, 4H)
    da_gates = np.concatenate([da_i, da_f, da_o], axis=-1)  # (B, 3H)
    dx = da @ params.weight_ih
    dh_prev = da @ params.weight_hh
    dgates = np.split(da_gates @ params.gate_hh, 3, axis=-1)
    seen = [da_i * before.c, da_f * before.c, da_o * tape.c]  # what each peephole multiplied
    dparams = FullGatesParams(
        weight_ih=da.T @ tape.x,
        weight_hh=da.T @ before.h,
        bias=da.sum(axis=0),
        peephole=np.concatenate(seen, axis=-1).sum(axis=0),
        gate_hh=da_gates.T @ np.concatenate([before.i, before.f, before.o], axis=-1),
    )
    return dx, FullGatesState(dh_prev, dc_prev, *dgates), dparams
