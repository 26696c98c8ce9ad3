"""20.3: checks that miss one kind of fault are turned away, and sound ones pass, however they are written."""

import numpy as np
import pytest

from lstm_ref.exercises.ch20.holding_out import FAULTY, SCENES, SOUND, TASK
from lstm_ref.verify.engine import CheckFailed

WORDS = {word for scene in SCENES for word in scene}


def words_of(scenes):
    return {word for scene in scenes for word in scene}


def the_check(whole=None, words=None, empty=None, alike=None, seeds=range(8), looks=None):
    """The right check, with one of its lines written in another way."""

    def my_check(split):
        parts = [split(list(SCENES), np.random.default_rng(seed)) for seed in seeds]
        for a, b in parts[:looks]:
            (whole or by_sorting)(a, b)
            (words or all_words)(a, b)
            (empty or not_empty)(a, b)
        (alike or not_all_alike)([b for _, b in parts])

    return my_check


def by_sorting(a, b):
    assert sorted(a + b) == sorted(SCENES)


def all_words(a, b):
    assert words_of(a) >= WORDS


def not_empty(a, b):
    assert len(b) >= 1


def not_all_alike(kept):
    assert len({frozenset(part) for part in kept}) > 1


def anything(*parts):
    pass


def by_number(a, b):
    assert len(a) + len(b) == len(SCENES)


def by_number_and_overlap(a, b):
    by_number(a, b)
    assert not set(a) & set(b)


def by_sets(a, b):
    assert set(a) | set(b) == set(SCENES) and not set(a) & set(b)


def by_union_and_number(a, b):
    assert set(a) | set(b) == set(SCENES)
    by_number(a, b)


def no_overlap(a, b):
    assert not set(a) & set(b)


def no_overlap_of_known_ones(a, b):
    assert not set(a) & set(b) and set(a) <= set(SCENES) and set(b) <= set(SCENES)


def words_at(*places):
    def check(a, b):
        assert all({scene[k] for scene in a} == {scene[k] for scene in SCENES} for k in places)

    return check


def words_the_wrong_way(a, b):
    assert words_of(a) <= WORDS


def ordered(kept):
    assert len({tuple(part) for part in kept}) > 1


def the_first_two(kept):
    assert set(kept[0]) != set(kept[1])


def no_two_alike(kept):
    assert len({frozenset(part) for part in kept}) == len(kept)


WEAK = {
    "nothing-whole": the_check(whole=anything),
    "by-number": the_check(whole=by_number),
    "by-number-and-overlap": the_check(whole=by_number_and_overlap),
    "by-sets": the_check(whole=by_sets),
    "overlap-alone": the_check(whole=no_overlap),
    "overlap-and-no-invented-ones": the_check(whole=no_overlap_of_known_ones),
    "no-words": the_check(words=anything),
    "words-of-the-first-place": the_check(words=words_at(0)),
    "words-of-the-middle": the_check(words=words_at(1)),
    "words-of-the-last-place": the_check(words=words_at(2)),
    "words-of-two-places": the_check(words=words_at(0, 2)),
    "words-the-wrong-way": the_check(words=words_the_wrong_way),
    "empty-passes": the_check(empty=anything),
    "nothing-compared": the_check(alike=anything),
    "order-counts": the_check(alike=ordered),
    "one-look": the_check(looks=1),
    "two-looks": the_check(looks=2),
    "two-generators": the_check(seeds=range(2)),
    "two-generators-uncompared": the_check(seeds=range(2), alike=anything),
    "number-last-words-two-generators": the_check(
        whole=by_number, words=words_at(2), alike=the_first_two, seeds=range(2)
    ),
    "asks-the-first-two-to-differ": the_check(alike=the_first_two),
    "asks-all-to-differ": the_check(alike=no_two_alike),
}
GOOD = {
    "by-sorting": the_check(),
    "by-union-and-number": the_check(whole=by_union_and_number),
    "words-by-place": the_check(words=words_at(0, 1, 2)),
    "more-generators": the_check(seeds=range(100, 130)),
    "words-of-what-is-held-out": the_check(words=lambda a, b: all_words(a, b) or not_empty(a, b)),
}


@pytest.mark.parametrize("name", WEAK)
def test_a_weak_check_is_turned_away(name):
    with pytest.raises(CheckFailed):
        TASK.grade(WEAK[name])


@pytest.mark.parametrize("name", GOOD)
def test_a_sound_check_passes(name):
    assert f"catches {len(FAULTY)} of {len(FAULTY)}" in TASK.grade(GOOD[name])


@pytest.mark.parametrize("split", SOUND, ids=lambda split: split.__name__)
def test_a_sound_split_is_sound_with_any_generator(split):
    kept = set()
    for seed in range(200):
        a, b = split(list(SCENES), np.random.default_rng(seed))
        assert sorted(a + b) == sorted(SCENES) and words_of(a) == WORDS and b
        kept.add(frozenset(b))
    assert len(kept) > 20


@pytest.mark.parametrize(("name", "reply"), [
    ("nothing-compared", "all generators hold out the same"),
    ("no-words", "lets a word be missing"),
    ("words-the-wrong-way", "lets a word be missing"),
    ("one-look", "closely at too few"),
    ("two-looks", "closely at too few"),
    ("two-generators-uncompared", "asks too few generators"),
    ("by-sets", "forgets how often"),
])  # fmt: skip
def test_the_reply_is_true_of_the_check(name, reply):
    with pytest.raises(CheckFailed, match=reply):
        TASK.grade(WEAK[name])
