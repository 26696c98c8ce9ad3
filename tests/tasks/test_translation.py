"""The recipe agrees, the baselines and searches do what they say, and the record fits the package."""

import numpy as np
import pytest

from lstm_ref.tasks import translate_record
from lstm_ref.tasks.agreement import corpus, drawn_plans, other_gender, same_gender, translated
from lstm_ref.tasks.agreement_words import ENDING, NOUNS, PERSONS, noun_named
from lstm_ref.tasks.alignment import align, commonest, learn_words, word_by_word
from lstm_ref.tasks.attend import attend
from lstm_ref.tasks.beam import beam_search, exhaustive_search, sentences
from lstm_ref.tasks.phrase_table import extract, learn_phrases, translate
from lstm_ref.tasks.swap import changed, masculine_plans

RNG = np.random.default_rng(17)


def test_persons_come_in_pairs_of_both_genders():
    for person in PERSONS:
        partners = [n for n in PERSONS if n.pair == person.pair and n.gender != person.gender]
        assert len(partners) == 1


def test_no_english_form_stands_for_two_nouns():
    forms = [form for noun in NOUNS for form in noun.english]
    assert len(set(forms)) == len(forms)


def test_every_known_sentence_is_translated_right():
    plan = next(p for p in drawn_plans(RNG, 500, (1,)) if p.deeds and p.deeds[0][1] == "slowly")
    pair = translated(plan)
    assert "slowly" in pair.source and "poco a poco" in " ".join(pair.target)
    assert pair.target[-1].endswith(ENDING[plan.subject.noun.gender, plan.subject.number])


def test_parts_share_no_sentence():
    parts = corpus(np.random.default_rng(0), 300, 50, 50)
    assert [len(part) for part in parts] == [300, 50, 50]
    assert len({plan for part in parts for plan in part}) == 400


def test_turning_the_gender_changes_one_english_word_and_twice_nothing():
    for plan in drawn_plans(RNG, 50, (0, 2)):
        one, other = translated(plan).source, translated(other_gender(plan)).source
        assert sum(a != b for a, b in zip(one, other, strict=True)) == 1
        assert other_gender(other_gender(plan)) == plan
        assert changed(plan)[0].at == 0 and changed(plan)[-1].at == len(translated(plan).target) - 1
        third = same_gender(plan, RNG)
        assert third.subject.noun != plan.subject.noun
        assert third.subject.noun.gender == plan.subject.noun.gender


def test_sentences_of_one_shape_have_one_length():
    lengths = {len(translated(plan).source) for plan in masculine_plans(RNG, 20)}
    assert lengths == {8}


def test_an_unknown_noun_is_named():
    assert noun_named("women")[1] == 1
    with pytest.raises(ValueError, match="got 'dog'"):
        noun_named("dog")


@pytest.fixture(scope="module")
def learned():
    pairs = [translated(plan) for plan in corpus(np.random.default_rng(1), 1500, 1, 1).train]
    return pairs, learn_words(pairs)


def test_the_alignment_finds_words_that_change_places(learned):
    pairs, table = learned
    pair = next(p for p in pairs if "old" in p.source)
    at = pair.source.index("old")
    old = next(k for k, word in enumerate(pair.target) if word.startswith("viej"))
    assert align(table, pair)[old] == at
    dictionary = commonest(table, pairs)
    assert dictionary["again"] == ("otra", "vez")
    assert word_by_word(dictionary, ("with", "unheard")) == ("con", "unheard")


def test_pieces_stand_for_nothing_outside(learned):
    pair = next(p for p in learned[0] if p.source[1:3] == ("old", p.source[2]))
    found = extract(pair, align(learned[1], pair), 3)
    assert (pair.source[1:3], pair.target[1:3]) in found
    assert all(len(source) <= 3 for source, _ in found)


def test_the_phrase_table_puts_the_adjective_behind_its_noun(learned):
    model = learn_phrases(*learned)
    found = translate(model, ("the", "old", "girl", "seemed", "tired"))
    assert found[:3] == ("la", "niña", "vieja")
    assert "<s>" not in found and "</s>" not in found


def test_without_pairs_there_is_nothing_to_learn():
    with pytest.raises(ValueError, match="at least one"):
        learn_words([])


def random_model(vocabulary):
    table = {}

    def log_next(words):
        if words not in table:
            table[words] = np.log(RNG.dirichlet(0.4 * np.ones(vocabulary)))
        return table[words]

    return log_next


def test_a_beam_that_keeps_all_finds_the_best_and_none_finds_better():
    greedy_missed = 0
    for _ in range(25):
        log_next = random_model(4)
        best = exhaustive_search(log_next, 4, 4, end=1)
        whole = beam_search(log_next, 400, 4, end=1)
        assert whole[0] == best[0] and whole[1] == pytest.approx(best[1])
        narrow = beam_search(log_next, 1, 4, end=1)[1]
        assert narrow <= best[1] + 1e-12
        greedy_missed += narrow < best[1] - 1e-9
    assert greedy_missed  # otherwise the comparison would show nothing


def test_every_sentence_is_listed_once():
    found = list(sentences(3, 3, end=0))
    assert len(found) == len(set(found)) == 1 + 2 + 4
    assert all(line[-1] == 0 and 0 not in line[:-1] for line in found)


def test_a_beam_of_nothing_is_refused():
    with pytest.raises(ValueError, match="got 0 and 3"):
        beam_search(random_model(3), 0, 3, end=1)
    assert beam_search(lambda words: np.log([0.9, 0.1]), 1, 2, end=1) == ((), -np.inf)


def test_attention_is_a_mean_with_weights():
    h, seen, weight = (RNG.standard_normal(s) for s in ((2, 3), (5, 2, 4), (3, 4)))
    looks, context = attend(h, seen, weight)
    np.testing.assert_allclose(looks.sum(axis=1), 1)
    np.testing.assert_allclose(context[1], looks[1] @ seen[:, 1])


def test_the_record_fits_the_settings():
    record = translate_record.read()
    assert record["settings"] == translate_record.settings()
    assert record["command"] == translate_record.COMMAND
    assert {"date", "versions", "machine"} <= set(record)
    assert list(record["runs"]) == list(translate_record.MODELS)
    for runs in record["runs"].values():
        assert [run["seed"] for run in runs] == list(range(translate_record.SEEDS))
        assert all(len(run["exact"]) == len(translate_record.TESTED_PLACES) for run in runs)
