"""16.5: what a contest shows."""

from lstm_ref.verify.engine import ChoiceTask, Mistake

SHOWN, NOT = "shown", "not shown"
RIGHT = {"A": NOT, "B": SHOWN, "C": NOT, "D": SHOWN, "E": NOT}


def took(key: str, answer: str, name: str, why: str, ask: str) -> Mistake:
    return Mistake(name, lambda: {key: answer}, why, ask, "sec-story-contest")


TASK = ChoiceTask(
    "16.5",
    "Say what the contest shows",
    right=RIGHT,
    options=(SHOWN, NOT),
    mistakes=(
        took(
            "A",
            SHOWN,
            "recipe-for-world",
            "A speaks about reviews that people write. The table's were made by a recipe.",
            "On which data were these scores measured?",
        ),
        took(
            "B",
            NOT,
            "doubts-a-gap",
            "Every seed of the LSTM is above every seed of the bag of words, by far.",
            "Compare the two rows seed by seed.",
        ),
        took(
            "C",
            SHOWN,
            "small-gap-for-a-win",
            "On one seed the tags are ahead, so by the task's rule neither is better.",
            "Compare the two rows seed by seed. Is the order the same each time?",
        ),
        took(
            "D",
            NOT,
            "doubts-a-count",
            "A bag of words gets the same counts for both texts, so it has to give the same answer.",
            "What is left of the two texts when their order is gone?",
        ),
        took(
            "E",
            SHOWN,
            "longer-for-granted",
            "No review of the table was longer than those of the training.",
            "What became of the stories when they grew?",
        ),
    ),
    hints=(
        "Take each sentence by itself. On which data, and at which lengths, were the scores measured?",
        "By the task's rule, look at all three seeds, and not at the mean alone.",
        "One of the sentences follows without any measurement.",
    ),
    section="sec-story-contest",
)
