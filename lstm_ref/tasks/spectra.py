"""From sound to features: the logarithm of the power in a few bands, one row a frame."""

import numpy as np

from lstm_ref.numpy.arrays import Array, Tokens
from lstm_ref.tasks.speech import RATE, Utterance

HOP, WINDOW, BANDS = 240, 400, 16  # samples between frames, samples in a frame, numbers in a row


def band_matrix(bands: int = BANDS, window: int = WINDOW) -> Array:
    """Triangles over the frequencies of a frame, evenly spaced on the mel scale: (window // 2 + 1, bands).

    mel(f) = 2595 log₁₀(1 + f / 700)
    """
    top = 2595 * np.log10(1 + RATE / 2 / 700)
    edges = 700 * (10 ** (np.linspace(2595 * np.log10(1 + 80 / 700), top, bands + 2) / 2595) - 1)
    hertz = np.fft.rfftfreq(window, 1 / RATE)[:, None]
    up = (hertz - edges[:-2]) / (edges[1:-1] - edges[:-2])
    down = (edges[2:] - hertz) / (edges[2:] - edges[1:-1])
    return np.maximum(0, np.minimum(up, down))


def log_spectrum(samples: Array) -> Array:
    """The features of a recording: (frames, BANDS), the mean of each recording taken off.

    Frame t holds the samples from t · HOP on, WINDOW of them, under a Hann window; the end is filled up with
    zeros. A small number is added before the logarithm, so that silence stays finite.

    Raises:
        ValueError: when there is no sample.
    """
    if samples.ndim != 1 or not len(samples):
        raise ValueError(f"samples: expected one row of samples, got shape {samples.shape}")
    frames = -(-len(samples) // HOP)
    padded = np.pad(samples, (0, WINDOW))
    rows = np.stack([padded[t * HOP : t * HOP + WINDOW] for t in range(frames)]) * np.hanning(WINDOW)
    power = np.abs(np.fft.rfft(rows, axis=1)) ** 2 @ band_matrix()
    logs = np.log(power + 1e-3)
    centred: Array = (logs - logs.mean()) / 3
    return centred


def frame_words(utterance: Utterance) -> Tokens:
    """What is said in the middle of each frame: (frames,); the digit, or 10 between words."""
    middle = _middles(utterance)
    labels = np.full(len(middle), 10)
    for digit, (begin, end) in zip(utterance.digits, utterance.spans, strict=True):
        labels[(middle >= begin) & (middle < end)] = digit
    return labels


def frame_places(utterance: Utterance) -> Array:
    """How much of its word has passed in the middle of each frame: (frames,), 0 to 1; NaN between words."""
    middle = _middles(utterance)
    places = np.full(len(middle), np.nan)
    for begin, end in utterance.spans:
        inside = (middle >= begin) & (middle < end)
        places[inside] = (middle[inside] - begin) / (end - begin)
    return places


def frame_voicing(utterance: Utterance) -> Array:
    """How loud the voice is in the middle of each frame: (frames,), 0 to 1; 0 in a hiss and between words."""
    voiced: Array = utterance.voiced[np.minimum(_middles(utterance), len(utterance.voiced) - 1)]
    return voiced


def _middles(utterance: Utterance) -> Tokens:
    return np.arange(-(-len(utterance.samples) // HOP)) * HOP + WINDOW // 2
