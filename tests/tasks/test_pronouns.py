"""The sentences with pronouns, and the small net that learns them."""

import numpy as np
import pytest

from lstm_ref.tasks.gender_grammar import (
    HE,
    INDEX,
    NOUNS,
    SHE,
    VOCABULARY,
    batches,
    clauses,
    corpus,
    gender_so_far,
    sentence,
)
from lstm_ref.tasks.pronouns import (
    PronounNet,
    asked,
    pronoun_loss,
    share_right,
    share_told,
    share_turned,
    train_pronouns,
    twin,
)
from lstm_ref.verify.differences import numeric_gradients


@pytest.fixture(scope="module")
def sentences():
    return corpus(np.random.default_rng(0), train=3000, held_out=300)


@pytest.fixture(scope="module")
def window(sentences):
    return next(batches(np.random.default_rng(1), sentences.held_out, steps=50, batch=40, updates=1))


@pytest.fixture(scope="module")
def net(sentences):
    return train_pronouns(np.random.default_rng(2), sentences.train)


def pronoun_by_hand(words, at):
    """Walk back from a pronoun to the last noun."""
    noun = next(word for word in reversed(words[:at]) if word in NOUNS)
    return "she" if noun in SHE else "he"


def test_every_pronoun_agrees_with_the_last_noun():
    rng = np.random.default_rng(3)
    for words in (sentence(rng) for _ in range(200)):
        for at, word in enumerate(words):
            if word in ("he", "she"):
                assert word == pronoun_by_hand(words, at)


def test_nothing_between_noun_and_pronoun_tells_the_gender(sentences):
    after = {"he": set(), "she": set()}
    for words in sentences.train:
        place = next(k for k, word in enumerate(words) if word in NOUNS)
        pronoun = pronoun_by_hand(words, place + 1)
        after[pronoun] |= set(words[place + 1 : words.index("because") + 1])
    assert after["he"] == after["she"]


def test_no_sentence_is_in_both_parts_and_none_comes_twice(sentences):
    every = sentences.train + sentences.held_out
    assert len(set(every)) == len(every) == 3300


def test_the_recipe_makes_far_more_than_ten_thousand_sentences():
    assert clauses() > 10_000  # with one clause alone


def test_targets_are_the_words_one_later(window):
    words, targets = window
    assert np.array_equal(words[1:], targets[:-1])


def test_the_gender_so_far_is_that_of_the_last_noun():
    words = np.array([[INDEX[word]] for word in ("the", "queen", "ran", "the", "boy", "slept")])
    assert gender_so_far(words)[:, 0].tolist() == [0, -1, -1, -1, 1, 1]


def test_a_twin_exchanges_every_person_and_nothing_else(window):
    words, _ = window
    turned = twin(words)
    people = np.isin(words, [INDEX[word] for word in (*NOUNS, "he", "she")])
    assert np.array_equal(words != turned, people)
    assert np.array_equal(twin(turned), words)
    told = gender_so_far(words)
    assert np.array_equal(gender_so_far(turned), -told)
    assert len(HE) == len(SHE)


def test_the_gradients_match_finite_differences(sentences):
    rng = np.random.default_rng(4)
    net = train_pronouns(rng, sentences.train, hidden_size=3, updates=1)
    words, targets = next(batches(rng, sentences.train, steps=12, batch=3, updates=1))
    _, grads = pronoun_loss(net, words, targets)

    def loss(readout):
        return pronoun_loss(PronounNet(net.cell, readout), words, targets)[0]

    def cell_loss(bias):
        return pronoun_loss(PronounNet(net.cell._replace(bias=bias), net.readout), words, targets)[0]

    numeric = numeric_gradients(loss, net.readout)
    assert np.allclose(grads.readout.weight, numeric.weight, atol=1e-8)
    assert np.allclose(grads.cell.bias, numeric_gradients(cell_loss, net.cell.bias), atol=1e-8)


def test_the_trained_net_is_right_on_sentences_it_never_read(net, window):
    assert share_right(net, *window) > 0.95


def test_an_untrained_net_guesses(sentences, window):
    untrained = train_pronouns(np.random.default_rng(2), sentences.train, updates=1)
    assert share_right(untrained, *window) < 0.8


def test_exchanging_nothing_turns_no_answer(net, window):
    assert share_turned(net, *window) == 0


def test_exchanging_the_whole_state_turns_what_the_twin_turns(net, window):
    every = range(4)
    assert share_turned(net, *window, c=every, h=every) > 0.9


def test_only_places_before_a_pronoun_are_asked():
    row = np.array([[INDEX[word]] for word in ("because", "she", "was", "he")])
    assert asked(row)[:, 0].tolist() == [False, True, False, True]


def test_a_unit_that_knows_nothing_tells_half():
    rng = np.random.default_rng(5)
    is_she = rng.random(4000) < 0.5
    told = share_told(np.stack([is_she + 0.1 * rng.normal(size=4000), rng.normal(size=4000)], axis=1), is_she)
    assert told[0] > 0.99
    assert abs(told[1] - 0.5) < 0.05


def test_every_word_of_a_sentence_is_in_the_vocabulary(sentences):
    assert {word for words in sentences.train for word in words} <= set(VOCABULARY)
