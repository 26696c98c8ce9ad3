"""Layers and directions as one `nn.LSTM`: the same outputs, and what does not fit is named."""

import pytest
import torch

from lstm_ref.numpy.two_way import TwoWay
from lstm_ref.torch import LSTM, Stack, stack_to_nn

T, B, D, H = 6, 4, 3, 2


def stack(two_way, layers=3):
    torch.manual_seed(0)
    made = Stack(LSTM, D, H, layers=layers, two_way=two_way, dtype=torch.float64)
    for parameter in made.parameters():
        torch.nn.init.normal_(parameter)
    return made


@pytest.mark.parametrize("two_way", [False, True])
def test_it_computes_what_the_stack_computes(two_way):
    ours = stack(two_way)
    xs = torch.randn(T, B, D, dtype=torch.float64)
    want, lasts = ours(xs)
    got, (h, _) = stack_to_nn(ours.params)(xs)
    assert torch.allclose(got, want, atol=1e-12)
    top = lasts[-1].back.h if two_way else lasts[-1].h
    assert torch.allclose(h[-1], top, atol=1e-12)


def test_dropout_is_handed_on():
    assert stack_to_nn(stack(False).params, dropout=0.25).dropout == 0.25


def test_layers_that_are_not_of_one_kind_are_named():
    one, two = stack(False).params, stack(True).params
    for wrong in ((), (one[0], two[1]), ("no",), (TwoWay("no", "no"),)):
        with pytest.raises(TypeError, match="layers: expected"):
            stack_to_nn(wrong)


def test_layers_that_do_not_fit_are_named():
    layers = stack(False).params
    with pytest.raises(ValueError, match=r"layers: expected weight_ih of shape \(8, 2\), got \(8, 3\)"):
        stack_to_nn((layers[0], layers[0]))
