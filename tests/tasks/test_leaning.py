"""What a prediction leans on: the gradient is right, and replacing does what it says."""

import numpy as np
import pytest

from lstm_ref.numpy.embedding import embedding
from lstm_ref.numpy.lstm import lstm_step
from lstm_ref.numpy.readout import readout
from lstm_ref.numpy.scan import scan
from lstm_ref.tasks.language_model import init_language_model, zero_state
from lstm_ref.tasks.leaning import agreement, input_gradients, last_logits, leanings, replaced

T, B, V, H = 7, 3, 5, 6


@pytest.fixture
def model():
    return init_language_model(np.random.default_rng(1), V, H, embedding_size=4, cell="lstm")


@pytest.fixture
def tokens():
    return np.random.default_rng(2).integers(V, size=(T, B))


def test_the_gradient_agrees_with_centred_differences(model, tokens):
    chosen = np.array([1, 4, 0])
    vectors, eps = embedding(model.embedding, tokens), 1e-6

    def logit(vectors):
        hs, _, _ = scan(lstm_step, model.cell, vectors, zero_state(model, B))
        return readout(model.readout, hs[-1])[np.arange(B), chosen]

    found = input_gradients(model, tokens, chosen)
    for t, d in ((0, 1), (3, 0), (T - 1, 3)):
        step = np.zeros_like(vectors)
        step[t, :, d] = eps
        want = (logit(vectors + step) - logit(vectors - step)) / (2 * eps)
        np.testing.assert_allclose(found[t, :, d], want, rtol=1e-5, atol=1e-9)


def test_replacing_one_character_moves_the_logit_by_that_much(model, tokens):
    leans, chosen = leanings(model, tokens)
    assert leans.shape == (T, B)
    np.testing.assert_array_equal(chosen, last_logits(model, tokens).argmax(axis=-1))
    found = replaced(model, tokens, chosen, np.array([2, 3]))
    want = 0
    for other in (2, 3):
        changed = tokens.copy()
        changed[4, 1] = other
        want += abs(last_logits(model, changed)[1, chosen[1]] - last_logits(model, tokens)[1, chosen[1]]) / 2
    assert found[4, 1] == pytest.approx(want)


def test_a_lead_in_is_read_and_not_replaced(model, tokens):
    _, chosen = leanings(model, tokens)
    others = np.array([2, 3])
    found = replaced(model, tokens, chosen, others, lead=3)
    np.testing.assert_allclose(found, replaced(model, tokens, chosen, others)[3:], atol=1e-12)


def test_a_character_in_its_own_place_changes_nothing(model):
    tokens = np.full((T, B), 2)
    _, chosen = leanings(model, tokens)
    np.testing.assert_allclose(replaced(model, tokens, chosen, np.array([2])), 0, atol=1e-12)


def test_agreement_is_about_the_order():
    a = np.arange(9.0)[:, None]
    np.testing.assert_allclose(agreement(a, np.exp(a)), 1)
    np.testing.assert_allclose(agreement(a, -a), -1)
