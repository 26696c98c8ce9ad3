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
from lstm_ref.tasks.listening import (  # noqa: E402
    Listener,
    listen,
    logits_of,
    memory_of,
    recordings,
    spike_places,
    train_listener,
)
from lstm_ref.tasks.melody import draw_melody  # noqa: E402
from lstm_ref.tasks.spectra import HOP  # noqa: E402
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


class Ready(Listener):
    """Answers a symbol of our choice in each frame, whatever it hears."""

    def __init__(self, symbols):
        super().__init__(2)
        self.symbols = symbols

    def forward(self, xs, lengths):
        answers = torch.zeros(len(xs), xs.shape[1], 11)
        answers[:, :, 0] = 1.0
        for at, symbol in self.symbols.items():
            answers[at, :, symbol] = 5.0
        return answers


def test_spikes_are_placed_beside_their_words(rng):
    one = draw_utterances(rng, 1, 2, 2)[0]
    digits, frames = [digit + 1 for digit in one.digits], len(recordings([one])[0].features)
    (begin, end), (other, _) = one.spans
    first, last = (begin + end) // 2 // HOP, frames - 1
    assert spike_places(Ready({first: digits[0], last: digits[1]}), [one]) == (0.0, 0.5, 0.5)
    assert spike_places(Ready({0: digits[0], 2: digits[1]}), [one])[0] >= 0.5
    assert np.isnan(spike_places(Ready({}), [one])).all()
    assert other > end
