"""The chopped step is the step, and a moved value moves what is computed from it and nothing else."""

import numpy as np

from lstm_ref.numpy import LSTMState, init_lstm, lstm_step, lstm_step_backward
from lstm_ref.tasks.chopped import chopped_step, moved_gradient


def case(rng, B=3, D=2, H=4):
    params = init_lstm(rng, D, H, rng.standard_normal(4 * H))
    return params, rng.standard_normal((B, D)), LSTMState(*rng.standard_normal((2, B, H)))


def test_every_value_is_that_of_the_whole_step(rng):
    given = case(rng)
    values, (state, tape) = chopped_step(*given), lstm_step(*given)
    assert np.allclose(values["h"], state.h, atol=1e-15) and np.allclose(values["c"], state.c, atol=1e-15)
    for gate in "ifgo":
        assert np.allclose(values[gate], getattr(tape, gate), atol=1e-15)


def test_a_held_value_changes_what_comes_after_it_alone(rng):
    given = case(rng)
    free = chopped_step(*given)
    held = chopped_step(*given, f=np.zeros_like(free["f"]))
    changed = [name for name in free if not np.array_equal(free[name], held[name])]
    assert changed == ["f", "kept", "c", "shown", "h"]


def test_moving_agrees_with_the_backward_step(rng):
    params, x, state = case(rng)
    dh, dc = rng.standard_normal((2, *state.h.shape))
    _, before, _ = lstm_step_backward(params, lstm_step(params, x, state)[1], LSTMState(dh, dc))
    for name, ours in (("h_prev", before.h), ("c_prev", before.c)):
        assert np.allclose(moved_gradient(name, params, x, state, dh, dc), ours, atol=1e-8)
