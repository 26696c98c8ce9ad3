from itertools import permutations

import numpy as np
import pytest

from lstm_ref.numpy import gate_rows, reorder_gates
from lstm_ref.verify.cells import CELLS

LSTM = CELLS["lstm"].random_params(np.random.default_rng(0), 3, 2)


@pytest.mark.parametrize("order", ["".join(order) for order in permutations("ifgo")])
def test_every_gate_lands_in_its_place_and_the_way_back_is_the_identity(order):
    there = reorder_gates(LSTM, "ifgo", order)
    for gate in order:
        for ours, theirs in zip(LSTM, there, strict=True):
            assert np.array_equal(ours[gate_rows(gate, 2)], theirs[gate_rows(gate, 2, order)])
    back = reorder_gates(there, order, "ifgo")
    assert all(np.array_equal(a, b) for a, b in zip(back, LSTM, strict=True))


def test_both_biases_of_the_gru_are_reordered():
    gru = CELLS["gru"].random_params(np.random.default_rng(0), 3, 2)
    keras = reorder_gates(gru, "rzn", "zrn")
    assert np.array_equal(keras.bias_hh[:2], gru.bias_hh[2:4]) and np.array_equal(
        keras.bias_ih[2:4], gru.bias_ih[:2]
    )


@pytest.mark.parametrize(("source", "target"), [("ifgo", "ifg"), ("ifgo", "ifgx"), ("iigo", "iigo")])
def test_orders_that_do_not_name_the_same_gates_once_are_refused(source, target):
    with pytest.raises(ValueError, match="^gate orders: expected the same letters once each"):
        reorder_gates(LSTM, source, target)


def test_rows_that_do_not_divide_are_refused():
    with pytest.raises(ValueError, match="^gate orders: expected rows in 3 equal blocks, got 8 rows$"):
        reorder_gates(LSTM, "igo", "goi")


@pytest.mark.parametrize("gate", ["x", "", "if"])
def test_a_gate_that_is_not_there_is_named(gate):
    with pytest.raises(ValueError, match="^gate: expected one of i, f, g, o, got"):
        gate_rows(gate, 2)
