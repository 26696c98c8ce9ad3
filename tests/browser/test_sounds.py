"""The sounds of chapter 21 as a browser plays them: decoded there, measured here."""

import numpy as np
import pytest

from lstm_ref.tasks.sound import EIGHTH, LOUDNESS, MELODY_RATE, levelled, strongest_hertz
from lstm_ref.tasks.speech import speak

pytestmark = pytest.mark.browser

SAMPLES = """async player => {
    const file = await (await fetch(player.currentSrc)).arrayBuffer();
    const sound = await new OfflineAudioContext(1, 1, RATE).decodeAudioData(file);
    return [...sound.getChannelData(0)];
}""".replace("RATE", str(MELODY_RATE))


@pytest.fixture(scope="module")
def chapter(opened):
    result = opened("book/21-hear.html")
    yield result.tab
    result.tab.close()


@pytest.fixture(scope="module")
def sounds(chapter):
    """The samples of each player by its name."""
    players = chapter.locator("article audio").all()
    return {one.get_attribute("aria-label"): np.array(one.evaluate(SAMPLES)) for one in players}


def windows(samples, seconds):
    size = round(seconds * MELODY_RATE)
    return [samples[begin : begin + size] for begin in range(0, len(samples) - size + 1, size)]


def loudness(samples):
    return np.sqrt(np.mean(samples**2))


def test_every_player_plays_at_a_key(chapter):
    for player in chapter.locator("article audio").all():
        player.focus()
        chapter.keyboard.press("Space")
        playing = "player => player.currentTime > 0.1 && !player.paused && !player.error"
        chapter.wait_for_function(playing, arg=player.element_handle())
        player.evaluate("player => player.pause()")


def test_every_sound_is_as_loud_as_the_others_and_not_clipped(sounds):
    assert len(sounds) == 3
    for samples in sounds.values():
        assert 1 < len(samples) / MELODY_RATE < 20
        assert loudness(samples) == pytest.approx(LOUDNESS, rel=0.01)
        assert np.abs(samples).max() < 0.98


def test_the_melodies_are_notes_of_the_scale_and_more_than_three(sounds):
    melodies = [samples for name, samples in sounds.items() if "melody" in name]
    assert len(melodies) == 2
    for samples in melodies:
        heard = [strongest_hertz(note, MELODY_RATE) for note in windows(samples, EIGHTH)]
        semitones = 12 * np.log2(np.array(heard) / 440)
        assert np.abs(semitones - np.rint(semitones)).max() < 0.1  # a tenth of a semitone
        assert len(set(np.rint(semitones))) > 3


def test_the_digits_are_what_the_recipe_speaks(sounds):
    (heard,) = [samples for name, samples in sounds.items() if "digits" in name]
    spoken = speak(np.random.default_rng(0), (6, 3, 1, 9))
    assert np.abs(heard - levelled(spoken.samples)).max() < 1e-4  # 16 bits
    before, word = heard[: spoken.spans[0, 0]], heard[slice(*spoken.spans[0])]
    assert loudness(before) < LOUDNESS / 4 < LOUDNESS / 2 < loudness(word)
