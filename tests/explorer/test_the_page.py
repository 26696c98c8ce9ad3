"""What the explorer's page tells a reader who operates its cells, in NumPy, on the page's own models."""

import dataclasses
import re
from pathlib import Path

import numpy as np
import pytest

from lstm_ref.explorer import gradient_split, page_models, pronouns_right, trace, unseen_sentences
from lstm_ref.explorer.models import PRONOUN_SENTENCES
from lstm_ref.tasks.gender_grammar import corpus

PAGE = (Path(__file__).parents[2] / "book" / "explorer.md").read_text(encoding="utf-8")
SEED = int(re.search(r"^SEED = (\d+)$", PAGE, flags=re.M).group(1))
SIZE = 4  # units of the trained cells


@pytest.fixture(scope="module")
def models():
    return page_models(SEED)


@pytest.fixture
def by_hand(models):
    return models[0], "the boy ran home because"


@pytest.fixture
def pronoun(models):
    return models[1]


@pytest.fixture
def order(models):
    return models[2]


def answer(model, text, held=None):
    """The shares of the answers at the end."""
    scores = np.exp(trace(model, text, held).scores[-1])
    return dict(zip(model.classes, scores / scores.sum(), strict=True))


def winner(model, text, held=None):
    shares = answer(model, text, held)
    return max(shares, key=shares.get)


def undecided(model, text, gate):
    """The words at which a single gate, held at 0, leaves both pronouns equally likely."""
    found = []
    for t, word in enumerate(text.split()):
        shares = answer(model, text, {(t, 0, gate): 0.0})
        if np.isclose(shares["he"], shares["she"]):
            found.append(word)
    return found


def shut(gate, *steps):
    return {(t, u, gate): 0.0 for t in steps for u in range(SIZE)}


def raised(model, by):
    bias = model.cell.bias.copy()
    bias[SIZE : 2 * SIZE] += by
    return dataclasses.replace(model, cell=model.cell._replace(bias=bias))


def test_the_pronoun_cell_is_judged_on_sentences_it_has_not_seen(pronoun):
    rng = np.random.default_rng(SEED)
    seen, others = set(corpus(rng, PRONOUN_SENTENCES, 10).train), unseen_sentences(SEED, 50)
    assert len(others) == 50 and not seen & set(others)
    assert pronouns_right(pronoun, others) > 0.9
    turned = [[{"he": "she", "she": "he"}.get(word, word) for word in words] for words in others]
    assert pronouns_right(pronoun, turned) < 0.5
    with pytest.raises(ValueError, match="expected one with he or she, got 1 without"):
        pronouns_right(pronoun, [("the", "boy")])


def test_a_pronoun_is_judged_by_the_scores_before_it(models):
    """A cell that is asked for the noun says the one that it read last, which is never the next one."""
    nouns = dataclasses.replace(models[0], classes=("boy", "girl"))
    assert pronouns_right(nouns, [("boy", "girl"), ("girl", "boy")]) == 0
    assert pronouns_right(nouns, [("girl", "girl"), ("girl", "boy")]) == 0.5


def test_the_prediction_a_forget_gate_shut_at_ran_leaves_neither_likelier(by_hand):
    model, text = by_hand
    at = trace(model, text, {(2, 0, "f"): 0.0})
    assert winner(model, text) == "he"
    assert np.all(at.c[2:] == 0) and at.scores[-1, 0] == at.scores[-1, 1]


def test_each_gate_of_the_cell_set_by_hand_matters_at_its_own_words(by_hand):
    assert undecided(*by_hand, "i") == ["boy"]
    assert undecided(*by_hand, "f") == ["ran", "home", "because"]
    assert undecided(*by_hand, "o") == ["because"]


def test_in_the_cell_set_by_hand_nothing_comes_back_by_the_gates(models):
    for text in models[0].examples:
        at = trace(models[0], text)
        assert np.all(gradient_split(models[0], at, 0).gates == 0)
    assert all(np.abs(gradient_split(m, trace(m, m.examples[0]), 0).gates).max() > 0.01 for m in models[1:])


def test_no_forget_gate_and_no_word_alone_carries_the_noun(pronoun):
    text = pronoun.examples[1]
    steps = range(len(text.split()))
    assert winner(pronoun, text) == "she"
    assert {winner(pronoun, text, {(t, u, "f"): 0.0}) for t in steps for u in range(SIZE)} == {"she"}
    assert {winner(pronoun, text, shut("f", t)) for t in steps} == {"she"}
    both = shut("f", 3) | shut("o", 2)
    assert text.split()[2:4] == ["ran", "often"]
    boy, girl = (answer(pronoun, example, both) for example in pronoun.examples[:2])
    assert winner(pronoun, pronoun.examples[0]) != winner(pronoun, text)
    assert boy == pytest.approx(girl)


def test_with_a_higher_forget_bias_the_first_person_is_named(pronoun):
    text = pronoun.examples[2]
    queen = text.split().index("queen")
    named = [winner(raised(pronoun, by), text) for by in np.arange(0, 6.05, 0.1)]
    turn = named.index("he")
    assert named[:turn] == ["she"] * turn and set(named[turn:]) == {"he"}
    assert 0 < turn < 10
    assert winner(raised(pronoun, 1.0), text, shut("f", queen)) == "she"


def test_a_mark_is_carried_by_all_units_or_by_one(order):
    first, second = order.examples[:2]
    marks = first.split().index("X"), second.split().index("X")
    alone = [winner(order, first, {(marks[0], u, "i"): 0.0}) for u in range(SIZE)]
    assert alone == ["XY"] * SIZE and winner(order, first, shut("i", marks[0])) != "XY"
    alone = [winner(order, second, {(marks[1], u, "i"): 0.0}) for u in range(SIZE)]
    assert alone == ["YY", "YX", "YX", "YX"]


def test_what_is_left_when_every_gate_is_held_as_it_is_comes_through_the_candidate(order):
    text = order.examples[0]
    free = trace(order, text)
    held = {(t, u, g): getattr(free, g)[t, u] for t in range(len(free.c)) for u in range(SIZE) for g in "fio"}
    at = trace(order, text, held)
    for name in free._fields:
        assert np.array_equal(getattr(at, name), getattr(free, name)), name
    before, after = gradient_split(order, free, 0), gradient_split(order, at, 0, held)
    assert np.allclose(before.cell, after.cell)
    assert np.abs(before.gates - after.gates)[:, 0].max() > 0.05  # the row of unit 0 changes to the eye
    assert np.abs(after.gates)[:, 0].max() > 0.05
    weights = order.cell.weight_hh.copy()
    weights[2 * SIZE : 3 * SIZE] = 0  # no way from h into the candidate
    deaf = dataclasses.replace(order, cell=order.cell._replace(weight_hh=weights))
    assert np.all(gradient_split(deaf, at, 0, held).gates == 0)
