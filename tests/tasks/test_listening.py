"""The listener and the composer learn a little in a moment, and do what their texts say."""

import numpy as np
import pytest

torch = pytest.importorskip("torch")

from lstm_ref.tasks.composing import (  # noqa: E402
    NOTES,
    TOKENS,
    Composer,
    compose,
    note_bits,
    spelled,
    stacked,
    tokens_of,
    train_composer,
)  # fmt: skip
from lstm_ref.tasks.listening import Listener, listen, logits_of, memory_of, recordings, train_listener  # noqa: E402
from lstm_ref.tasks.melody import draw_melody  # noqa: E402
from lstm_ref.tasks.speech import draw_utterances  # noqa: E402


def test_a_melody_becomes_tokens_and_characters(rng):
    melody = draw_melody(rng)
    tokens = tokens_of(melody)
    assert [NOTES[token - 1] for token in tokens[1:-1]] == list(melody)
    assert len(spelled(melody)) == len(tokens) and max(tokens) < TOKENS
    assert stacked([melody, melody[:4]]).shape == (len(tokens), 2)


def test_a_composer_learns_and_composes_what_can_be_played(rng):
    melodies = [draw_melody(rng) for _ in range(60)]
    before = np.concatenate(note_bits(Composer(16), melodies)).mean()
    model = train_composer(melodies, 0, updates=30, hidden_size=16)
    costs = note_bits(model, melodies)
    assert [len(cost) for cost in costs] == [len(melody) + 1 for melody in melodies]
    assert np.concatenate(costs).mean() < before - 0.5
    assert set(compose(model, rng, longest=20)) <= set(NOTES)
    with pytest.raises(ValueError, match="temperature"):
        compose(model, rng, 0.0)


def test_padding_changes_no_bits(rng):
    melodies = [draw_melody(rng) for _ in range(3)]
    model = Composer(8)
    for melody, cost in zip(melodies, note_bits(model, melodies), strict=True):
        np.testing.assert_allclose(note_bits(model, [melody])[0], cost, atol=1e-5)


def test_padding_changes_no_answer_and_no_memory(rng):
    features = [one.features for one in recordings(draw_utterances(rng, 3, 1, 3))]
    model = Listener(6)
    for rows, logits, memory in zip(
        features, logits_of(model, features), memory_of(model, features), strict=True
    ):
        np.testing.assert_allclose(logits_of(model, [rows])[0], logits, atol=1e-5)
        np.testing.assert_allclose(memory_of(model, [rows])[0], memory, atol=1e-9)
        assert memory.shape == (len(rows), 6)
    assert len(listen(model, features)) == 3


def test_the_loss_of_a_listener_falls(rng):
    data = recordings(draw_utterances(rng, 20, 1, 1))
    _, losses = train_listener([(data, 20)], 0, hidden_size=8, batch=8)
    assert len(losses) == 20 and np.mean(losses[-4:]) < np.mean(losses[:4]) - 1
