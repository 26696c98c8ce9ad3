"""The packed product is the plain one, and is taken only where PyTorch has it and it pays."""

from types import SimpleNamespace

import pytest
import torch

from lstm_ref import torch as twin
from lstm_ref.torch import products
from lstm_ref.torch.products import MANY_ROWS, MANY_WEIGHTS, Packed, Plain, can_pack, product_with

packs = pytest.mark.skipif(not can_pack(torch.zeros(1, 1)), reason="this PyTorch packs no weights")


def drawn(*shape, strided=False):
    draw = torch.Generator().manual_seed(sum(shape))
    tensor = torch.randn(*shape, generator=draw)
    return torch.stack([tensor, -tensor], dim=-1)[..., 0] if strided else tensor


@packs
@pytest.mark.parametrize("strided", [False, True])
@pytest.mark.parametrize("shape", [(1, 1, 1), (5, 3, 7), (16, 64, 32)], ids=str)
def test_both_products_are_the_same(shape, strided):
    rows, many, inner = shape
    weight, x = drawn(many, inner, strided=strided), drawn(rows, inner, strided=strided)
    for addend in (drawn(rows, many, strided=strided), drawn(many)):
        want = addend.double() + x.double() @ weight.double().t()
        for product in (Plain(weight), Packed(weight, rows)):
            before = addend.clone()
            torch.testing.assert_close(product.plus(addend, x).double(), want, rtol=1e-5, atol=1e-5)
            assert torch.equal(addend, before)
    out = drawn(rows, many)
    want = out.double() + x.double() @ weight.double().t()
    for product in (Plain(weight), Packed(weight, rows)):
        filled = out.clone()
        product.add_to(filled, x)
        torch.testing.assert_close(filled.double(), want, rtol=1e-5, atol=1e-5)


@packs
def test_many_weights_or_many_rows_are_packed_and_little_is_not():
    large, small = torch.zeros(MANY_WEIGHTS // 100, 100), torch.zeros(4, 3)
    assert isinstance(product_with(large, 1), Packed) and isinstance(product_with(small, MANY_ROWS), Packed)
    assert isinstance(product_with(small, MANY_ROWS - 1), Plain)
    assert isinstance(product_with(large[1:], 1), Plain)


@pytest.mark.parametrize(("dtype", "device"), [(torch.float64, "cpu"), (torch.float32, "meta")], ids=str)
def test_what_onednn_cannot_multiply_is_left_as_it_is(dtype, device):
    assert isinstance(product_with(torch.zeros(400, 400, dtype=dtype, device=device), 2000), Plain)


def test_a_pytorch_without_the_operators_multiplies_plainly(monkeypatch):
    monkeypatch.setattr(products.torch, "ops", SimpleNamespace(mkldnn=SimpleNamespace()))
    assert isinstance(product_with(torch.zeros(400, 400), 2000), Plain)


@packs
@pytest.mark.parametrize(("steps", "batch", "inputs", "size"), [(3, 2, 6, 160), (40, 30, 6, 4)], ids=str)
def test_a_walk_with_packed_products_finds_what_the_readable_one_finds(steps, batch, inputs, size):
    exact = twin.LSTM(inputs, size, dtype=torch.float64, generator=torch.Generator().manual_seed(0))
    layer = twin.FusedLSTM(inputs, size, path="own")
    layer.load_state_dict(exact.state_dict())
    xs, found = drawn(steps, batch, inputs), []
    for kind, model in ((torch.float64, exact), (torch.float32, layer)):
        given = xs.to(kind).requires_grad_()
        hs, last = model(given)
        grads = torch.autograd.grad((hs * hs).sum() + last.c.sum(), [given, *model.params])
        found.append([part.double() for part in (hs, *grads)])
    for mine, theirs in zip(*reversed(found), strict=True):
        torch.testing.assert_close(mine, theirs, rtol=1e-4, atol=1e-4 * float(theirs.detach().abs().max()))
