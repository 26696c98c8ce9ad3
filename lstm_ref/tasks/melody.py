"""Melodies by a recipe: a key, phrases with a chord for each half, and a form that brings a phrase back."""

from typing import NamedTuple

import numpy as np

from lstm_ref.numpy.arrays import Array
from lstm_ref.numpy.init import Rng

TONICS = (60, 62, 65, 67)  # C, D, F, G as MIDI numbers: 60 is middle C, one more is a semitone
MAJOR = (0, 2, 4, 5, 7, 9, 11)  # a major scale's steps above its tonic
RHYTHMS = (
    (2, 2, 2, 2),
    (4, 2, 2),
    (2, 1, 1, 2, 2),
    (2, 2, 4),
    (4, 1, 1, 2),
)  # eighths of one bar of four beats
LAST_BAR = ((4, 4), (2, 2, 4))
CHORDS = {"I": (0, 2, 4), "IV": (3, 5, 7), "V": (4, 6, 1)}  # degrees, 0 is the tonic
LOWEST, HIGHEST = -1, 8  # degrees
FORM = ("open", "closed", "other", "closed")  # what becomes of the four phrases
PHRASE = 16  # eighths
KEPT = 3  # so many notes of a phrase come anew when it returns with another end


class Note(NamedTuple):
    """`pitch`: a MIDI number; `length`: in eighths of a bar of four beats."""

    pitch: int
    length: int


Melody = tuple[Note, ...]


def degree_to_pitch(tonic: int, degree: int) -> int:
    """The MIDI number of a degree of a major scale; degree 0 is the tonic, 7 its octave."""
    octave, step = divmod(degree, 7)
    return tonic + 12 * octave + MAJOR[step]


def hertz(pitch: float) -> float:
    """The frequency of a MIDI number in equal temperament: 440 Hz at 69, twice as much 12 further up."""
    return float(440.0 * 2 ** ((pitch - 69) / 12))


def _next_degree(rng: Rng, degree: int, chord: tuple[int, ...], strong: bool) -> int:
    """Mostly a step, at times a skip; on a strong beat a note of the chord."""
    moves = np.array([-2, -1, 0, 1, 2])
    weights = np.array([0.12, 0.33, 0.1, 0.33, 0.12])
    reached = degree + moves
    weights = weights * ((reached >= LOWEST) & (reached <= HIGHEST))
    if strong:
        weights = weights * np.where(np.isin(reached % 7, np.array(chord) % 7), 1.0, 0.05)
    return int(rng.choice(reached, p=weights / weights.sum()))


def _phrase(rng: Rng, first: int, chords: tuple[str, str], end: int) -> list[tuple[int, int]]:
    """Two bars of (degree, length), the last note `end`."""
    degree, notes = first, []
    bars = RHYTHMS[rng.integers(len(RHYTHMS))], LAST_BAR[rng.integers(len(LAST_BAR))]
    for bar, name in zip(bars, chords, strict=True):
        at = 0
        for length in bar:
            degree = _next_degree(rng, degree, CHORDS[name], strong=at % 4 == 0)
            notes.append((degree, length))
            at += length
    notes[-1] = (end, notes[-1][1])
    return notes


def _new_end(rng: Rng, phrase: list[tuple[int, int]], end: int) -> list[tuple[int, int]]:
    """The same phrase with its last notes drawn anew, and another end."""
    kept = phrase[:-KEPT]
    degree = kept[-1][0]
    for _, length in phrase[-KEPT:-1]:
        degree = _next_degree(rng, degree, CHORDS["V"], strong=False)
        kept.append((degree, length))
    return [*kept, (end, phrase[-1][1])]


def draw_melody(rng: Rng, tonic: int | None = None) -> Melody:
    """One melody of four phrases of two bars, in a major key.

    The form is A A′ B A′. A ends open, on the fifth degree. A′ is A with its last three notes drawn anew, and
    it ends on the tonic; it comes back note for note. B begins higher and ends open. Within a phrase the tune
    walks by step or skip, and strong beats fall on notes of a chord (I, then I, IV or V).

    Arguments:
        rng: the random generator.
        tonic: a MIDI number; by default one of `TONICS`.
    """
    tonic = int(rng.choice(TONICS)) if tonic is None else tonic
    halves = [("I", "V"), ("I", "IV"), ("IV", "V")]
    begins = _phrase(rng, int(rng.choice([0, 2, 4])), halves[rng.integers(2)], end=4)
    closes = _new_end(rng, begins, end=0)
    other = _phrase(rng, int(rng.choice([4, 5, 7])), halves[2], end=4)
    phrases = {"open": begins, "closed": closes, "other": other}
    song = [note for name in FORM for note in phrases[name]]
    return tuple(Note(degree_to_pitch(tonic, degree), length) for degree, length in song)


def phrase_starts(melody: Melody) -> list[int]:
    """Which notes begin a phrase of two bars."""
    onset = np.cumsum([0, *(note.length for note in melody)])[:-1]
    return [int(at) for at in np.flatnonzero(onset % PHRASE == 0)]


def all_notes() -> list[Note]:
    """Every note that the recipe can make, low to high, short to long."""
    lengths = sorted({length for bar in (*RHYTHMS, *LAST_BAR) for length in bar})
    degrees = range(LOWEST, HIGHEST + 1)
    pitches = sorted({degree_to_pitch(tonic, degree) for tonic in TONICS for degree in degrees})
    return [Note(pitch, length) for pitch in pitches for length in lengths]


def share_in_key(melody: Melody) -> float:
    """The largest share of the notes that lie in one of the recipe's keys."""
    pitches: Array = np.array([note.pitch for note in melody])
    return max(float(np.isin((pitches - tonic) % 12, MAJOR).mean()) for tonic in TONICS)


def in_c(melody: Melody) -> Melody:
    """A melody of the recipe, moved so that its key is C. The key is read off the end, which is the tonic."""
    up = melody[-1].pitch - TONICS[0]
    return tuple(Note(note.pitch - up, note.length) for note in melody)


class Form(NamedTuple):
    """What the recipe keeps, and a melody may lose."""

    on_the_bar: bool  # a phrase begins after each of the first three phrases' lengths
    whole: bool  # it is as long as four phrases
    returns: bool  # the second phrase's time and the fourth's hold the same notes


def form_of(melody: Melody) -> Form:
    """Whether a melody has the recipe's form, by the clock alone."""
    onset = np.cumsum([0, *(note.length for note in melody)])

    def within(k: int) -> list[tuple[int, Note]]:
        inside = zip(onset.tolist(), melody, strict=False)
        return [(at - k * PHRASE, note) for at, note in inside if k <= at / PHRASE < k + 1]

    on_the_bar = all(k * PHRASE in onset for k in (1, 2, 3))
    return Form(on_the_bar, onset[-1] == 4 * PHRASE, bool(within(3)) and within(1) == within(3))
