"""8.2: a cell from another notation and another order of gates."""

from collections.abc import Iterator

import numpy as np

from lstm_ref.exercises.ch08.step import GATES, random_params
from lstm_ref.numpy.arrays import Array
from lstm_ref.numpy.gate_order import reorder_gates
from lstm_ref.numpy.init import Rng
from lstm_ref.numpy.lstm import LSTMParams
from lstm_ref.verify.engine import Case, Mistake, Output, Task


def from_joined(weight: Array, bias: Array, order: str) -> LSTMParams:
    size = len(bias) // 4
    return reorder_gates(LSTMParams(weight[:, size:], weight[:, :size], bias), order, GATES)


def conversion_inputs(rng: Rng) -> Iterator[Case]:
    for order, input_size, hidden_size in (("fgio", 5, 3), ("ofig", 2, 4), ("goif", 3, 2)):
        params = random_params(rng, input_size, hidden_size)
        joined = np.hstack([params.weight_hh, params.weight_ih])
        yield Case(order, (joined, params.bias, order))


def as_ours(weight_ih: Array, weight_hh: Array, bias: Array, order: str) -> LSTMParams:
    return reorder_gates(LSTMParams(weight_ih, weight_hh, bias), order, GATES)


def joined_the_other_way(weight: Array, bias: Array, order: str) -> LSTMParams:
    inputs = weight.shape[1] - len(bias) // 4
    return as_ours(weight[:, :inputs], weight[:, inputs:], bias, order)


def order_left_alone(weight: Array, bias: Array, order: str) -> LSTMParams:
    return from_joined(weight, bias, GATES)


def order_read_backwards(weight: Array, bias: Array, order: str) -> LSTMParams:
    return reorder_gates(from_joined(weight, bias, GATES), GATES, order)


def bias_left_in_its_order(weight: Array, bias: Array, order: str) -> LSTMParams:
    return from_joined(weight, bias, order)._replace(bias=bias.copy())


def rows_unit_by_unit(weight: Array, bias: Array, order: str) -> LSTMParams:
    places = [4 * unit + order.index(gate) for gate in GATES for unit in range(len(bias) // 4)]
    return from_joined(weight[places], bias[places], GATES)


ROWS = "Look at the line that picks the rows: for our first block, where does *their* block of i start?"


CONVERSIONS = (
    Mistake(
        "joined-the-other-way",
        joined_the_other_way,
        "The columns of x and of h are taken for each other: this is [x; h].",
        "Look at the lines that pick columns: which vector stands first in the joined one?",
    ),
    Mistake(
        "order-left-alone",
        order_left_alone,
        "The blocks of rows still stand in the other system's order.",
        "Look at the rows: nothing here uses `order` yet.",
    ),
    Mistake(
        "order-read-backwards",
        order_read_backwards,
        "The blocks are moved, but in the opposite direction, as if ours were to become theirs.",
        ROWS,
    ),
    Mistake(
        "bias-left-in-its-order",
        bias_left_in_its_order,
        "The weights are in our order and the bias is not.",
        "Look at the bias: it has four blocks as well.",
    ),
    Mistake(
        "rows-unit-by-unit",
        rows_unit_by_unit,
        "The rows are read as four numbers for each unit in turn; they come gate by gate.",
        ROWS,
    ),
)


PARAMS = (
    Output("weight_ih", ("gate*H", "D"), GATES),
    Output("weight_hh", ("gate*H", "H"), GATES),
    Output("bias", ("gate*H",), GATES),
)


TASK = Task(
    "8.2",
    "Translate the weights by name",
    from_joined,
    conversion_inputs,
    PARAMS,
    CONVERSIONS,
    (
        "Two things differ: which columns belong to h and to x, and which block of rows belongs to which "
        "gate. H is a quarter of the bias.",
        "The first H columns meet h, because the vector is joined as [h; x]. The block of gate `k` "
        "starts at row `H * order.index(k)`.",
        "Collect the row numbers of i, of f, of g and of o in one array `rows`, in that order. Then take "
        "`weight[rows, H:]`, `weight[rows, :H]` and `bias[rows]`.",
    ),
    "sec-two-notations",
)
