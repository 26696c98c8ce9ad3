"""minLSTM: gates that see the input alone, so that all steps can be computed in a few rounds."""

from typing import NamedTuple

import numpy as np

from lstm_ref.numpy.arrays import Array, sigmoid
from lstm_ref.numpy.checks import check
from lstm_ref.numpy.init import Rng, uniform


class MinLSTMParams(NamedTuple):
    """`weight_ih` (3H, D), `bias` (3H,); rows stacked in the order i, f, g. There is no `weight_hh`."""

    weight_ih: Array
    bias: Array


def init_min_lstm(rng: Rng, input_size: int, hidden_size: int) -> MinLSTMParams:
    """The start of a linear layer: everything from U(−1/√D, 1/√D)."""
    bound = input_size**-0.5
    shapes = (3 * hidden_size, input_size), (3 * hidden_size,)
    return MinLSTMParams(*(uniform(rng, shape, bound) for shape in shapes))


def min_lstm_coefficients(params: MinLSTMParams, xs: Array) -> tuple[Array, Array]:
    """What every step will do to the memory, known before the first one is walked.

        i, f = σ(W x_t + b)        g = W_g x_t + b_g
        keep_t = f / (f + i)       added_t = g i / (f + i)

    Arguments:
        xs: (T, B, D).

    Returns:
        keep and added, each (T, B, H).

    Raises:
        DtypeError, ShapeError: naming the argument, what was expected and what came.

    Source: Feng, Tung, Ahmed, Bengio & Hajimirsadeghi, *Were RNNs all we needed?*, 2024.
    """
    check([("weight_ih", params.weight_ih, "3H D"), ("bias", params.bias, "3H"), ("xs", xs, "T B D")])
    before_i, before_f, g = np.split(xs @ params.weight_ih.T + params.bias, 3, axis=-1)
    i, f = sigmoid(before_i), sigmoid(before_f)
    return f / (f + i), g * i / (f + i)


def step_by_step(keep: Array, added: Array, start: Array) -> tuple[Array, int]:
    """c_t = keep_t ⊙ c_{t−1} + added_t, a step after the other.

    Arguments:
        keep, added: (T, B, H). start: c_0, (B, H).

    Returns:
        cs (T, B, H), and how many steps had to wait for one another: T.

    Raises:
        DtypeError, ShapeError: naming the argument, what was expected and what came.
    """
    check([("keep", keep, "T B H"), ("added", added, "T B H"), ("start", start, "B H")])
    cs, memory = np.empty_like(added), start
    for t in range(len(keep)):
        memory = keep[t] * memory + added[t]
        cs[t] = memory
    return cs, len(keep)


def in_rounds(keep: Array, added: Array, start: Array) -> tuple[Array, int]:
    """The same numbers in ⌈log₂ T⌉ rounds; inside a round no step waits for another.

    Two steps one after the other are again one step of the same form:

        (a, b) then (a′, b′)  =  (a′ a, a′ b + b′)

    After the first round entry t stands for the last two steps, after the second for the last four, …

    Arguments, Returns, Raises:
        as `step_by_step`; the count is that of the rounds.

    Source: Hillis & Steele, Communications of the ACM 29(12), 1986; for recurrences Blelloch, 1990.
    """
    check([("keep", keep, "T B H"), ("added", added, "T B H"), ("start", start, "B H")])
    kept, summed, rounds, reach = keep, added, 0, 1
    while reach < len(keep):
        joined = kept[reach:] * summed[:-reach] + summed[reach:]
        summed = np.concatenate([summed[:reach], joined])
        kept = np.concatenate([kept[:reach], kept[reach:] * kept[:-reach]])
        rounds, reach = rounds + 1, 2 * reach
    return kept * start + summed, rounds
