import math

import numpy as np
import pytest

from lstm_ref import numpy as core

RNG = np.random.default_rng(0)
START = core.init_readout(RNG, 3, 1)
XS = RNG.standard_normal((20, 8, 3))
BATCHES = [(x, x @ np.array([[1.0], [-2.0], [0.5]])) for x in XS]


def loss_and_grads(params, x, y):
    loss, dy = core.mean_squared_error(core.readout(params, x), y)
    return loss, core.readout_backward(params, x, dy)[1]


def test_it_takes_clipped_adam_steps_and_returns_each_loss():
    params, losses = core.fit(loss_and_grads, START, BATCHES[:3], lr=0.05, max_norm=0.5)
    by_hand, state = START, core.adam_start(START)
    for batch, loss in zip(BATCHES[:3], losses, strict=True):
        expected, grads = loss_and_grads(by_hand, *batch)
        by_hand, state = core.adam(by_hand, core.clip_by_global_norm(grads, 0.5)[0], state, lr=0.05)
        assert loss == expected
    assert all(np.array_equal(a, b) for a, b in zip(params, by_hand, strict=True))


def test_it_learns():
    _, losses = core.fit(loss_and_grads, START, BATCHES * 20, lr=0.05)
    assert losses[-1] < losses[0] / 100


def test_it_changes_neither_the_parameters_nor_the_batches():
    params, batch = core.tree_map(np.copy, START), [part.copy() for part in BATCHES[0]]
    core.fit(loss_and_grads, START, BATCHES[:3])
    assert all(np.array_equal(a, b) for a, b in zip([*params, *batch], [*START, *BATCHES[0]], strict=True))


def test_no_batches_give_the_parameters_back():
    assert core.fit(loss_and_grads, START, []) == (START, [])


def with_bad(value, part):
    batch = [array.copy() for array in BATCHES[2]]
    batch[part].flat[4] = value
    return [*BATCHES[:2], tuple(batch), *BATCHES[3:5]]


@pytest.mark.parametrize("value", [math.nan, math.inf])
def test_it_stops_at_the_first_bad_number_of_a_batch_and_says_where(value):
    with pytest.raises(core.NotFiniteError, match=r"^update 3: .* stands in batch\[0\]\[1, 1\]$"):
        core.fit(loss_and_grads, START, with_bad(value, 0))
    with pytest.raises(core.NotFiniteError, match=r"^update 3: .* stands in batch\[1\]\[4, 0\]$"):
        core.fit(loss_and_grads, START, with_bad(value, 1))


def test_the_error_carries_what_had_been_learned_before():
    params, losses = core.fit(loss_and_grads, START, BATCHES[:2])
    with pytest.raises(core.NotFiniteError) as caught:
        core.fit(loss_and_grads, START, with_bad(math.nan, 0))
    assert caught.value.losses == losses and np.array_equal(caught.value.params.weight, params.weight)


def test_it_stops_at_a_loss_or_a_gradient_that_is_not_finite():
    def infinite_loss(params, x, y):
        return math.inf, params

    def nan_gradient(params, x, y):
        return 0.0, params._replace(bias=np.array([math.nan]))

    with pytest.raises(core.NotFiniteError, match="^update 1: .* stands in loss$"):
        core.fit(infinite_loss, START, BATCHES)
    with pytest.raises(core.NotFiniteError, match=r"^update 1: .* stands in grads\.bias\[0\]$"):
        core.fit(nan_gradient, START, BATCHES)


def test_integer_tokens_in_a_batch_are_let_through():
    core.fit(lambda params, tokens: (0.0, START), START, [(np.array([1, 2]),)])
