"""Reviews with negation: the rule of the recipe, its balance, and the tags that a person would put."""

import numpy as np
import pytest

from lstm_ref.tasks import reviews


def test_a_scope_runs_from_its_negator_to_its_end():
    words = "the plot was not very clever and warm but funny , the end was dull .".split()
    inside = [word for word, turned in zip(words, reviews.in_scope(words), strict=True) if turned]
    assert inside == ["very", "clever", "and", "warm"]


def test_a_second_negator_goes_on_with_the_scope_and_lies_inside_it():
    assert reviews.in_scope("not dull never slow , flat".split()) == [False, True, True, True, False, False]


def test_words_in_a_scope_count_with_the_other_sign():
    words = "never dull and clever but slow , warm".split()
    assert reviews.effects(words) == [0, 1, 0, -1, 0, -1, 0, 1]


def test_labels_are_the_sign_of_the_sum_and_both_are_common():
    drawn = reviews.reviews(np.random.default_rng(3), 600)
    for review in drawn:
        total = sum(reviews.effects(review.words))
        assert total != 0 and review.label == (total > 0)
        assert set(review.words) <= set(reviews.VOCABULARY) and review.words[-1] == "."
        assert 2 <= review.words.count(",") + 1 <= 3
    assert 0.42 < np.mean([review.label for review in drawn]) < 0.58
    assert len(set(drawn)) == len(drawn)


def test_the_tags_stop_at_punctuation_and_not_at_but():
    words = "not dull but slow , flat".split()
    assert reviews.tagged(words) == ["not", "NOT_dull", "NOT_but", "NOT_slow", ",", "flat"]
    assert reviews.tagged(words, reviews.ENDS) == ["not", "NOT_dull", "but", "slow", ",", "flat"]


def test_numbers_count_from_one_and_an_unknown_word_is_named():
    assert min(reviews.word_numbers(reviews.VOCABULARY)) == 1
    with pytest.raises(ValueError, match="'boring'"):
        reviews.word_numbers(["boring"])
    with pytest.raises(ValueError, match="count"):
        reviews.reviews(np.random.default_rng(0), 0)
