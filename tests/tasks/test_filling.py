"""What a start makes of one clue among noise."""

import numpy as np
import pytest

from lstm_ref.numpy import gate_bias
from lstm_ref.tasks.filling import filling


def test_a_memory_that_keeps_everything_fills_and_flattens_the_tanh(rng):
    low, high = (filling(rng, gate_bias(16, f=b), batch=100) for b in (0.0, 5.0))
    shut = filling(rng, gate_bias(16, f=5.0, i=-3.0), batch=100)
    assert low.clue < 1e-12 * high.clue  # nothing of the clue is left …
    assert high.size > 10 * shut.size and high.slope < 0.5 * shut.slope  # … or everything is kept


def test_with_a_shut_input_gate_nothing_comes_in(rng):
    found = filling(rng, gate_bias(8, i=-800.0), steps=30, batch=20)
    assert found.size == found.clue == found.noise == 0 and found.slope == 1


def test_the_clue_is_the_difference_that_it_makes():
    """With f = i = 1 by bias and all weights as drawn, more steps after the clue do not take it away."""
    bias = gate_bias(8, i=40.0, f=40.0)
    near, far = (filling(np.random.default_rng(1), bias, steps=n, batch=50).clue for n in (17, 60))
    assert near == pytest.approx(far, rel=0.9) and near > 0.05
