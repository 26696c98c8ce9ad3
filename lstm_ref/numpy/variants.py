"""One step for a family of cells: the LSTM with peepholes, and what is left when a part is taken out."""

from typing import NamedTuple

import numpy as np

from lstm_ref.numpy.arrays import Array, sigmoid
from lstm_ref.numpy.checks import check_step, check_step_backward
from lstm_ref.numpy.lstm import LSTMState, LSTMTape
from lstm_ref.numpy.peephole import PeepholeLSTMParams


class Variant(NamedTuple):
    """Which parts a cell has; as it stands, all of them.

    `gates` are those that there are; one that is missing stands at 1. `coupled` is the input gate 1 − f,
    which has no weights. `squashed_write` and `squashed_read` are the two tanh.
    """

    gates: str = "ifo"
    coupled: bool = False
    squashed_write: bool = True
    squashed_read: bool = True
    peepholes: bool = True


VANILLA = Variant()
VARIANTS = {
    "vanilla": VANILLA,
    "NIG": VANILLA._replace(gates="fo"),
    "NFG": VANILLA._replace(gates="io"),
    "NOG": VANILLA._replace(gates="if"),
    "NIAF": VANILLA._replace(squashed_write=False),
    "NOAF": VANILLA._replace(squashed_read=False),
    "NP": VANILLA._replace(peepholes=False),
    "CIFG": VANILLA._replace(gates="fo", coupled=True),
    "JANET": Variant(gates="f", coupled=True, squashed_read=False, peepholes=False),
}


def blocks(variant: Variant) -> str:
    """The stacked blocks that a variant learns: its gates and the candidate, in the order i, f, g, o."""
    return "".join(block for block in "ifgo" if block == "g" or block in variant.gates)


def variant_step(
    params: PeepholeLSTMParams, x: Array, state: LSTMState, variant: Variant = VANILLA
) -> tuple[LSTMState, LSTMTape]:
    """One time step of the LSTM with peepholes, or of one of its variants.

        i_t = σ(W_ii x_t + W_hi h_{t−1} + p_i ⊙ c_{t−1} + b_i)       or 1, or 1 − f_t
        f_t = σ(W_if x_t + W_hf h_{t−1} + p_f ⊙ c_{t−1} + b_f)       or 1
        g_t = tanh(W_ig x_t + W_hg h_{t−1} + b_g)                    or without the tanh
        c_t = f_t ⊙ c_{t−1} + i_t ⊙ g_t
        o_t = σ(W_io x_t + W_ho h_{t−1} + p_o ⊙ c_t + b_o)           or 1
        h_t = o_t ⊙ tanh(c_t)                                        or o_t ⊙ c_t

    Arguments:
        params: `weight_ih` (4H, D), `weight_hh` (4H, H), `bias` (4H,), rows i, f, g, o; `peephole` (3H,), i,
            f, o. What belongs to a missing part is not read, and its gradient is zero.
        x: (B, D), the input of this step.
        state: `h` (B, H) and `c` (B, H) of the step before.
        variant: which parts there are.

    Returns:
        the new state, `h` and `c` (B, H), and the tape for `variant_step_backward`.

    Raises:
        ShapeError, DtypeError: naming the argument, what was expected and what came.

    Source: Greff et al., *LSTM: a search space odyssey*, 2017, whose coupled gates are f = 1 − i.
    """
    check_step(params, x, state, gates=4)
    p_i, p_f, p_o = np.split(params.peephole * variant.peepholes, 3)  # (H,) each
    a = x @ params.weight_ih.T + state.h @ params.weight_hh.T + params.bias  # (B, 4H)
    a_i, a_f, a_g, a_o = np.split(a, 4, axis=-1)  # (B, H) each
    one = np.ones_like(a_f)
    f = sigmoid(a_f + p_f * state.c) if "f" in variant.gates else one
    i = sigmoid(a_i + p_i * state.c) if "i" in variant.gates else one
    i = 1 - f if variant.coupled else i
    g = np.tanh(a_g) if variant.squashed_write else a_g
    c = f * state.c + i * g
    o = sigmoid(a_o + p_o * c) if "o" in variant.gates else one
    h = o * np.tanh(c) if variant.squashed_read else o * c
    return LSTMState(h, c), LSTMTape(x, state.h, state.c, i, f, g, o, c)


def variant_step_backward(
    params: PeepholeLSTMParams, tape: LSTMTape, dstate: LSTMState, variant: Variant = VANILLA
) -> tuple[Array, LSTMState, PeepholeLSTMParams]:
    """The full gradient of one step: `variant_step` read from its last line to its first.

        shown = tanh(c_t), or c_t       do = dh ⊙ shown           da_o = do ⊙ o (1 − o), or 0
        dc ← dc + dh ⊙ o_t ⊙ (1 − shown²), or dc + dh ⊙ o_t; then + da_o ⊙ p_o
        di = dc ⊙ g_t                   df = dc ⊙ c_{t−1}, and − di where the gates are coupled
        da_i = di ⊙ i (1 − i), or 0     da_f = df ⊙ f (1 − f), or 0
        dg = dc ⊙ i_t                   da_g = dg ⊙ (1 − g²), or dg
        dc_{t−1} = dc ⊙ f_t + da_i ⊙ p_i + da_f ⊙ p_f

    Arguments:
        params, variant: as given to `variant_step`.
        tape: as returned by `variant_step`.
        dstate: `h` and `c` (B, H), the gradients of the loss with respect to the new state.

    Returns:
        the gradients of `x` (B, D), of the state before (`h` and `c` (B, H)), and of the parameters.

    Raises:
        ShapeError, DtypeError: naming the argument, what was expected and what came.

    Source: derived from the equations of `variant_step`.
    """
    check_step_backward(tape.c, dstate)
    p_i, p_f, p_o = np.split(params.peephole * variant.peepholes, 3)  # (H,) each
    zero = np.zeros_like(tape.c)
    shown = np.tanh(tape.c) if variant.squashed_read else tape.c
    do = dstate.h * shown
    da_o = do * tape.o * (1 - tape.o) if "o" in variant.gates else zero
    slope = 1 - shown**2 if variant.squashed_read else 1.0
    dc = dstate.c + dstate.h * tape.o * slope + da_o * p_o
    di = dc * tape.g
    df = dc * tape.c_prev - di if variant.coupled else dc * tape.c_prev
    dg = dc * tape.i
    da_i = di * tape.i * (1 - tape.i) if "i" in variant.gates else zero
    da_f = df * tape.f * (1 - tape.f) if "f" in variant.gates else zero
    da_g = dg * (1 - tape.g**2) if variant.squashed_write else dg
    dc_prev = dc * tape.f + da_i * p_i + da_f * p_f
    da = np.concatenate([da_i, da_f, da_g, da_o], axis=-1)  # (B, 4H)
    dx = da @ params.weight_ih
    dh_prev = da @ params.weight_hh
    seen = [da_i * tape.c_prev, da_f * tape.c_prev, da_o * tape.c]  # what each peephole multiplied
    dparams = PeepholeLSTMParams(
        weight_ih=da.T @ tape.x,
        weight_hh=da.T @ tape.h_prev,
        bias=da.sum(axis=0),
        peephole=np.concatenate(seen, axis=-1).sum(axis=0) * variant.peepholes,
    )
    return dx, LSTMState(dh_prev, dc_prev), dparams
