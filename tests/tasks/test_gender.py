"""The hand-set cell keeps the gender of the last noun, and only today's cell can replace it."""

import numpy as np
import pytest

from lstm_ref.numpy import LSTMState, lstm_1997_step, lstm_step, readout, scan
from lstm_ref.tasks.gender import (
    ASKS,
    PRONOUNS,
    SENTENCE,
    gender_cell,
    one_hot,
    pronoun_readout,
    without_forget_gate,
)

START = LSTMState.zeros(1, 1)


def picks(words):
    hs, _, _ = scan(lstm_step, gender_cell(), one_hot(words), START)
    scores = readout(pronoun_readout(), hs)
    return [PRONOUNS[int(scores[t, 0].argmax())] for t, word in enumerate(words) if word == ASKS]


def test_the_readout_picks_each_pronoun_of_the_sentence():
    assert picks(SENTENCE) == [word for word in SENTENCE if word in PRONOUNS]


def test_the_other_order_of_the_nouns_gives_the_other_pronouns():
    turned = {"boy": "girl", "girl": "boy"}
    assert picks([turned.get(word, word) for word in SENTENCE]) == ["she", "he"]


def test_nothing_is_shown_except_where_the_pronoun_is_due():
    hs, _, _ = scan(lstm_step, gender_cell(), one_hot(SENTENCE), START)
    silent = [abs(hs[t, 0, 0]) for t, word in enumerate(SENTENCE) if word != ASKS]
    assert max(silent) < 0.01


def test_without_a_forget_gate_the_second_noun_cancels_the_first():
    params = without_forget_gate(gender_cell())
    _, state, _ = scan(lstm_1997_step, params, one_hot(["boy", "girl"]), START)
    assert abs(state.c[0, 0]) < 0.05


def test_without_a_forget_gate_every_other_row_stays():
    ours, theirs = gender_cell(), without_forget_gate(gender_cell())
    assert np.array_equal(theirs.weight_ih, ours.weight_ih[[0, 2, 3]])
    assert np.array_equal(theirs.bias, ours.bias[[0, 2, 3]])


def test_an_unknown_word_is_named():
    with pytest.raises(ValueError, match="got dog"):
        one_hot(["the", "dog"])
