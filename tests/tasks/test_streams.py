"""Endless streams: what the window's gradient is, what a held gate does, and what is counted in a test."""

import numpy as np
import pytest

from lstm_ref.numpy import LSTMState
from lstm_ref.numpy.tree import tree_map
from lstm_ref.tasks import streams
from lstm_ref.tasks.reber import SYMBOLS, ReberStreams, reber_streams
from lstm_ref.verify.gradcheck import check_projection


@pytest.mark.parametrize("cell", [streams.forgetting_cell, streams.cell_1997])
def test_the_gradient_of_a_window_is_that_of_its_loss(rng, cell):
    net = cell(rng, size=3)
    tokens, state = reber_streams(rng, 9, 4).tokens, LSTMState(*rng.standard_normal((2, 4, 3)))
    _, grads, _ = streams.window_loss(net, tokens, state)
    check_projection(lambda at: streams.window_loss(at, tokens, state)[0], net, grads, rng)


def test_two_windows_read_what_one_long_one_reads(rng):
    net, tokens = streams.forgetting_cell(rng, size=3), reber_streams(rng, 21, 4).tokens
    whole, _, end = streams.window_loss(net, tokens, LSTMState.zeros(4, 3))
    first, _, between = streams.window_loss(net, tokens[:11], LSTMState.zeros(4, 3))
    second, _, last = streams.window_loss(net, tokens[10:], between)
    assert np.isclose((first + second) / 2, whole)
    assert np.allclose(last.c, end.c)


def test_training_hands_the_state_from_window_to_window(rng, monkeypatch):
    seen, real = [], streams.window_loss

    def watched(net, tokens, state):
        loss, grads, after = real(net, tokens, state)
        seen.append((state, after, tokens))
        return loss, grads, after

    monkeypatch.setattr(streams, "window_loss", watched)
    streams.train(rng, streams.forgetting_cell(rng, size=3), updates=3, streams=2)
    for (_, after, before), (state, _, tokens) in zip(seen, seen[1:], strict=False):
        assert state is after  # carried on, and never reset
        assert (tokens[0] == before[-1]).all()  # no symbol is left out or read twice


def test_a_forget_gate_held_open_never_lets_go_and_one_held_shut_keeps_nothing(rng):
    net, read = streams.forgetting_cell(rng, size=4), reber_streams(rng, 30, 2)
    held = {b: streams.pinned(net, [1], b) for b in (-40.0, 40.0)}
    xs = streams.one_hot(read.tokens)
    for bias, gate in ((-40.0, 0.0), (40.0, 1.0)):
        _, _, tape = streams.scan(streams.lstm_step, held[bias].cell, xs, LSTMState.zeros(2, 4))
        fs = np.array([step.f for step in tape])
        assert np.allclose(fs[..., 1], gate, atol=1e-15)
        assert (np.abs(fs[..., [0, 2, 3]] - 0.5) < 0.45).all()
    assert (net.cell.bias[5] != 40.0) and (held[40.0].cell.bias[[4, 6, 7]] == net.cell.bias[[4, 6, 7]]).all()


def test_the_test_counts_what_comes_after_the_warm_up(rng):
    """A readout that always says T: right where a T is due, an error where none may follow."""
    net = tree_map(np.zeros_like, streams.forgetting_cell(rng, size=2))
    net.readout.bias[SYMBOLS.index("T")] = 1.0
    read = reber_streams(rng, 400, 5)
    found = streams.test_on(net, read, warm_up=100)
    due = read.long_range[100:]
    t_allowed = read.legal[100:, :, SYMBOLS.index("T")]
    assert found.steps == 300 * 5 and found.errors == (~t_allowed).sum()
    assert found.right == t_allowed[due].mean() and 0.3 < found.right < 0.7
    assert (found.memory == 0).all() and (found.slope == 1).all()


def test_a_net_that_knows_the_grammar_makes_no_error(rng):
    """The test itself is fair: it grades by what may follow, not by what did."""
    read = reber_streams(rng, 50, 3)
    assert isinstance(read, ReberStreams)
    follows = np.take_along_axis(read.legal[:-1], read.tokens[1:, :, None], axis=-1)
    assert follows.all()
