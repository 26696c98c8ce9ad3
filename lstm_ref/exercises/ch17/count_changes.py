"""17.3: how many words of the translation change with the subject's gender."""

from lstm_ref.tasks.agreement import Phrase, Plan
from lstm_ref.tasks.agreement_words import noun_named
from lstm_ref.tasks.swap import changed
from lstm_ref.verify.engine import Mistake, PredictTask

KING, HOUSE, HAT = (noun_named(word)[0] for word in ("king", "house", "hat"))
PLAN = Plan(
    Phrase(KING, 0, ""),
    (("behind", Phrase(HOUSE, 0, "old")),),
    (("bought", "", Phrase(HAT, 0, "white")),),
    "lonely",
)


def count() -> float:
    """How many words differ."""
    return float(len(changed(PLAN)))


def belief(name: str, value: float, what: str, ask: str) -> Mistake:
    return Mistake(name, lambda: value, what, ask)


TASK = PredictTask(
    "17.3",
    "Count the words that change",
    count,
    within=0,
    mistakes=(
        belief("as-in-english", 1.0, "That is what changes in English.", "Which words agree with the noun?"),
        belief(
            "the-last-word-forgotten",
            2.0,
            "You count what stands beside the noun. One word far from it agrees with it too.",
            "Whom is the sentence's last word about?",
        ),
        belief(
            "the-verb-too",
            4.0,
            "At least one of your words does not change. Verbs agree in number alone; hat is as it was.",
            "Go through the words one by one: does it name, or describe, the subject?",
        ),
        belief(
            "all-adjectives",
            5.0,
            "You count the adjectives of the other nouns. They keep their own noun's gender.",
            "With which noun does each adjective agree?",
        ),
    ),
    hints=(
        "Write the Spanish sentence in the order of the recipe, or mark the places where it has an ending.",
        "An adjective agrees with the noun that it stands beside, and the last word with the subject.",
        "The subject here has no adjective of its own.",
    ),
    section="sec-boy-to-girl",
)
