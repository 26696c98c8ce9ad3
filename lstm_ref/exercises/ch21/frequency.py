"""21.4: which frequency a note has."""

from lstm_ref.tasks.melody import Note
from lstm_ref.tasks.sound import MELODY_RATE, render, strongest_hertz
from lstm_ref.verify.engine import Mistake, PredictTask


def measured() -> float:
    """The peak in the spectrum of the note, rendered."""
    return strongest_hertz(render([Note(64, 8)]), MELODY_RATE)


def belief(name: str, value: float, what: str, ask: str) -> Mistake:
    return Mistake(name, lambda: value, what, ask, "sec-melody")


TASK = PredictTask(
    "21.4",
    "Predict what the spectrum shows",
    measured,
    within=0.2,
    factor=1.003,  # a belief is taken from 0.1 % on: a semitone's slip lies close to the straight line
    mistakes=(
        belief(
            "one-semitone-too-few",
            440 * 2 ** (-4 / 12),
            "That is the note with the number 65.",
            "Subtract once more: how many semitones lie between 64 and 69?",
        ),
        belief(
            "one-semitone-too-many",
            440 * 2 ** (-6 / 12),
            "That is the note with the number 63.",
            "Subtract once more: how many semitones lie between 64 and 69?",
        ),
        belief(
            "a-pure-fourth",
            330.0,
            "That is three quarters of 440 Hz, a pure fourth. Twelve *equal* factors come only close to it.",
            "Twelve equal factors make two. How large are five of them?",
        ),
        belief(
            "equal-steps-in-hertz",
            440 - 5 * 220 / 12,
            "You go down in equal numbers of hertz. Equal steps on a keyboard are equal *factors*.",
            "Twelve equal factors make two. How large is one?",
        ),
        belief(
            "counted-upwards",
            440 * 2 ** (5 / 12),
            "That note lies above, and 64 is below 69.",
            "Which sign has the number of semitones?",
        ),
        belief(
            "an-octave-too-low",
            220 * 2 ** (-5 / 12),
            "That is the same note an octave lower.",
            "From which note do you count, and what is its frequency?",
        ),
        belief(
            "the-second-partial",
            880 * 2 ** (-5 / 12),
            "That is the second multiple. It is there, and it is softer.",
            "Which of the multiples is the loudest?",
        ),
        belief(
            "octave-of-eight-steps",
            440 * 2 ** (-5 / 8),
            "You divide the octave by eight. It has twelve semitones.",
            "How much further up is twice the frequency?",
        ),
    ),
    hints=(
        "69 is 440 Hz. How many semitones is 64 away from it?",
        "Twelve semitones are a factor of two, and all are equal factors.",
        "The multiples of the pitch get softer, so the peak is at the pitch itself.",
    ),
    section="sec-melody",
)
