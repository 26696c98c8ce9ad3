"""The counting model's probabilities are probabilities, and they are those of the equation."""

import numpy as np
import pytest

from lstm_ref.tasks.ngram import (
    bits,
    choose,
    count_ngrams,
    known_contexts,
    most_likely,
    probabilities,
    suffixes,
)

TEXT = "abracadabra, a cadaver"


@pytest.fixture
def model():
    return count_ngrams([TEXT], 3)


@pytest.mark.parametrize("before", ["", "a", "abr", "zzz", "xab", "cada"])
def test_for_every_length_of_context_they_sum_to_one(model, before):
    known = sum(probabilities(model, symbol, before) for symbol in model.symbols)
    assert np.allclose(known + probabilities(model, "☃", before), 1)


def test_one_number_by_hand(model):
    text = "aab"  # after a came a once and b once; in all a twice and b once
    small = count_ngrams([text], 1)
    without = (1 + 2 / 3) / (3 + 2)  # b: counted 1 of 3, two kinds, uniform over two and the unknown
    assert np.allclose(probabilities(small, "b", "a"), [without, (1 + 2 * without) / (2 + 2)])


def test_a_context_never_seen_changes_nothing(model):
    assert np.ptp(probabilities(model, "a", "zzz")) == 0
    assert probabilities(model, "a", "zza")[2] == probabilities(model, "a", "zza")[1]


def test_a_shorter_model_says_the_same_as_the_longer_one_for_its_contexts(model):
    short = count_ngrams([TEXT], 1)
    assert np.allclose(probabilities(model, "b", "cada")[:2], probabilities(short, "b", "cada"))


def test_nothing_is_counted_across_two_texts():
    model = count_ngrams(["ab", "cd"], 1)
    assert "c" not in model.followers[1]["a"] and "b" not in model.followers[1]


def test_words_work_as_characters_do():
    model = count_ngrams(
        [("the", "sky", "is", "blue"), ("the", "sky", "is", "grey"), ("sky", "is", "blue")], 2
    )
    assert most_likely(model, ("my", "sky", "is")) == "blue"
    assert choose(model, ["grey", "green"], ("sky", "is"))[-1] == "grey"


def test_bits_are_the_surprise_of_each_symbol(model):
    found = bits(model, "abr")
    assert found.shape == (3, 4)
    assert np.allclose(found[2], -np.log2(probabilities(model, "r", "ab")))


def test_on_the_counted_text_more_context_is_never_worse(model):
    assert (np.diff(bits(model, TEXT).mean(axis=0)) < 0).all()


def test_how_many_contexts_are_known(model):
    assert (known_contexts(model, TEXT) == 1).all() or known_contexts(model, TEXT)[3] > 0.9
    assert known_contexts(model, "zzzz")[1:].max() == 0


def test_suffixes_say_what_was_backed_off_from(model):
    rows = suffixes(model, "zab")
    assert [row.symbols for row in rows] == ["zab", "ab", "b", ""]
    assert [row.seen for row in rows][:2] == [0, 2]
    assert rows[1].next == [("r", 2)]


def test_bad_input_is_refused():
    with pytest.raises(ValueError, match="-1"):
        count_ngrams(["a"], -1)
    with pytest.raises(ValueError, match="none"):
        count_ngrams([""], 2)
