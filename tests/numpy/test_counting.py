"""The counts of parameters are those of the arrays, and those that the paper of 1997 prints."""

import numpy as np
import pytest

from lstm_ref.numpy import init_lstm
from lstm_ref.numpy.counting import WIRINGS_1997, lstm_parameter_count, weight_count_1997


@pytest.mark.parametrize(("input_size", "hidden_size"), [(1, 1), (3, 5), (10, 20)])
def test_the_formula_counts_the_arrays(input_size, hidden_size):
    arrays = init_lstm(np.random.default_rng(0), input_size, hidden_size)
    assert lstm_parameter_count(input_size, hidden_size) == sum(array.size for array in arrays)


@pytest.mark.parametrize("net", WIRINGS_1997, ids=lambda net: net.experiment)
def test_every_count_that_the_paper_prints_is_found_again(net):
    assert weight_count_1997(net) == net.printed
