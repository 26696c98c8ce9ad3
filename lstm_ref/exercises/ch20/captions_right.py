"""20.4: from the share of right words to the share of right captions."""

from lstm_ref.verify.engine import Mistake, PredictTask

RIGHT, SLOTS = 0.9, 4


def whole_captions_right() -> float:
    """All words right, and nothing ties one word to another: the shares are multiplied."""
    return RIGHT**SLOTS


def belief(name: str, value: float, what: str, ask: str) -> Mistake:
    return Mistake(name, lambda: value, what, ask, "sec-looks")


TASK = PredictTask(
    "20.4",
    "Predict the whole captions",
    whole_captions_right,
    within=0.008,
    factor=1.015,  # beliefs lie close together here: 0.59 and 0.6 have different words
    known_as="the share that follows",
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
            RIGHT ** (SLOTS - 1),
            "You count three words.",
            "How many words have to be right?",
        ),
        belief(
            "one-word-too-many",
            RIGHT ** (SLOTS + 1),
            "You count five words.",
            "How many words have to be right?",
        ),
        belief(
            "share-of-the-wrong",
            1 - RIGHT**SLOTS,
            "That is the share of captions with an error somewhere.",
            "Which captions does the task ask for?",
        ),
        belief(
            "in-per-cent",
            100 * RIGHT**SLOTS,
            "That is no number from 0 to 1.",
            "How is a share written that is no percentage?",
        ),
    ),
    hints=(
        "What is the share in which the first word is right, and of these, the second one as well?",
        "The words are right independently of one another: their shares are multiplied.",
        "There are four words.",
    ),
    section="sec-looks",
)
