"""One unit on its own: what its biases make of a memory."""

import numpy as np
import pytest

from lstm_ref.numpy import gate_bias
from lstm_ref.tasks.fading import FAR, fade, follow, measured_half_life, one_step, predicted_half_life


@pytest.mark.parametrize("forget_bias", [-1.0, 0.0, 1.0, 3.0])
def test_the_measured_half_life_is_the_predicted_one(forget_bias):
    memory, _ = fade(forget_bias, steps=60)
    assert measured_half_life(memory, 0.1) == pytest.approx(predicted_half_life(forget_bias), rel=1e-9)


def test_the_read_out_fades_with_the_memory():
    memory, shown = fade(3.0, steps=60)
    assert np.allclose(shown, np.tanh(memory))


def test_a_run_too_short_to_lose_half_is_refused():
    with pytest.raises(ValueError, match="long enough to lose half, got 3 steps"):
        measured_half_life(fade(5.0, steps=3)[0], 0.1)


@pytest.mark.parametrize(("f", "i", "left"), [(1, -1, 0.8), (-1, 1, -0.5), (1, 1, 0.3), (-1, -1, 0.0)])
def test_the_corner_cases_keep_replace_add_and_clear(f, i, left):
    assert one_step(0.8, f=f * FAR, i=i * FAR, g=np.arctanh(-0.5)) == pytest.approx(left, abs=1e-12)


def test_an_adding_unit_follows_the_sum_of_its_candidates():
    candidates = np.array([0.5, -0.2, 0.3])
    memory = follow(gate_bias(1, f=FAR, i=FAR), candidates, start=0.1)
    assert np.allclose(memory, 0.1 + np.cumsum(candidates))
