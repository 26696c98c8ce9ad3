"""Next-symbol prediction on random symbols: the gradient, and who sees the future."""

import numpy as np
import pytest

from lstm_ref.tasks import peeking
from lstm_ref.verify.gradcheck import check_gradients


@pytest.fixture
def rng():
    return np.random.default_rng(0)


@pytest.mark.parametrize("two_way", [False, True])
def test_the_gradient_is_that_of_the_loss(rng, two_way):
    net, tokens = peeking.fresh(rng, two_way), rng.integers(peeking.SYMBOLS, size=(5, 3))
    _, grads = peeking.loss_and_grads(net, tokens)
    check_gradients(lambda moved: peeking.loss_and_grads(moved, tokens)[0], net, grads)


@pytest.mark.parametrize("two_way", [False, True])
def test_only_a_two_way_net_sees_what_comes_after(rng, two_way):
    net, tokens = peeking.fresh(rng, two_way), rng.integers(peeking.SYMBOLS, size=(8, 3))
    later = tokens.copy()
    later[5:] = (later[5:] + 1) % peeking.SYMBOLS
    before, after = (peeking.logits(net, some)[0][:5] for some in (tokens, later))
    assert np.array_equal(before, after) != two_way


def test_the_shares_are_of_the_steps_that_they_name(rng):
    net, tokens = peeking.fresh(rng, False), rng.integers(peeking.SYMBOLS, size=(8, 400))
    best = peeking.logits(net, tokens[:-1])[0].argmax(axis=-1)
    assert peeking.right_inside(net, tokens) == (best == tokens[1:]).mean()
    assert peeking.right_at_the_end(net, tokens) == (best[-1] == tokens[-1]).mean()


def test_training_lets_a_two_way_net_look_up_the_answer(rng):
    nets = {two_way: peeking.train(rng, two_way) for two_way in (False, True)}
    tokens = rng.integers(peeking.SYMBOLS, size=(peeking.STEPS + 1, 500))
    assert peeking.right_inside(nets[True], tokens) > 0.95 > 0.4 > peeking.right_inside(nets[False], tokens)
    assert peeking.right_at_the_end(nets[True], tokens) < 0.4
