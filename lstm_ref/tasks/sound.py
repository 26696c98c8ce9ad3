"""Sound as numbers: a melody rendered, WAV in memory and in a folder, and the pitch that a sound has."""

import io
import re
import wave
from collections.abc import Sequence
from html import escape
from pathlib import Path

import numpy as np
from IPython.display import Audio

from lstm_ref.numpy.arrays import Array
from lstm_ref.tasks.melody import Note, hertz

MELODY_RATE = 8000  # samples in a second
EIGHTH = 0.2  # seconds
LOUDNESS = 0.1  # of a player: the root mean square of its samples
PARTIALS = (1.0, 0.5, 0.25, 0.12)  # how loud each multiple of the pitch is


def render(melody: Sequence[Note], eighth: float = EIGHTH, rate: int = MELODY_RATE) -> Array:
    """Additive synthesis: each note a sum of sines at its pitch and the multiples of it, swelling and fading.

        s(t) = e(t) Σ_k a_k sin(2π k f t),   f from the note's pitch

    Returns:
        samples (N,) between −0.9 and 0.9; N = `rate` · `eighth` · all lengths, rounded at each note's edges.

    Raises:
        ValueError: when there is no note.
    """
    if not melody:
        raise ValueError("melody: expected at least one note, got none")
    edges = np.rint(np.cumsum([0, *(note.length for note in melody)]) * eighth * rate).astype(int)
    samples = np.zeros(edges[-1])
    for note, begin, end in zip(melody, edges[:-1], edges[1:], strict=True):
        seconds, tone = np.arange(end - begin) / rate, np.zeros(end - begin)
        for k, loud in enumerate(PARTIALS, start=1):
            tone += loud * np.sin(2 * np.pi * k * hertz(note.pitch) * seconds)
        swell = np.minimum(1, seconds / 0.01) * np.exp(-2 * seconds)
        fade = np.minimum(1, (seconds[-1] - seconds) / 0.03)
        samples[begin:end] = tone * swell * fade
    loudest: Array = samples * (0.9 / np.abs(samples).max())
    return loudest


def wav_bytes(samples: Array, rate: int) -> bytes:
    """A WAV file of one channel and 16 bits, as bytes.

    Raises:
        ValueError: when a sample is outside −1 to 1, and would be clipped.
    """
    if np.abs(samples).max(initial=0) > 1:
        raise ValueError(f"samples: expected −1 to 1, got {np.abs(samples).max():.3g}")
    held = io.BytesIO()
    with wave.open(held, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(np.rint(samples * 32767).astype("<i2").tobytes())
    return held.getvalue()


class Player(Audio):
    """A player with a name, of a sound made as loud as the others of the page.

    Arguments:
        samples: the sound; it is not changed.
        rate: samples in a second.
        name: what is heard, shown below the player and read out by a screen reader.
    """

    def __init__(self, samples: Array, rate: int, name: str) -> None:
        super().__init__(data=wav_bytes(levelled(samples), rate))  # type: ignore[no-untyped-call]
        self.name = name

    def _repr_html_(self) -> str:
        """The player of IPython, with the name."""
        bare = str(super()._repr_html_())  # type: ignore[no-untyped-call]
        bare = bare.replace("<audio ", f'<audio aria-label="{escape(self.name)}" ', 1)
        # The site puts a pale plate below a player in its dark mode, too: the letters must not turn pale.
        name = f'<figcaption style="color: #333">{escape(self.name)}</figcaption>'
        return f"<figure>{bare}{name}</figure>"


def levelled(samples: Array) -> Array:
    """The same sound with a root mean square of `LOUDNESS`, or less where it would be clipped."""
    loud: Array = samples * min(LOUDNESS / np.sqrt(np.mean(samples**2)), 0.95 / np.abs(samples).max())
    return loud


def read_wav(source: Path | io.BytesIO) -> tuple[Array, int]:
    """Samples (N,) from −1 to 1, and how many there are in a second.

    Raises:
        ValueError: when the file has not one channel of 16 bits.
    """
    with wave.open(str(source) if isinstance(source, Path) else source, "rb") as file:
        if file.getnchannels() != 1 or file.getsampwidth() != 2:
            came = f"{file.getnchannels()} channels of {8 * file.getsampwidth()} bits"
            raise ValueError(f"{source}: expected one channel of 16 bits, got {came}")
        raw, rate = file.readframes(file.getnframes()), file.getframerate()
    return np.frombuffer(raw, "<i2").astype(float) / 32768, rate


def read_folder(folder: Path) -> list[tuple[int, str, Array, int]]:
    """All spoken digits of a folder named ``digit_speaker_index.wav``, such as ``7_jackson_3.wav``.

    The Free Spoken Digit Dataset (https://github.com/Jakobovski/free-spoken-digit-dataset, CC BY-SA 4.0) has
    such a folder, ``recordings``; you have to get it yourself. Its rate is `speech.RATE`.

    Returns:
        (digit, speaker, samples, rate) of each file, in the order of their names; other files are left out.

    Raises:
        FileNotFoundError: when there is no such file in the folder.
    """
    named = [(re.fullmatch(r"(\d)_(.+)_\d+\.wav", path.name), path) for path in sorted(folder.glob("*.wav"))]
    found = [(int(name[1]), name[2], *read_wav(path)) for name, path in named if name]
    if not found:
        raise FileNotFoundError(f"{folder}: expected files such as 7_jackson_3.wav, found none")
    return found


def strongest_hertz(samples: Array, rate: int, lowest: float = 60.0) -> float:
    """The frequency at the highest peak of the spectrum above `lowest`, refined between its neighbours."""
    size = 8 * len(samples)
    power = np.abs(np.fft.rfft(samples * np.hanning(len(samples)), size))
    power[: int(lowest * size / rate)] = 0
    return float(power.argmax() * rate / size)
