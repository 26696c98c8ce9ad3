"""Parity: the recipe, who sees a window only, and the nets that are to learn it."""

import numpy as np
import pytest

from lstm_ref.tasks.parity import parity_batch, parity_of_window, turns


def test_the_target_is_the_parity_of_all_ones_so_far():
    tokens, due = parity_batch(np.random.default_rng(0), 3, 7)
    assert tokens.shape == due.shape == (7, 3)
    for t in range(7):
        assert (due[t] == tokens[: t + 1].sum(axis=0) % 2).all()


def test_a_window_as_long_as_the_row_sees_all():
    tokens, due = parity_batch(np.random.default_rng(1), 4, 6)
    np.testing.assert_array_equal(parity_of_window(tokens, 6), due)
    np.testing.assert_array_equal(parity_of_window(tokens, 1), tokens)
    np.testing.assert_array_equal(parity_of_window(tokens, 2)[3], tokens[2:4].sum(axis=0) % 2)


def test_turns_are_counted_by_column():
    np.testing.assert_array_equal(turns(np.array([[0, 1], [1, 1], [0, 1]])), [2, 0])


@pytest.mark.parametrize(("batch", "steps"), [(0, 3), (3, 0)])
def test_sizes_below_one_are_refused(batch, steps):
    with pytest.raises(ValueError, match="expected a whole number"):
        parity_batch(np.random.default_rng(0), batch, steps)


def test_the_nets_have_the_shapes_and_one_seed_gives_one_start():
    torch = pytest.importorskip("torch")
    from lstm_ref.torch.parity import ParityNet, parity_answers, train_parity

    tokens, _ = parity_batch(np.random.default_rng(0), 3, 7)
    for kind, layers in (("LSTM", 1), ("minLSTM", 1), ("minLSTM", 2)):
        net, again = (ParityNet(kind, 4, seed=1, layers=layers) for _ in range(2))
        assert parity_answers(net, tokens).shape == (7, 3)
        assert all(torch.equal(a, b) for a, b in zip(net.parameters(), again.parameters(), strict=True))
        assert len(train_parity(net, np.random.default_rng(0), updates=2)) == 2
    with pytest.raises(ValueError, match="kind"):
        ParityNet("GRU", 4, seed=0)


def test_one_layer_turns_no_more_often_than_it_has_units():
    from lstm_ref.numpy.min_lstm import MinLSTMParams, min_lstm_coefficients, step_by_step

    rng, units = np.random.default_rng(0), 3
    for _ in range(300):
        params = MinLSTMParams(rng.normal(0, 3, (3 * units, 1)), rng.normal(0, 3, 3 * units))
        coefficients = min_lstm_coefficients(params, np.ones((100, 1, 1)))
        cs, _ = step_by_step(*coefficients, np.zeros((1, units)))
        answers = (cs @ rng.standard_normal(units) + 0.1 * rng.standard_normal() > 0).astype(int)
        assert turns(answers)[0] <= units
