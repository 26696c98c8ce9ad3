"""The table of gate orders: complete, convertible, and PyTorch's row as measured on nn.LSTM."""

import itertools

import numpy as np
import pytest

from lstm_ref.numpy import LSTMParams, init_lstm, reorder_gates
from lstm_ref.verify.gate_orders import SYSTEMS, order_of


def test_ten_systems_once_each() -> None:
    assert len({row.system for row in SYSTEMS}) == len(SYSTEMS) == 10


@pytest.mark.parametrize("row", SYSTEMS, ids=lambda row: row.system)
def test_a_row_names_the_four_blocks_once_each_in_both_alphabets(row) -> None:
    assert sorted(row.order) == sorted("ifgo")
    ours = {"new-memory": "g", "c": "g", "z": "g", "j": "g"}
    assert [ours.get(letter, letter) for letter in row.letters.split()] == list(row.order)
    assert row.where


@pytest.mark.parametrize("row", SYSTEMS, ids=lambda row: row.system)
def test_weights_survive_the_way_there_and_back(row) -> None:
    params = init_lstm(np.random.default_rng(0), 3, 2)
    there = reorder_gates(params, "ifgo", row.order)
    back = reorder_gates(there, row.order, "ifgo")
    assert all(np.array_equal(a, b) for a, b in zip(params, back, strict=True))
    moved = any(not np.array_equal(a, b) for a, b in zip(params, there, strict=True))
    assert moved == (row.order != "ifgo")


def test_only_the_listed_order_of_the_24_fits_pytorch() -> None:
    torch = pytest.importorskip("torch")
    from lstm_ref.numpy import LSTMState, lstm_step

    torch.manual_seed(0)
    layer = torch.nn.LSTM(3, 2, dtype=torch.float64)
    arrays = [parameter.detach().numpy() for parameter in layer.parameters()]
    stored = LSTMParams(arrays[0], arrays[1], arrays[2] + arrays[3])
    x = np.random.default_rng(1).normal(size=(1, 4, 3))
    with torch.no_grad():
        right = layer(torch.from_numpy(x))[0][0].numpy()
    fits = []
    for letters in itertools.permutations("ifgo"):
        params = reorder_gates(stored, "".join(letters), "ifgo")
        h = lstm_step(params, x[0], LSTMState(np.zeros((4, 2)), np.zeros((4, 2))))[0].h
        if np.allclose(h, right, atol=1e-12):
            fits.append("".join(letters))
    # c starts at zero, so f does nothing in one step; the places of i, g and o leave it only one
    assert fits == [order_of("PyTorch")]


def test_an_unknown_system_is_refused_with_the_known_ones() -> None:
    with pytest.raises(ValueError, match="ONNX"):
        order_of("Theano")
