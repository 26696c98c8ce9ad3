"""Synthesised digits, their features and frames, and the two baselines that listen to them."""

import numpy as np
import pytest

from lstm_ref.tasks.ctc import error_rate
from lstm_ref.tasks.frame_words import hear_frames, neighbours, runs, train_frames
from lstm_ref.tasks.hearing_probe import past, probe, shuffled
from lstm_ref.tasks.sound import strongest_hertz
from lstm_ref.tasks.spectra import (
    BANDS,
    HOP,
    band_matrix,
    frame_places,
    frame_voicing,
    frame_words,
    log_spectrum,
)
from lstm_ref.tasks.speech import RATE, WORDS, Speaker, draw_utterances, speak
from lstm_ref.tasks.word_templates import match, templates


def test_an_utterance_says_its_words_in_order_without_overlap(rng):
    for one in draw_utterances(rng, 6):
        edges = one.spans.ravel()
        assert (np.diff(edges) >= 0).all() and 0 < edges[0] and edges[-1] <= len(one.samples)
        assert np.abs(one.samples).max() <= 1 and len(one.voiced) == len(one.samples)


def test_a_vowel_has_the_speakers_pitch(rng):
    one = speak(rng, (2,), Speaker(pitch=200.0, speed=0.6, size=1.0, noise=0.0))
    begin, end = one.spans[0]
    found = strongest_hertz(one.samples[(begin + end) // 2 : end], RATE)
    assert abs(found / 200 - round(found / 200)) < 0.25 and round(found / 200) in (1, 2)


def test_words_are_different_and_a_wrong_digit_is_named(rng):
    assert len(set(WORDS)) == 10
    for wrong in ((), (10,), (-1,)):
        with pytest.raises(ValueError, match="digits"):
            speak(rng, wrong)


def test_features_have_a_row_a_frame_and_hear_a_tone(rng):
    tone = np.sin(2 * np.pi * 1000 * np.arange(2400) / RATE)
    rows = log_spectrum(tone)
    assert rows.shape == (2400 // HOP, BANDS)
    centres = band_matrix().argmax(axis=0) * RATE / 400
    assert abs(centres[rows[3].argmax()] - 1000) < 150
    with pytest.raises(ValueError, match="samples"):
        log_spectrum(np.zeros(0))


def test_frames_know_their_word_and_place(rng):
    one = speak(rng, (4, 9))
    words, places, voicing = frame_words(one), frame_places(one), frame_voicing(one)
    assert [w for k, w in enumerate(words) if w != 10 and (not k or words[k - 1] != w)] == [4, 9]
    assert ((words == 10) == np.isnan(places)).all() and len(voicing) == len(words)
    assert np.nanmin(places) >= 0 and np.nanmax(places) <= 1


def test_templates_hear_what_they_were_cut_from(rng):
    single, rows = draw_utterances(rng, 60, 1, 1), draw_utterances(rng, 8)
    known = templates(single, rng, 3)
    heard = [match(log_spectrum(one.samples), known, 1.0) for one in rows]
    assert error_rate([one.digits for one in rows], heard) < 0.3


def test_a_template_is_found_twice_and_stretched(rng):
    single = draw_utterances(rng, 40, 1, 1)
    known = templates(single, rng, 1)
    two, five = (next(t for t in known if t.word == d).frames for d in (2, 5))
    silence = known[-1].frames
    row = np.concatenate([silence, two, silence, np.repeat(five, 2, axis=0), five[::2], silence])
    assert match(row, known, 1.0) == (2, 5, 5)


def test_runs_drop_short_answers_and_part_equal_ones():
    labels = np.array([10, 3, 3, 3, 5, 3, 3, 10, 3, 3, 3])
    assert runs(labels, 2) == (3, 3) and runs(labels, 1) == (3, 5, 3, 3) and runs(labels, 3) == (3, 3)
    assert runs(np.array([10, 10]), 1) == ()


def test_frames_with_neighbours_and_their_classifier(rng):
    assert neighbours(np.arange(6.0).reshape(3, 2), 1).tolist()[0] == [0, 1, 0, 1, 2, 3]
    single = draw_utterances(rng, 40, 1, 1)
    model = train_frames(single, 2)
    heard = [hear_frames(model, log_spectrum(one.samples), 2, 3) for one in single]
    assert error_rate([one.digits for one in single], heard) < 0.8


def test_the_probe_reads_what_is_there_and_nothing_else(rng):
    inputs = [[rng.standard_normal((50, 4)) for _ in range(3)] for _ in range(3)]
    there = [[2 * x[:, 1] - 1 for x in some] for some in inputs]
    there[0][0][5] = np.nan
    noise = [[rng.standard_normal(50) for _ in some] for some in inputs]
    assert probe(inputs, there).test > 0.999 and probe(inputs, noise).test < 0.1
    assert [line.shape for line in probe(inputs, there).lines] == [(50,)] * 3


def test_the_past_is_the_frames_before():
    rows = past(np.array([[1.0], [2.0], [3.0]]), 2)
    assert rows.tolist() == [[0, 1], [1, 2], [2, 3]]


def test_shuffled_targets_are_the_same_numbers_and_gaps_stay(rng):
    targets = [np.array([0.1, np.nan, 0.3]), np.array([np.nan, 0.5, 0.7, 0.9])]
    mixed = shuffled(rng, targets)
    assert [len(one) for one in mixed] == [3, 4] and not np.isnan(targets[0][0])
    for one, other in zip(targets, mixed, strict=True):
        np.testing.assert_array_equal(np.isnan(one), np.isnan(other))
    flat, other = np.concatenate(targets), np.concatenate(mixed)
    assert sorted(flat[~np.isnan(flat)]) == sorted(other[~np.isnan(other)])
