"""The cell whose valves are set by hand does what the page says of it."""

import numpy as np
import pytest

from lstm_ref.numpy import LSTMState, lstm_1997_step, readout, scan
from lstm_ref.tasks.valves import (
    ANSWERS,
    OFFERS,
    SHOWS,
    STORY,
    UNITS,
    WORTH_IT,
    answer_readout,
    held_open,
    one_hot,
    valve_cell,
)


def run(cell, words):
    return scan(lstm_1997_step, cell, one_hot(words), LSTMState.zeros(1, len(UNITS)))


def answer(cell, question):
    hs, _, _ = run(cell, [*STORY, question])
    return ANSWERS[int(readout(answer_readout(), hs[-1]).argmax())]


def test_the_answers_follow_the_question():
    assert [answer(valve_cell(), word) for word in SHOWS] == ["rosa", "swimmer", "sailor"]


def test_an_open_input_gate_turns_two_answers_over():
    spoilt = held_open(valve_cell(), "i")
    assert [answer(spoilt, word) for word in SHOWS] == ["hugo", "climber", "sailor"]


def test_an_open_output_gate_gives_one_answer_to_all():
    assert len({answer(held_open(valve_cell(), "o"), word) for word in SHOWS}) == 1


def test_each_gate_opens_at_its_words_only():
    _, _, tape = run(valve_cell(), [*STORY, *SHOWS])
    for word, step in zip([*STORY, *SHOWS], tape, strict=True):
        writes = [word in WORTH_IT and OFFERS[word][0] == unit for unit in UNITS]
        shows = [SHOWS.get(word) == unit for unit in UNITS]
        np.testing.assert_array_equal(step.i[0] > 0.5, writes)
        np.testing.assert_array_equal(step.o[0] > 0.5, shows)


def test_an_unknown_word_is_named():
    with pytest.raises(ValueError, match="zebra"):
        one_hot(["rosa", "zebra"])
