"""A window net's gradient is right, it learns, and it has no memory; a carried state has one."""

import numpy as np

from lstm_ref.numpy import ReadoutParams, cross_entropy, tree_leaves
from lstm_ref.tasks.sequences import BASES, bases, loops, seven, two_tones, weather
from lstm_ref.tasks.text import encode, windows
from lstm_ref.tasks.window_net import (
    WindowNet,
    carried_answers,
    logits,
    one_hot_windows,
    train_window_net,
    window_loss,
)
from lstm_ref.verify.differences import numeric_gradients


def test_the_gradient_is_that_of_the_loss():
    rng = np.random.default_rng(0)
    out = ReadoutParams(rng.standard_normal((5, 3)), rng.standard_normal(5))
    net = WindowNet(rng.standard_normal((3, 4)), rng.standard_normal(3), out)
    x, y = rng.standard_normal((6, 4)), rng.integers(5, size=6)
    moved = numeric_gradients(lambda net: window_loss(net, x, y)[0], net)
    for (_, got), (_, want) in zip(tree_leaves(window_loss(net, x, y)[1]), tree_leaves(moved), strict=True):
        assert np.allclose(got, want, atol=1e-7)


def test_windows_become_rows_of_one_hot_blocks():
    rows = one_hot_windows(np.array([[0, 2], [1, 1]]), 3)
    assert rows.tolist() == [[1, 0, 0, 0, 1, 0], [0, 0, 1, 0, 1, 0]]


def test_it_learns_and_only_the_carried_state_notices_a_shuffle():
    rng = np.random.default_rng(0)
    cut = windows(encode("abcd" * 50, "abcd"), 3)
    net = train_window_net(rng, cut[:-1], cut[-1], 4, updates=150)
    x = one_hot_windows(cut[:-1], 4)
    assert cross_entropy(logits(net, x), cut[-1])[0] < 0.1
    order = rng.permutation(len(x))
    assert np.allclose(logits(net, x[order]), logits(net, x)[order], atol=1e-12)
    first, second = (carried_answers(np.random.default_rng(1), data, 4) for data in (x, x[order]))
    assert (second != first[order]).any()


def test_made_sequences_have_the_shapes_they_claim():
    rng = np.random.default_rng(0)
    assert weather(rng, 10).shape == (10, 2)
    assert set(bases(rng, 200)) <= set(BASES) and len(bases(rng, 200)) == 200
    assert two_tones(0.1).shape == (800,)
    assert loops(30).shape == (30, 2)
    assert seven().shape == (8, 8) and 0 <= seven().min() < seven().max() == 1
