"""Text comes without repeats, and windows neither wrap nor mix their axes."""

import numpy as np
import pytest

from lstm_ref.tasks.text import (
    alphabet,
    decode,
    encode,
    english,
    repeated_places,
    train_and_held_out,
    windows,
    words_of,
)


def test_english_is_long_and_says_nothing_twice():
    paragraphs = [" ".join(part.split()) for part in english().split("\n\n")]
    assert len(english()) > 300_000
    assert len(paragraphs) == len(set(paragraphs))


def test_with_repeats_it_holds_the_same_paragraphs_more_often():
    def paragraphs(text):
        return {" ".join(part.split()) for part in text.split("\n\n")}

    assert len(english(repeats=True)) > len(english())
    assert paragraphs(english(repeats=True)) == paragraphs(english())


def test_the_held_out_part_is_the_end():
    train, held_out = train_and_held_out(english())
    assert train + held_out == english()
    assert len(held_out) == round(0.1 * len(english()))


def test_nothing_held_out_leaves_everything():
    assert train_and_held_out("abc", share=0.0) == ("abc", "")


def test_encoding_is_undone():
    text = "a banana"
    assert decode(encode(text, alphabet(text)), alphabet(text)) == text


def test_encoding_names_what_it_does_not_know():
    with pytest.raises(ValueError, match="'x'"):
        encode("axa", "ab")


def test_words_are_lower_case_and_without_marks():
    assert words_of("Ana's dog, 3 cats: It's!") == ["ana's", "dog", "cats", "it's"]


@pytest.mark.parametrize("stride", [1, 2, 5])
@pytest.mark.parametrize("shape", [(17,), (17, 3)])
def test_a_window_holds_what_the_equation_says(shape, stride):
    series = np.arange(np.prod(shape)).reshape(shape)
    cut = windows(series, 5, stride)
    assert cut.shape == (5, (17 - 5) // stride + 1, *shape[1:])
    for t in range(cut.shape[0]):
        for b in range(cut.shape[1]):
            assert (cut[t, b] == series[b * stride + t]).all()


def test_a_window_as_long_as_the_series_is_the_series():
    assert (windows(np.arange(4), 4)[:, 0] == np.arange(4)).all()


@pytest.mark.parametrize(
    ("series", "steps", "stride"), [([1, 2], 3, 1), ([1, 2], 0, 1), (7, 1, 1), ([1], 1, 0)]
)
def test_what_cannot_be_cut_is_refused(series, steps, stride):
    with pytest.raises(ValueError, match="expected"):
        windows(series, steps, stride)


def test_the_places_of_a_repeated_paragraph_are_found():
    counted, scored = "one line\n\nstands twice\nhere", "new\n\nstands twice\nhere\n\nnew too"
    again = repeated_places(counted, scored)
    assert "".join(letter for letter, known in zip(scored, again, strict=True) if known).strip() == (
        "stands twice\nhere"
    )
