"""What the explorer shows, in NumPy: the definition that the page's own script is tested against."""

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np

from lstm_ref.explorer.models import ExplorerModel
from lstm_ref.numpy.arrays import Array, sigmoid

GATES = "ifgo"
Held = Mapping[
    tuple[int, int, str], float
]  # (step from 0, unit, gate out of i, f, o) -> the value it is held at


class Trace(NamedTuple):
    """One sequence: the gates `i` `f` `g` `o`, `c` and `h`, each (T, H), and the `scores` (T, C)."""

    i: Array
    f: Array
    g: Array
    o: Array
    c: Array
    h: Array
    scores: Array


class GradientSplit(NamedTuple):
    """∂ score / ∂ c_t at each step, (T, H): along the memory alone, by all other paths, and in all."""

    cell: Array
    gates: Array
    total: Array


def trace(model: ExplorerModel, text: str, held: Held | None = None) -> Trace:
    """Run the model over `text`; a held gate has the value that it is held at, whatever its sum says.

    What is held at a step past the end waits for a longer text.
    """
    weight_ih, weight_hh, bias = model.cell
    size = weight_hh.shape[1]
    h = c = np.zeros(size)
    rows: list[list[Array]] = []
    for t, token in enumerate(model.tokens(text)):
        a = (weight_ih[:, token] + weight_hh @ h + bias).reshape(4, size)
        gate = dict(zip(GATES, (sigmoid(a[0]), sigmoid(a[1]), np.tanh(a[2]), sigmoid(a[3])), strict=True))
        for (step, unit, name), value in (held or {}).items():
            if step == t:
                gate[name][unit] = value
        c = gate["f"] * c + gate["i"] * gate["g"]
        h = gate["o"] * np.tanh(c)
        rows.append([*gate.values(), c, h, model.readout.weight @ h + model.readout.bias])
    return Trace(*(np.array(column) for column in zip(*rows, strict=True)))


def gradient_split(model: ExplorerModel, at: Trace, output: int, held: Held | None = None) -> GradientSplit:
    """From where the last score of class `output` gets its value, in the memories of all steps.

        cell_t = w ⊙ o_T ⊙ (1 − tanh²(c_T)) ⊙ f_T ⊙ … ⊙ f_{t+1}        gates_t = total_t − cell_t

    A gate that is held is a constant: no gradient comes through it.

    Arguments:
        model, held: as for `trace`; `at` is its result, over T steps.
        output: a place in `model.classes`.
    """
    last, size = len(at.c) - 1, at.c.shape[1]
    free = np.ones((last + 1, 4, size))
    for step, unit, name in held or {}:
        if step <= last:
            free[step, GATES.index(name), unit] = 0
    dh, dc = model.readout.weight[output], np.zeros(size)
    cell, total = np.zeros_like(at.c), np.zeros_like(at.c)
    for t in range(last, -1, -1):
        i, f, g, o, c = at.i[t], at.f[t], at.g[t], at.o[t], at.c[t]
        before = at.c[t - 1] if t else np.zeros(size)
        dc = dc + dh * o * (1 - np.tanh(c) ** 2)
        total[t] = dc
        cell[t] = dc if t == last else cell[t + 1] * at.f[t + 1]
        slopes = (g * i * (1 - i), before * f * (1 - f), i * (1 - g**2))
        da = np.stack([*(dc * slope for slope in slopes), dh * np.tanh(c) * o * (1 - o)]) * free[t]
        dh, dc = da.reshape(-1) @ model.cell.weight_hh, dc * f
    return GradientSplit(cell, total - cell, total)
