import pytest
import torch

from lstm_ref import torch as twin
from lstm_ref.torch.module import RecurrentModule

MODULES = [twin.RNN, twin.LSTM, twin.LSTM1997, twin.GRU]
every_module = pytest.mark.parametrize("kind", MODULES, ids=lambda kind: kind.__name__)


def made(kind, **options):
    return kind(3, 2, generator=torch.Generator().manual_seed(0), **options)


@every_module
def test_parameters_carry_the_names_of_the_named_tuple(kind):
    layer = made(kind)
    assert [name for name, _ in layer.named_parameters()] == list(layer.params._fields)
    assert set(layer.state_dict()) == set(layer.params._fields)
    assert all(parameter.requires_grad for parameter in layer.params)


@every_module
def test_without_a_state_it_starts_from_zeros_on_its_own_device_and_dtype(kind):
    layer, xs = made(kind, dtype=torch.float64), torch.ones(5, 4, 3, dtype=torch.float64)
    zeros = layer.state_type.zeros(4, 2, dtype=torch.float64)
    assert torch.equal(layer(xs)[0], layer(xs, zeros)[0])
    hs, last = kind(3, 2, device="meta")(torch.ones(5, 4, 3, device="meta"))
    assert {hs.device.type, *(leaf.device.type for leaf in last)} == {"meta"}


@every_module
def test_one_generator_seed_gives_one_layer_in_every_dtype(kind):
    wide, narrow = made(kind, dtype=torch.float64), made(kind, dtype=torch.float32)
    for one, other in zip(wide.params, narrow.params, strict=True):
        assert torch.equal(one.float(), other) and other.dtype == torch.float32
    assert not torch.equal(kind(3, 2).weight_hh, kind(3, 2).weight_hh)


@every_module
def test_weights_fill_the_range_that_the_hidden_size_sets(kind):
    layer = kind(30, 25, generator=torch.Generator().manual_seed(0))
    for weight in (layer.weight_ih, layer.weight_hh):
        assert 0.19 < weight.abs().max() <= 0.2


def test_biases_start_at_zero_but_for_the_forget_gate():
    assert made(twin.LSTM).bias.tolist() == [0, 0, 1, 1, 0, 0, 0, 0]
    assert not made(twin.LSTM1997).bias.any() and not made(twin.RNN).bias.any()
    assert not made(twin.GRU).bias_ih.any() and not made(twin.GRU).bias_hh.any()


@every_module
def test_loaded_parameters_are_copied(kind):
    layer, other = made(kind), kind(3, 2)
    layer.load_params(other.params)
    assert all(torch.equal(a, b) for a, b in zip(layer.params, other.params, strict=True))
    with torch.no_grad():
        other.weight_hh.zero_()
    assert layer.weight_hh.any()


def test_loading_parameters_of_another_shape_names_the_first():
    with pytest.raises(ValueError, match=r"^weight_ih: expected shape \(8, 3\), got \(8, 4\)"):
        made(twin.LSTM).load_params(twin.LSTM(4, 2).params)


@every_module
@pytest.mark.parametrize(("sizes", "name"), [((0, 2), "input_size"), ((3, 0), "hidden_size")])
def test_a_size_below_one_is_named(kind, sizes, name):
    with pytest.raises(ValueError, match=f"^{name}: expected a whole number of at least 1, got 0"):
        kind(*sizes)


def test_it_prints_its_sizes():
    assert repr(made(twin.LSTM)) == "LSTM(input_size=3, hidden_size=2)"
    assert issubclass(twin.LSTM, RecurrentModule)


@every_module
def test_two_chunks_with_a_detached_state_train_without_growing(kind):
    layer, xs, state = made(kind), torch.ones(6, 4, 3), None
    for chunk in xs.split(3):
        hs, state = layer(chunk, state)
        hs.sum().backward()
        state = type(state)(*(leaf.detach() for leaf in state))
    assert all(parameter.grad.abs().sum() > 0 for parameter in layer.parameters())
