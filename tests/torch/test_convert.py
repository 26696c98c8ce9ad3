import numpy as np
import pytest
import torch
from torch import nn

from lstm_ref import numpy as core
from lstm_ref import torch as twin
from lstm_ref.verify.cells import CELLS

LAYERS = {"rnn": nn.RNN, "lstm": nn.LSTM, "gru": nn.GRU}
every_cell = pytest.mark.parametrize("cell", CELLS.values(), ids=CELLS)
every_layer = pytest.mark.parametrize("name", LAYERS)


def params_of(name):
    return CELLS[name].random_params(np.random.default_rng(0), 3, 2)


@every_cell
def test_parameters_and_states_go_to_torch_and_back_unchanged(cell):
    for tree in (params_of(cell.name), cell.random_state(np.random.default_rng(0), 4, 2)):
        there = twin.to_torch(tree)
        back = twin.to_numpy(there)
        assert type(back) is type(tree) and type(there).__name__ == type(tree).__name__
        assert type(there).__module__.startswith("lstm_ref.torch")
        assert all(np.array_equal(a, b) for a, b in zip(back, tree, strict=True))


def test_conversion_copies_in_both_directions():
    array = np.zeros(3)
    tensor = twin.to_torch(array)
    array += 1
    assert not tensor.any()
    back = twin.to_numpy(tensor)
    back += 1
    assert not tensor.any()


def test_a_dtype_and_a_device_can_be_asked_for():
    assert twin.to_torch(params_of("lstm"), dtype=torch.float32).bias.dtype == torch.float32
    assert twin.to_torch(np.zeros(2), device="meta").device.type == "meta"


def test_a_tensor_with_a_gradient_becomes_a_plain_array():
    assert isinstance(twin.to_numpy(torch.ones(2, requires_grad=True)), np.ndarray)


def test_a_named_tuple_without_a_twin_is_named():
    with pytest.raises(TypeError, match="^convert: expected one of RNNParams, .*, got AdamState$"):
        twin.to_torch(core.AdamState(np.zeros(()), np.zeros(2), np.zeros(2)))


@every_layer
def test_our_cell_becomes_torchs_layer_and_comes_back(name):
    params = twin.to_torch(params_of(name))
    layer = twin.to_nn(params)
    assert isinstance(layer, LAYERS[name]) and layer.weight_ih_l0.dtype == torch.float64
    back = twin.from_nn(layer)
    assert type(back) is type(params)
    assert all(torch.equal(a, b) for a, b in zip(back, params, strict=True))


@every_layer
def test_torchs_layer_becomes_our_cell_whatever_its_two_biases(name):
    torch.manual_seed(0)
    layer = LAYERS[name](3, 2, dtype=torch.float64)
    ours = {"rnn": twin.RNN, "lstm": twin.LSTM, "gru": twin.GRU}[name](3, 2, dtype=torch.float64)
    ours.load_params(twin.from_nn(layer))
    xs = torch.randn(5, 4, 3, dtype=torch.float64)
    torch.testing.assert_close(ours(xs)[0], layer(xs)[0], rtol=1e-12, atol=1e-12)


@pytest.mark.parametrize("name", ["rnn", "lstm"])
def test_each_of_torchs_two_biases_receives_our_biass_gradient(name):
    params = twin.to_torch(params_of(name))
    layer = twin.to_nn(params)
    layer(torch.ones(5, 4, 3, dtype=torch.float64))[0].sum().backward()
    assert layer.bias_ih_l0.grad.any() and not layer.bias_hh_l0.any()
    torch.testing.assert_close(layer.bias_ih_l0.grad, layer.bias_hh_l0.grad, rtol=1e-12, atol=0)


def test_the_readout_is_a_linear_layer():
    params = twin.to_torch(core.init_readout(np.random.default_rng(0), 3, 2))
    layer, hs = twin.to_nn(params), torch.ones(4, 3, dtype=torch.float64)
    assert torch.equal(layer(hs), twin.readout(params, hs))
    assert all(torch.equal(a, b) for a, b in zip(twin.from_nn(layer), params, strict=True))


def test_converted_layers_do_not_share_memory():
    params = twin.to_torch(params_of("gru"))
    layer = twin.to_nn(params)
    back = twin.from_nn(layer)
    with torch.no_grad():
        layer.weight_hh_l0.zero_()
    assert params.weight_hh.any() and back.weight_hh.any()


def test_the_cell_of_1997_has_no_layer_in_torch():
    with pytest.raises(ValueError, match=r"^to_nn: expected 4·hidden_size = 8 rows \(i, f, g, o\), got 6$"):
        twin.to_nn(twin.to_torch(params_of("lstm_1997")))


def test_the_wrong_kind_of_thing_is_named():
    with pytest.raises(TypeError, match="^to_nn: expected parameters of the Torch half, got RNNParams$"):
        twin.to_nn(params_of("rnn"))
    with pytest.raises(TypeError, match="^from_nn: expected nn.RNN, nn.LSTM, nn.GRU or nn.Linear, got Tanh$"):
        twin.from_nn(nn.Tanh())


@pytest.mark.parametrize(
    ("layer", "option"),
    [
        (lambda: nn.LSTM(3, 2, num_layers=2), "num_layers=1"),
        (lambda: nn.GRU(3, 2, bidirectional=True), "bidirectional=False"),
        (lambda: nn.LSTM(3, 2, proj_size=1), "proj_size=0"),
        (lambda: nn.RNN(3, 2, bias=False), "bias=True"),
        (lambda: nn.RNN(3, 2, nonlinearity="relu"), "nonlinearity='tanh'"),
    ],
)
def test_a_layer_that_is_none_of_our_cells_is_refused(layer, option):
    with pytest.raises(ValueError, match=f"^from_nn: expected {option}, got"):
        twin.from_nn(layer())


def test_a_linear_layer_without_a_bias_is_refused():
    with pytest.raises(ValueError, match="^from_nn: expected a layer with a bias, got bias=False$"):
        twin.from_nn(nn.Linear(3, 2, bias=False))


def test_gates_are_reordered_in_tensors_as_in_arrays():
    arrays = params_of("lstm")
    there = twin.reorder_gates(twin.to_torch(arrays), "ifgo", "fgio")
    want = core.reorder_gates(arrays, "ifgo", "fgio")
    assert all(np.array_equal(a, b) for a, b in zip(twin.to_numpy(there), want, strict=True))
