"""Sequences of other kinds than text, each made by a recipe in a few lines."""

import numpy as np

from lstm_ref.numpy.arrays import Array
from lstm_ref.numpy.init import Rng

BASES = "ACGT"
RATE = 8000  # samples of sound in a second

# A handwritten 7, pixel by pixel: 0 is paper, 9 is ink. Drawn for this course.
SEVEN = """
00000000
08999980
00000960
00005900
00088800
00069000
00094000
00080000
"""


def weather(rng: Rng, days: int) -> Array:
    """Each day's warmth and hours of daylight, made up: (days, 2).

    The warmth is a season and a noise that lasts from one day to the next.
    """
    day, noise = np.arange(days), np.zeros(days)
    for t in range(1, days):
        noise[t] = 0.8 * noise[t - 1] + 1.2 * rng.standard_normal()
    season = np.sin(2 * np.pi * (day - 100) / 365)
    return np.stack([12 + 8 * season + noise, 12 + 4 * season], axis=1)


def bases(rng: Rng, length: int) -> str:
    """A string over A, C, G and T in which a C is seldom followed by a G; made up, no genome."""
    string = "A"
    while len(string) < length:
        chances = [0.3, 0.25, 0.05, 0.4] if string[-1] == "C" else [0.3, 0.2, 0.2, 0.3]
        string += str(rng.choice(list(BASES), p=chances))
    return string


def two_tones(seconds: float = 0.02) -> Array:
    """Two tones together, as a loudspeaker's membrane moves: one number for each 1/8000 s."""
    time = np.arange(round(RATE * seconds)) / RATE
    wave: Array = np.sin(2 * np.pi * 440 * time) + 0.5 * np.sin(2 * np.pi * 660 * time)
    return wave


def loops(steps: int = 90) -> Array:
    """A pen that draws loops: how far it moves right and up at each step, (steps, 2)."""
    turn = np.linspace(0, 6 * np.pi, steps)
    moves: Array = np.stack([0.25 + np.cos(turn), np.sin(turn)], axis=1)
    return moves


def seven() -> Array:
    """A handwritten 7 as an array (8, 8), from 0 for paper to 1 for ink."""
    return np.array([[int(pixel) / 9 for pixel in row] for row in SEVEN.split()])
