"""Say again what came two steps ago: the task, the net, and what trains it."""

import numpy as np
import pytest

from lstm_ref.exercises.ch03.walks import right_walk, walked
from lstm_ref.tasks.echo import echo_batch, echo_gradient, echo_loss, init_echo, train_echo
from lstm_ref.verify.differences import numeric_gradients
from lstm_ref.verify.gradcheck import judge


def test_the_target_is_the_symbol_of_two_steps_ago():
    xs, targets = echo_batch(np.random.default_rng(0), 5, steps=7)
    tokens = xs.argmax(-1)
    assert xs.shape == (7, 5, 4) and targets.shape == (7, 5)
    np.testing.assert_array_equal(xs.sum(-1), 1)
    np.testing.assert_array_equal(targets[2:], tokens[:-2])
    np.testing.assert_array_equal(targets[:2], 0)


@pytest.mark.parametrize("delay", [0, 7, 8])
def test_a_delay_that_does_not_fit_is_refused(delay):
    with pytest.raises(ValueError, match="delay: expected 1 to steps - 1 = 6"):
        echo_batch(np.random.default_rng(0), 5, steps=7, delay=delay)


def test_the_gradient_is_the_numeric_one():
    rng = np.random.default_rng(0)
    net, batch = init_echo(rng, hidden_size=3), echo_batch(rng, 2, steps=4)
    loss, grads = echo_gradient(net, *batch, right_walk)
    assert loss == echo_loss(net, *batch)
    judge(grads, numeric_gradients(lambda at: echo_loss(at, *batch), net), 1e-6)


@pytest.mark.parametrize("seed", range(3))
def test_a_right_walk_trains_the_net_far_below_the_bar_and_one_without_its_carry_does_not(seed):
    _, losses = train_echo(right_walk, np.random.default_rng(seed), updates=150, lr=1.0)
    assert losses[-1] < 0.05 * losses[0]
    dropped = walked(arrives=lambda t, steps: (1.0, 0.0))
    _, losses = train_echo(dropped, np.random.default_rng(seed), updates=150, lr=1.0)
    assert losses[-1] > 0.4 * losses[0]
