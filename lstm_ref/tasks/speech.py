"""Spoken digits by a recipe: synthesised, no person says it. A word is a row of sounds, each a spectrum.

A voiced sound is a sum of harmonics of a pitch, each as loud as the sound's resonances (formants) make it;
a hiss is noise in a band. Pitch, speed, the size of the mouth, loudness and background noise are drawn anew
for each speaker. The resonances are round numbers of ours in the usual ranges; they are no measurements.
"""

from typing import NamedTuple

import numpy as np

from lstm_ref.numpy.arrays import Array, Tokens
from lstm_ref.numpy.init import Rng

RATE = 8000  # samples in a second
DIGITS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


class Sound(NamedTuple):
    """Resonances in Hz, how loud voice and hiss are (0 to 1), the hiss's band in Hz, mean seconds."""

    formants: tuple[float, float, float]
    voice: float
    hiss: float
    band: tuple[float, float]
    seconds: float


NO_BAND = (0.0, 1.0)
SOUNDS = {
    "ee": Sound((300, 2250, 3000), 1.0, 0, NO_BAND, 0.11),
    "i": Sound((400, 1950, 2550), 1.0, 0, NO_BAND, 0.08),
    "e": Sound((530, 1800, 2500), 1.0, 0, NO_BAND, 0.09),
    "a": Sound((740, 1200, 2450), 1.0, 0, NO_BAND, 0.11),
    "o": Sound((560, 860, 2400), 1.0, 0, NO_BAND, 0.12),
    "u": Sound((320, 880, 2250), 1.0, 0, NO_BAND, 0.12),
    "uh": Sound((620, 1200, 2500), 0.9, 0, NO_BAND, 0.09),
    "w": Sound((300, 650, 2200), 0.6, 0, NO_BAND, 0.06),
    "r": Sound((350, 1150, 1600), 0.6, 0, NO_BAND, 0.07),
    "n": Sound((260, 1400, 2300), 0.4, 0, NO_BAND, 0.08),
    "v": Sound((250, 1000, 2300), 0.35, 0.12, (1500.0, 3900.0), 0.06),
    "z": Sound((250, 1400, 2400), 0.3, 0.3, (2700.0, 3900.0), 0.08),
    "s": Sound((300, 1500, 2500), 0.0, 0.5, (2700.0, 3900.0), 0.10),
    "f": Sound((300, 1200, 2400), 0.0, 0.22, (900.0, 3900.0), 0.09),
    "th": Sound((300, 1400, 2500), 0.0, 0.16, (1400.0, 3900.0), 0.08),
    "gap": Sound((300, 1400, 2500), 0.0, 0.0, NO_BAND, 0.05),
    "t!": Sound((300, 1700, 2600), 0.0, 0.6, (2000.0, 3900.0), 0.025),
    "k!": Sound((300, 1500, 2500), 0.0, 0.5, (1100.0, 2400.0), 0.03),
}
WORDS = (
    ("z", "ee", "r", "o", "u"), ("w", "uh", "n"), ("gap", "t!", "u"), ("th", "r", "ee"), ("f", "o", "r"),
    ("f", "a", "i", "v"), ("s", "i", "gap", "k!", "s"), ("s", "e", "v", "uh", "n"), ("e", "i", "gap", "t!"),
    ("n", "a", "i", "n"),
)  # fmt: skip


class Speaker(NamedTuple):
    """`pitch` in Hz, `speed` and `size` as factors of 1, `noise`: the background's loudness."""

    pitch: float
    speed: float
    size: float
    noise: float


class Utterance(NamedTuple):
    """`samples` (N,) from −1 to 1; `digits`, what is said; `spans` (digits, 2), the samples where each word
    begins and ends; `voiced` (N,), how loud the voice is, without the hiss."""

    samples: Array
    digits: tuple[int, ...]
    spans: Tokens
    voiced: Array


def draw_speaker(rng: Rng) -> Speaker:
    """A pitch from 90 to 230 Hz, a speed from 0.55 to 0.9, a mouth from 0.9 to 1.12, some noise."""
    pitch = float(np.exp(rng.uniform(np.log(90), np.log(230))))
    speed, size = float(rng.uniform(0.55, 0.9)), float(rng.uniform(0.9, 1.12))
    return Speaker(pitch, speed, size, float(rng.uniform(0.003, 0.02)))


def _tracks(
    rng: Rng, digits: tuple[int, ...], speaker: Speaker
) -> tuple[Tokens, list[tuple[int, int]], list[str]]:
    """When each sound begins (samples), where each word lies among the sounds, and the sounds' names."""
    names, lengths, words = ["gap"], [rng.uniform(0.05, 0.15)], []
    for digit in digits:
        begin = len(names)
        pace = speaker.speed * rng.uniform(0.85, 1.15)
        for name in WORDS[digit]:
            names.append(name)
            lengths.append(SOUNDS[name].seconds * rng.uniform(0.75, 1.3) / pace)
        words.append((begin, len(names)))
        names.append("gap")
        lengths.append(rng.uniform(0.0, 0.12))
    lengths[-1] += 0.05
    edges = np.rint(np.cumsum([0.0, *lengths]) * RATE).astype(int)
    return edges, words, names


def _smooth(track: Array, width: int) -> Array:
    """A running mean of `width` samples: sounds glide into one another."""
    padded = np.pad(track, (width, width), mode="edge")
    sums = np.cumsum(padded)
    start = width - width // 2
    ends = sums[start + width : start + width + len(track)]
    return (ends - sums[start : start + len(track)]) / width


def speak(rng: Rng, digits: tuple[int, ...], speaker: Speaker | None = None) -> Utterance:
    """Synthesise a few digits in a row.

    Arguments:
        rng: the random generator.
        digits: what is said.
        speaker: by default drawn anew.

    Raises:
        ValueError: when there is no digit, or one is not from 0 to 9.
    """
    if not digits or not all(0 <= digit < len(WORDS) for digit in digits):
        raise ValueError(f"digits: expected one or more numbers from 0 to 9, got {digits}")
    speaker = draw_speaker(rng) if speaker is None else speaker
    edges, words, names = _tracks(rng, digits, speaker)
    counts: Tokens = np.diff(edges)
    sounds = [SOUNDS[name] for name in names]

    def track(values: list[float], milliseconds: int) -> Array:
        return _smooth(np.repeat(np.array(values), counts), milliseconds * RATE // 1000)

    voice = track([sound.voice for sound in sounds], 20)
    resonances = [track([s.formants[k] / speaker.size for s in sounds], 45) for k in range(3)]
    samples = voice * _voiced(rng, speaker.pitch, resonances)
    for k, sound in enumerate(sounds):
        if sound.hiss and counts[k]:
            samples[edges[k] : edges[k + 1]] += sound.hiss * _hiss(rng, counts[k], sound.band)
    samples = samples * 10 ** rng.uniform(-0.4, 0.0)
    samples = samples + speaker.noise * rng.standard_normal(len(samples))
    spans = np.array([(edges[begin], edges[end]) for begin, end in words])
    return Utterance(np.clip(samples, -1, 1), tuple(digits), spans, voice)


def _voiced(rng: Rng, pitch: float, resonances: list[Array]) -> Array:
    """Harmonics of a wandering pitch; each as loud as it is near to a resonance. Largest value about 0.5."""
    count = len(resonances[0])
    knots = rng.normal(0, 0.05, 2 + count // 2000)
    wander = np.interp(np.arange(count), np.linspace(0, count, len(knots)), knots)
    f0 = pitch * np.exp(wander - 0.1 * np.arange(count) / max(count, 1))
    phase = 2 * np.pi * np.cumsum(f0) / RATE
    places = np.arange(0, count, 40)  # the loudness of a harmonic changes slowly
    total = np.zeros(count)
    for n in range(1, int(0.46 * RATE / f0.max()) + 1):
        at = n * f0[places]
        loud = 0.02 + sum(
            gain / (1 + ((at - res[places]) / width) ** 2)
            for res, width, gain in zip(resonances, (70, 100, 150), (1.0, 0.5, 0.25), strict=True)
        )
        total += np.interp(np.arange(count), places, loud) * np.sin(n * phase)
    return total / 5


def _hiss(rng: Rng, count: int, band: tuple[float, float]) -> Array:
    """White noise, cut to a band, that swells and fades."""
    spectrum = np.fft.rfft(rng.standard_normal(count))
    hertz = np.fft.rfftfreq(count, 1 / RATE)
    spectrum[(hertz < band[0]) | (hertz > band[1])] = 0
    rise = np.minimum(1, np.arange(1, count + 1) / (0.005 * RATE))
    faded: Array = np.fft.irfft(spectrum, count) * np.minimum(rise, rise[::-1])
    return faded * 0.6


def draw_utterances(rng: Rng, count: int, shortest: int = 2, longest: int = 4) -> list[Utterance]:
    """`count` utterances of a few digits each, every one by another speaker."""
    drawn = []
    for _ in range(count):
        length = int(rng.integers(shortest, longest, endpoint=True))
        drawn.append(speak(rng, tuple(int(digit) for digit in rng.integers(10, size=length))))
    return drawn
