"""What is heard in the page, measured: length, loudness, pitch; and WAV files go out and come back."""

import io

import numpy as np
import pytest

from lstm_ref.tasks.melody import Note, draw_melody, hertz
from lstm_ref.tasks.sound import (
    EIGHTH,
    LOUDNESS,
    MELODY_RATE,
    Player,
    levelled,
    read_folder,
    read_wav,
    render,
    strongest_hertz,
    wav_bytes,
)


def test_a_melody_has_its_length_is_not_clipped_and_has_the_right_pitches(rng):
    melody = draw_melody(rng)
    sound = render(melody)
    step = round(EIGHTH * MELODY_RATE)
    assert len(sound) == step * sum(note.length for note in melody)
    assert np.abs(sound).max() == pytest.approx(0.9)
    at = 0
    for note in melody:
        piece = sound[at : at + step * note.length]
        assert strongest_hertz(piece, MELODY_RATE) == pytest.approx(hertz(note.pitch), rel=0.015)
        at += len(piece)


def test_no_note_clicks():
    sound = render([Note(60, 2), Note(67, 4)])
    assert np.abs(np.diff(sound)).max() < 0.9 and abs(sound[0]) < 1e-9 and abs(sound[-1]) < 0.05


def test_a_melody_needs_a_note():
    with pytest.raises(ValueError, match="at least one note"):
        render([])


def test_a_wav_comes_back_as_it_was(rng):
    samples = rng.uniform(-1, 1, 500)
    back, rate = read_wav(io.BytesIO(wav_bytes(samples, 8000)))
    assert rate == 8000 and np.abs(back - samples).max() < 1e-4


def test_samples_that_would_be_clipped_are_refused():
    with pytest.raises(ValueError, match="−1 to 1"):
        wav_bytes(np.array([0.0, 1.2]), 8000)


def test_a_folder_of_named_files_is_read(tmp_path, rng):
    for name in ("7_jackson_3.wav", "0_a_b_12.wav"):
        (tmp_path / name).write_bytes(wav_bytes(rng.uniform(-1, 1, 80), 8000))
    (tmp_path / "readme.wav").write_bytes(b"no sound")
    found = read_folder(tmp_path)
    assert [(digit, speaker, len(samples), rate) for digit, speaker, samples, rate in found] == [
        (0, "a_b", 80, 8000), (7, "jackson", 80, 8000),
    ]  # fmt: skip


def test_an_empty_folder_and_two_channels_are_named(tmp_path):
    import wave

    with pytest.raises(FileNotFoundError, match="7_jackson_3"):
        read_folder(tmp_path)
    with wave.open(str(tmp_path / "1_x_0.wav"), "wb") as file:
        file.setnchannels(2)
        file.setsampwidth(2)
        file.setframerate(8000)
        file.writeframes(bytes(8))
    with pytest.raises(ValueError, match="2 channels"):
        read_folder(tmp_path)


def test_players_have_a_name_and_are_equally_loud(rng):
    quiet, loud = 0.03 * rng.uniform(-1, 1, 4000), 0.9 * np.sin(np.arange(4000))
    for samples in (quiet, loud):
        kept = samples.copy()
        player = Player(samples, 8000, 'A "test" & more')
        back, _ = read_wav(io.BytesIO(player.data))
        assert np.sqrt(np.mean(back**2)) == pytest.approx(LOUDNESS, rel=1e-2)
        assert 'aria-label="A &quot;test&quot; &amp; more"' in player._repr_html_()
        np.testing.assert_array_equal(samples, kept)


def test_a_player_clips_nothing():
    click = np.zeros(1000)
    click[5] = -0.2
    assert np.abs(levelled(click)).max() == pytest.approx(0.95)
