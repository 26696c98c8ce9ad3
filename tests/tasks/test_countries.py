"""The first country decides, the nearest is always wrong, and the filler is as long as asked for."""

import numpy as np
import pytest

from lstm_ref.tasks.countries import (
    COLOUR,
    LANGUAGE,
    by_first_home,
    by_nearest_country,
    colour_sentence,
    country_sentence,
    share_right,
)

LENGTHS = [0, 1, 2, 3, 7, 50, 200]


@pytest.fixture
def rng():
    return np.random.default_rng(0)


@pytest.mark.parametrize("filler", LENGTHS)
def test_a_sentence_has_so_many_words_of_filler(rng, filler):
    assert len(country_sentence(rng, filler).words) == 9 + filler
    assert len(colour_sentence(rng, filler).words) == 8 + filler


@pytest.mark.parametrize("filler", LENGTHS)
def test_two_countries_are_named_and_the_nearer_one_is_wrong(rng, filler):
    for _ in range(20):
        sentence = country_sentence(rng, filler)
        named = [word for word in sentence.words if word in LANGUAGE]
        assert named == [sentence.decides, sentence.nearest]
        assert sentence.decides != sentence.nearest
        assert sentence.answer == LANGUAGE[sentence.decides]


def test_between_the_home_and_the_question_stands_all_of_the_filler(rng):
    for _ in range(20):
        words = country_sentence(rng, 30).words
        assert words[:3] == (words[0], "lived", "in")
        assert words[-2:] == ("speaks", "fluent")


def test_the_noun_of_a_colour_stands_two_words_back(rng):
    sentence = colour_sentence(rng, 40)
    assert sentence.words[-2] == sentence.decides
    assert sentence.answer == COLOUR[sentence.decides]


def test_the_rules_are_always_right_and_always_wrong(rng):
    sentences = [country_sentence(rng, filler) for filler in LENGTHS for _ in range(10)]
    assert share_right(sentences, by_first_home) == 1
    assert share_right(sentences, by_nearest_country) == 0


def test_the_rules_have_no_answer_to_a_sentence_without_a_country():
    assert by_nearest_country(("she", "sings")) == by_first_home(("she", "lived", "in", "peace")) == ""


def test_every_language_belongs_to_one_country():
    assert len(set(LANGUAGE.values())) == len(LANGUAGE)


def test_less_than_no_filler_is_refused(rng):
    with pytest.raises(ValueError, match="-1"):
        country_sentence(rng, -1)
