"""20.4: from the share of right words to the share of right captions."""

import numpy as np

from lstm_ref.verify.engine import Mistake, PredictTask

RIGHT, SLOTS = 0.9, 4


def whole_captions_right() -> float:
    """Counted: captions with four words, each right by itself in nine of ten."""
    rng = np.random.default_rng(204)
    return float((rng.random((200_000, SLOTS)) < RIGHT).all(axis=1).mean())


def belief(name: str, value: float, what: str, ask: str) -> Mistake:
    return Mistake(name, lambda: value, what, ask, "sec-looks")


TASK = PredictTask(
    "20.4",
    "Predict the whole captions",
    whole_captions_right,
    within=0.008,
    mistakes=(
        belief(
            "as-the-words",
            0.9,
            "That is the share of right words. A caption has to have all of them right.",
            "What must be true of the four words together?",
        ),
        belief(
            "errors-added",
            1 - SLOTS * (1 - RIGHT),
            "You have added up the shares of wrong words. A caption with two errors is then counted twice.",
            "Errors of different words may fall on the same caption. What do you multiply?",
        ),
        belief(
            "all-wrong",
            0.0001,
            "That is the share of captions in which every word is wrong.",
            "Which share do you need for each word: of the right ones, or of the wrong ones?",
        ),
        belief(
            "one-word-too-few",
            0.729,
            "You count three words.",
            "How many words have to be right?",
        ),
    ),
    hints=(
        "What is the share in which the first word is right, and of these, the second one as well?",
        "The words are right independently of one another: their shares are multiplied.",
        "There are four words.",
    ),
    section="sec-looks",
)
