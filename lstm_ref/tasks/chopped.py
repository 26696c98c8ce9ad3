"""One step of the cell cut into lines, with one operation in each, so that every value can be moved alone."""

from collections.abc import Callable

import numpy as np

from lstm_ref.numpy.arrays import Array, sigmoid
from lstm_ref.numpy.lstm import LSTMParams, LSTMState
from lstm_ref.verify.differences import numeric_gradients

Values = dict[str, Array]


def chopped_step(params: LSTMParams, x: Array, state: LSTMState, **held: Array) -> Values:
    """`lstm_step`, line by line; a value that is `held` replaces what its line would compute.

        a = x W_ihᵀ + h W_hhᵀ + b        i, f, o = σ(a_i), σ(a_f), σ(a_o)        g = tanh(a_g)
        kept = f ⊙ c_prev        written = i ⊙ g        c = kept + written
        shown = tanh(c)          h = o ⊙ shown

    Arguments:
        params: rows in the order i, f, g, o.
        x: (B, D).
        state: `h` and `c` (B, H) of the step before.
        held: arrays by the names of the result.

    Returns:
        every value by its name, in the order in which they are computed; all (B, H).
    """
    values = {"h_prev": state.h, "c_prev": state.c} | held
    a = x @ params.weight_ih.T + values["h_prev"] @ params.weight_hh.T + params.bias
    for name, part in zip(("a_i", "a_f", "a_g", "a_o"), np.split(a, 4, axis=-1), strict=True):
        values[name] = held.get(name, part)
    lines: dict[str, Callable[[Values], Array]] = {
        "i": lambda v: sigmoid(v["a_i"]),
        "f": lambda v: sigmoid(v["a_f"]),
        "g": lambda v: np.tanh(v["a_g"]),
        "o": lambda v: sigmoid(v["a_o"]),
        "kept": lambda v: v["f"] * v["c_prev"],
        "written": lambda v: v["i"] * v["g"],
        "c": lambda v: v["kept"] + v["written"],
        "shown": lambda v: np.tanh(v["c"]),
        "h": lambda v: v["o"] * v["shown"],
    }
    for name, line in lines.items():
        values[name] = held[name] if name in held else line(values)
    return values


def moved_gradient(name: str, params: LSTMParams, x: Array, state: LSTMState, dh: Array, dc: Array) -> Array:
    """The gradient of L = Σ dh ⊙ h + Σ dc ⊙ c with respect to one value of the step, by moving it.

    Whatever is computed from the value moves with it, and nothing else does.

    Arguments:
        name: of a value of `chopped_step`.
        params, x, state: as there.
        dh, dc: (B, H), what arrives at the new h, and at the new c along the memory.

    Returns:
        (B, H).
    """

    def loss(value: Array) -> float:
        moved = chopped_step(params, x, state, **{name: value})
        return float((dh * moved["h"]).sum() + (dc * moved["c"]).sum())

    return numeric_gradients(loss, chopped_step(params, x, state)[name])
