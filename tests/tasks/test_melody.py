"""The melodies keep their recipe, and the cache keeps its probabilities."""

import numpy as np
import pytest

from lstm_ref.tasks.cache import cached, mixed_bits, tuned
from lstm_ref.tasks.melody import (
    KEPT,
    TONICS,
    Note,
    all_notes,
    degree_to_pitch,
    draw_melody,
    form_of,
    hertz,
    in_c,
    phrase_starts,
)
from lstm_ref.tasks.ngram import bits, count_ngrams


@pytest.fixture
def melodies(rng):
    return [draw_melody(rng) for _ in range(40)]


def phrases(melody):
    starts = [*phrase_starts(melody), len(melody)]
    return [melody[a:b] for a, b in zip(starts, starts[1:], strict=False)]


def test_a_melody_has_four_phrases_of_two_bars(melodies):
    for melody in melodies:
        assert [sum(note.length for note in phrase) for phrase in phrases(melody)] == [16] * 4


def test_the_second_phrase_comes_back_and_the_first_has_another_end(melodies):
    for melody in melodies:
        first, second, _, last = phrases(melody)
        assert second == last and first != second
        assert first[:-KEPT] == second[:-KEPT]


def test_a_melody_ends_on_its_tonic_and_stays_in_its_key(rng):
    for tonic in TONICS:
        melody = draw_melody(rng, tonic)
        assert melody[-1].pitch == tonic
        scale = {degree_to_pitch(tonic, degree) for degree in range(-7, 15)}
        assert {note.pitch for note in melody} <= scale


def test_every_note_is_in_the_list(melodies):
    assert {note for melody in melodies for note in melody} <= set(all_notes())


def test_an_octave_doubles_the_frequency():
    assert hertz(69) == 440 and hertz(81) == pytest.approx(880)


def test_the_cache_gives_probabilities():
    text = "abcabdab"
    for at in range(len(text)):
        total = sum(cached(text[:at] + symbol, 3, 5)[at] for symbol in "abcde")
        assert total == pytest.approx(1)


def test_the_cache_learns_a_repetition_and_no_share_leaves_the_model():
    model = count_ngrams(["abcdefgh"], 2)
    text = "hagfhagf"
    assert cached(text, 3, 9)[-1] > 0.5 > cached(text, 3, 9)[3]
    np.testing.assert_allclose(mixed_bits(model, text, 1, 0.0), bits(model, text)[:, 1])
    assert tuned(model, ["^hagfhagf"], (0.1, 0.5), (1, 2))[1] == 0.5


def test_the_beat_stands_behind_each_note(melodies):
    pytest.importorskip("torch")
    from lstm_ref.tasks.composing import BEATS, spelled, spelled_with_beats

    for melody in melodies:
        text = spelled_with_beats(melody)
        assert text[::2] == spelled(melody) and text[BEATS] == spelled(melody)[1:]
        assert text[1] == text[-2]  # phrases have sixteen eighths: the last note ends where the first began
        assert ord(text[3]) - ord(text[1]) == melody[0].length


def test_a_melody_moved_to_c_keeps_its_steps_and_ends_on_c(melodies):
    for melody in melodies:
        moved = in_c(melody)
        assert moved[-1].pitch == 60 and [note.length for note in moved] == [n.length for n in melody]
        assert len({a.pitch - b.pitch for a, b in zip(melody, moved, strict=True)}) == 1


def test_the_form_is_seen_and_each_fault_in_it(melodies):
    for melody in melodies:
        assert form_of(melody) == (True, True, True)
    melody = melodies[0]
    late = tuple(Note(60 + k % 8, 5 if not k else 4) for k in range(16))
    assert form_of(late) == (False, False, True)
    assert form_of((*melody, Note(60, 2))) == (True, False, True)
    lower = Note(melody[-1].pitch - 12, melody[-1].length)
    assert form_of((*melody[:-1], lower)) == (True, True, False)
    assert form_of(melody[: phrase_starts(melody)[1]]) == (False, False, False)


def test_the_cache_may_read_other_symbols_than_the_model():
    model = count_ngrams(["abcabd"], 2)
    plain = mixed_bits(model, "abab", 1, 0.5)
    np.testing.assert_allclose(mixed_bits(model, "abab", 1, 0.5, again="abab"), plain)
    blind = mixed_bits(model, "abab", 1, 0.5, again="abcd")
    assert blind[3] > plain[3] and blind[0] == plain[0]


def test_to_be_told_more_costs_less():
    pytest.importorskip("torch")
    from lstm_ref.tasks.told import told

    rng = np.random.default_rng(0)
    melodies = [draw_melody(rng) for _ in range(240)]
    split = melodies[:200], melodies[200:220], melodies[220:]
    beat, key, all_three = told(*split), told(*split, key=True), told(*split, key=True, phrase=True)
    assert [len(one) for one in beat.bits] == [len(melody) + 1 for melody in split[2]]
    costs = [np.concatenate(one.bits).mean() for one in (beat, key, all_three)]
    assert costs[2] < costs[1] < costs[0]
