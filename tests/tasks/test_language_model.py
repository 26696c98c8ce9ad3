"""The small net that predicts letters: its gradient, its score, and what it writes."""

import numpy as np
import pytest

from lstm_ref.tasks.language_model import (
    LETTERS,
    bits_of,
    generate,
    init_language_model,
    language_model_loss,
    letters_only,
    next_symbol_logits,
    random_windows,
    train_language_model,
    zero_state,
)
from lstm_ref.verify.differences import numeric_gradients
from lstm_ref.verify.parity import assert_close

ROUND = np.tile(np.arange(5), 400)  # 0 1 2 3 4 0 1 …: each symbol tells the next one


@pytest.fixture
def rng():
    return np.random.default_rng(0)


@pytest.mark.parametrize("cell", ["rnn", "lstm"])
def test_every_gradient_is_the_numeric_one(cell, rng):
    model = init_language_model(rng, 5, 4, embedding_size=3, cell=cell)
    tokens, targets = rng.integers(5, size=(2, 6, 3))
    _, grads = language_model_loss(model, tokens, targets)
    numeric = numeric_gradients(lambda m: language_model_loss(m, tokens, targets)[0], model)
    assert_close(grads, numeric, 1e-6, "gradients")


def test_a_carried_state_gives_the_logits_of_one_pass(rng):
    model = init_language_model(rng, 5, 4)
    tokens = rng.integers(5, size=(8, 2))
    whole, _ = next_symbol_logits(model, tokens)
    first, state = next_symbol_logits(model, tokens[:3])
    second, _ = next_symbol_logits(model, tokens[3:], state)
    assert_close(np.concatenate([first, second]), whole, 1e-12, "logits")


def test_targets_are_the_symbols_one_later(rng):
    series = np.arange(100)
    for tokens, targets in random_windows(rng, series, steps=7, batch=4, updates=3):
        assert tokens.shape == (7, 4)
        assert np.array_equal(targets, tokens + 1)


def test_an_untrained_net_needs_about_the_bits_of_a_guess(rng):
    model = init_language_model(rng, 5, 8)
    assert abs(bits_of(model, ROUND) - np.log2(5)) < 0.5


def test_a_trained_net_knows_the_round_and_goes_on_with_it(rng):
    model = train_language_model(rng, ROUND, 5, hidden_size=8, updates=200)
    assert bits_of(model, ROUND) < 0.1
    assert generate(model, np.array([0, 1, 2]), 7) == [3, 4, 0, 1, 2, 3, 4]


def test_sampling_is_repeated_by_its_seed_and_differs_from_greedy(rng):
    model = init_language_model(rng, 27, 8)
    start = np.array([1])
    one, other = (generate(model, start, 40, np.random.default_rng(3)) for _ in range(2))
    assert one == other != generate(model, start, 40)


def test_letters_only_leaves_lower_case_and_single_blanks():
    assert letters_only("The  LSTM's\n2 gates!") == "the lstm s gates "
    assert len(set(LETTERS)) == 27


def test_the_zero_state_fits_the_cell(rng):
    assert zero_state(init_language_model(rng, 5, 4, cell="lstm"), 3).c.shape == (3, 4)
