"""17.4: what a table of swaps shows, and what it does not."""

from lstm_ref.verify.engine import ChoiceTask, Mistake

SHOWN, NOT = "shown", "not shown"
RIGHT = {"A": SHOWN, "B": NOT, "C": NOT, "D": NOT, "E": SHOWN}


def took(key: str, answer: str, name: str, why: str, ask: str) -> Mistake:
    return Mistake(name, lambda: {key: answer}, why, ask)


TASK = ChoiceTask(
    "17.4",
    "Say what a swap shows",
    right=RIGHT,
    options=(SHOWN, NOT),
    mistakes=(
        took(
            "A",
            NOT,
            "doubts-a-controlled-swap",
            "The swap turned the word, and its control did not.",
            "Compare rows 4 and 5 in the last column.",
        ),
        took(
            "B",
            SHOWN,
            "forgets-the-control",
            "Another man's state turns the article nearly as far. It cannot be the gender that did it.",
            "Look at row 3.",
        ),
        took(
            "C",
            SHOWN,
            "takes-the-chapter-for-the-table",
            "That was so for the chapter's nets. This table is another net's.",
            "Look at row 6, last column.",
        ),
        took(
            "D",
            SHOWN,
            "unused-is-not-absent",
            "A swap asks what is used. What could be read off a state is another question.",
            "Which experiment of the chapter asks what is there?",
        ),
        took(
            "E",
            NOT,
            "trusts-the-first-row",
            "Before the two sentences differ the two runs are the same run.",
            "What must row 1 be, to the last digit?",
        ),
    ),
    hints=(
        "For each sentence find the row and the column that it speaks about.",
        "A row means something beside its control.",
        "Ask of each sentence: is it about what is used, or about what is there?",
    ),
    section="sec-swap-control",
)
