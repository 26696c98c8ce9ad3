"""The module of layers, and layer normalisation, beside PyTorch's own."""

import pytest
import torch

from lstm_ref.torch import (
    GRU,
    LSTM,
    LayerNormParams,
    Stack,
    dropout_mask,
    layer_norm,
    layer_norm_backward,
    reverse,
)

T, B, D, H = 6, 4, 3, 2


@pytest.fixture(autouse=True)
def seeded():
    torch.manual_seed(0)


def test_while_training_numbers_are_dropped_and_otherwise_not():
    layer, xs = Stack(LSTM, D, H, layers=2, dropout=0.5), torch.randn(T, B, D)
    first, second = layer(xs)[0], layer(xs)[0]
    assert not torch.equal(first, second)
    layer.eval()
    assert torch.equal(layer(xs)[0], layer(xs)[0])


def test_one_mask_for_all_steps_has_one_step(monkeypatch):
    shapes = []

    def watched(shape, share, *, like):
        shapes.append((shape, share))
        return dropout_mask(shape, share, like=like)

    monkeypatch.setattr("lstm_ref.torch.stack_module.dropout_mask", watched)
    xs = torch.randn(T, B, D)
    Stack(LSTM, D, H, layers=3, dropout=0.2)(xs)
    Stack(GRU, D, H, layers=2, dropout=0.3, two_way=True, same_mask=True)(xs)
    assert shapes == [((T, B, H), 0.2), ((T, B, H), 0.2), ((1, B, 2 * H), 0.3)]


def test_padding_does_not_change_what_a_sequence_gives_in_both_directions():
    layer = Stack(LSTM, D, H, layers=2, two_way=True, dtype=torch.float64)
    xs, lengths = torch.randn(T, B, D, dtype=torch.float64), torch.tensor([6, 2, 5, 1])
    hs, lasts = layer(xs, lengths=lengths)
    packed = torch.nn.utils.rnn.pack_padded_sequence(xs, lengths, enforce_sorted=False)
    theirs = torch.nn.LSTM(D, H, 2, bidirectional=True, dtype=torch.float64)
    flat = [part for layer_params in layer.params for part in layer_params]
    with torch.no_grad():
        for names, ours in zip(theirs.all_weights, flat, strict=True):
            for name, value in zip(names, (*ours, torch.zeros_like(ours.bias)), strict=True):
                name.copy_(value)
    packed_hs, (h, c) = theirs(packed)
    want, _ = torch.nn.utils.rnn.pad_packed_sequence(packed_hs)
    assert torch.allclose(hs, want, atol=1e-12)
    assert torch.allclose(lasts[1].back.c, c[3], atol=1e-12)
    assert torch.allclose(lasts[0].ahead.h, h[0], atol=1e-12)


@pytest.mark.parametrize(("options", "named"), [({"layers": 0}, "layers"), ({"dropout": 1.0}, "dropout")])
def test_an_option_out_of_range_is_named(options, named):
    with pytest.raises(ValueError, match=f"{named}: expected"):
        Stack(LSTM, D, H, **options)


@pytest.mark.parametrize("shape", [(5,), (T, B, 5)])
def test_layer_norm_is_pytorchs(shape):
    xs = torch.randn(shape, dtype=torch.float64, requires_grad=True)
    theirs = torch.nn.LayerNorm(5, dtype=torch.float64)
    torch.nn.init.normal_(theirs.weight)
    torch.nn.init.normal_(theirs.bias)
    ours, want = LayerNormParams(theirs.weight.detach(), theirs.bias.detach()), theirs(xs)
    got, tape = layer_norm(ours, xs.detach())
    assert torch.allclose(got, want, atol=1e-12)
    dys = torch.randn(shape, dtype=torch.float64)
    (want * dys).sum().backward()
    dxs, grads = layer_norm_backward(ours, tape, dys)
    for mine, their in ((dxs, xs.grad), (grads.weight, theirs.weight.grad), (grads.bias, theirs.bias.grad)):
        assert torch.allclose(mine, their, atol=1e-10)


def test_reverse_follows_each_length():
    xs, lengths = torch.randn(T, B, D), torch.tensor([6, 2, 5, 0])
    turned = reverse(xs, lengths)
    for b, length in enumerate(lengths):
        assert torch.equal(turned[:length, b], xs[:length, b].flip(0)) and not turned[length:, b].any()


def test_a_mask_has_the_dtype_of_what_it_is_for_and_a_share_in_range():
    assert dropout_mask((3, 2), 0.5, like=torch.zeros(1, dtype=torch.float64)).dtype == torch.float64
    with pytest.raises(ValueError, match="share: expected"):
        dropout_mask((2,), 1.5, like=torch.zeros(1))
