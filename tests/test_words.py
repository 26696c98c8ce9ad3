"""Numbers and words in printed sentences."""

import pytest

from lstm_ref.words import changes, every, sized

SHOWN = {
    0.0: "0",
    0.64: "0.64",
    0.0046: "0.0046",
    1.0: "1",
    3.14159: "3.1",
    37.2: "37",
    10660.0: "10,660",
    3.4e-11: "3 × 10⁻¹¹",
    -2.6e12: "-3 × 10¹²",
    float("inf"): "inf",
}


@pytest.mark.parametrize("value", SHOWN)
def test_a_number_is_shown_as_a_sentence_shows_it(value):
    assert sized(value) == SHOWN[value]


@pytest.mark.parametrize(
    ("after", "word"), [(0.1, "shrinks"), (0.8, "hardly changes"), (1.2, "hardly changes"), (9, "grows")]
)
def test_the_verb_follows_the_numbers(after, word):
    assert changes(1, after) == word


def test_a_change_of_something_that_is_not_positive_is_refused():
    with pytest.raises(ValueError, match="expected two numbers above 0, got 0 and 1"):
        changes(0, 1)


def test_counts_in_words():
    assert [every(count, 18) for count in (0, 7, 18)] == ["none of 18", "7 of 18", "all 18"]
