"""PyTorch's LSTM has two biases, and the formula with two counts it."""

import pytest
import torch

from lstm_ref.numpy.counting import lstm_parameter_count


@pytest.mark.parametrize(("input_size", "hidden_size"), [(1, 1), (3, 5), (10, 20)])
def test_two_biases_give_the_count_of_torch(input_size, hidden_size):
    layer = torch.nn.LSTM(input_size, hidden_size)
    counted = sum(parameter.numel() for parameter in layer.parameters())
    assert lstm_parameter_count(input_size, hidden_size, biases=2) == counted
