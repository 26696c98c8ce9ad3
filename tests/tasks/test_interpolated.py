"""Interpolated n-grams: sums are one, and they agree with a count by hand and with chapter 1."""

from collections import Counter

import numpy as np
import pytest

from lstm_ref.tasks import ngram
from lstm_ref.tasks.interpolated import before_each, bits_per_symbol, chances, count, generate, shorter

SIZE = 4


@pytest.fixture
def tokens(rng):
    return rng.choice(SIZE, size=300, p=[0.5, 0.3, 0.15, 0.05])


@pytest.fixture
def rng():
    return np.random.default_rng(15)


@pytest.mark.parametrize("method", ["Witten-Bell", "Kneser-Ney"])
@pytest.mark.parametrize("context", [0, 1, 3])
def test_probabilities_sum_to_one(tokens, rng, method, context):
    model = count(tokens, context, SIZE + 1)  # one symbol was never seen
    before = rng.integers(SIZE + 1, size=(20, max(1, context)))
    total = sum(chances(model, before, np.full(20, symbol), method) for symbol in range(SIZE + 1))
    np.testing.assert_allclose(total, 1)


def by_hand(tokens, before, symbol, context, discount):
    p = 1 / SIZE
    for n in range(context + 1):
        grams = [tuple(tokens[at : at + n + 1]) for at in range(len(tokens) - n)]
        counts = Counter(grams)
        if n < context:  # kinds of symbols before
            longer = {tuple(tokens[at : at + n + 2]) for at in range(len(tokens) - n - 1)}
            counts = Counter({gram: max(1, sum(one[1:] == gram for one in longer)) for gram in counts})
        end = tuple(before[len(before) - n :])
        row = [counts[(*end, s)] for s in range(SIZE)]
        if sum(row):
            kinds = sum(number > 0 for number in row)
            p = (max(row[symbol] - discount, 0) + discount * kinds * p) / sum(row)
    return p


def test_kneser_ney_agrees_with_a_count_by_hand(tokens):
    model, reach = count(tokens, 2, SIZE), 2
    before = before_each(tokens, reach)[40:60]
    found = chances(model, before, tokens[42:62], discount=0.6)
    want = [by_hand(tokens, list(b), s, reach, 0.6) for b, s in zip(before, tokens[42:62], strict=True)]
    np.testing.assert_allclose(found, want)


def test_witten_bell_agrees_with_the_model_of_chapter_1(tokens):
    text = "".join("abcd"[token] for token in tokens)
    old = ngram.count_ngrams([text], 2)
    new = count(tokens, 2, SIZE + 1)  # chapter 1 leaves room for one symbol more
    found = chances(new, before_each(tokens, 2), tokens[2:], "Witten-Bell")
    want = [ngram.probabilities(old, text[at], text[at - 2 : at])[-1] for at in range(2, len(text))]
    np.testing.assert_allclose(found, want)


def test_a_shorter_model_is_the_one_counted_shorter(tokens):
    other = count(tokens[:200], 1, SIZE)
    assert bits_per_symbol(shorter(count(tokens[:200], 3, SIZE), 1), tokens) == pytest.approx(
        bits_per_symbol(other, tokens)
    )


def test_it_learns_what_repeats(rng):
    tokens = np.tile([0, 1, 2, 3, 3, 1], 50)
    assert (
        bits_per_symbol(count(tokens, 3, SIZE), tokens)
        < 0.1
        < 1
        < bits_per_symbol(count(tokens, 0, SIZE), tokens)
    )


def test_it_writes_on_at_a_low_temperature_what_it_has_read(rng):
    tokens = np.tile([0, 1, 2, 3, 3, 1], 50)
    made = generate(count(tokens, 3, SIZE), rng, tokens[None, :6], 12, temperature=0.1)
    np.testing.assert_array_equal(made[0], tokens[6:18])


def test_what_it_writes_follows_its_probabilities(tokens, rng):
    model = count(tokens, 0, SIZE)
    made = generate(model, rng, np.zeros((1, 1), dtype=int), 4000)
    share = np.bincount(made[0], minlength=SIZE) / 4000
    p = chances(model, np.zeros((SIZE, 1), dtype=int), np.arange(SIZE))
    np.testing.assert_allclose(share, p, atol=0.04)


def test_bad_requests_are_refused(tokens):
    with pytest.raises(ValueError, match="63 bits"):
        count(tokens, 12, 96)
    with pytest.raises(ValueError, match="expected 0 or more"):
        count(tokens, -1, SIZE)
    with pytest.raises(ValueError, match="2 or more symbols, got 1"):
        chances(count(tokens, 2, SIZE), tokens[:, None], tokens)
    with pytest.raises(ValueError, match="Kneser"):
        chances(count(tokens, 1, SIZE), tokens[:, None], tokens, "Good-Turing")
