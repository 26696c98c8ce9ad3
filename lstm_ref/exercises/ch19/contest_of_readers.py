"""19.5: what the contest of two readers shows."""

from lstm_ref.verify.engine import ChoiceTask, Mistake

SHOWN, NOT = "shown", "not shown"
RIGHT = {"A": NOT, "B": SHOWN, "C": NOT, "D": SHOWN, "E": NOT}
TABLE = """\
share of held-out digits right, one pixel a step
                        100 updates           1000 updates
net P                   0.41  0.48  0.39      0.88  0.86  0.89
net Q                   0.62  0.60  0.66      0.87  0.89  0.86
nearest neighbours      0.95                  0.95"""


def table() -> str:
    """Two nets with three seeds each, at two budgets; made up for the task."""
    return TABLE


def took(key: str, answer: str, name: str, why: str, ask: str) -> Mistake:
    return Mistake(name, lambda: {key: answer}, why, ask, "sec-digit-pixels")


TASK = ChoiceTask(
    "19.5",
    "Say what the contest shows",
    right=RIGHT,
    options=(SHOWN, NOT),
    mistakes=(
        took(
            "A",
            SHOWN,
            "forgets-the-budget",
            "A says nothing about a budget, and at one of the two the means are level.",
            "Look at the right half of the table.",
        ),
        took(
            "B",
            NOT,
            "doubts-a-count",
            "B speaks about these six runs alone, and they can be compared.",
            "Compare the worst run of Q with the best of P, on the left.",
        ),
        took(
            "C",
            SHOWN,
            "a-hair-is-a-win",
            "The two means differ by less than the runs of one net. Another three seeds may turn them round.",
            "How far apart are the two means on the right, and how far apart the runs of one net?",
        ),
        took(
            "D",
            NOT,
            "doubts-the-gap",
            "D speaks about these runs, and no run of a net reaches that number.",
            "What is the largest number of a net?",
        ),
        took(
            "E",
            SHOWN,
            "one-order-for-all",
            "The nets read a pixel a step. What they would do with rows or patches was not tried.",
            "What does the table's first line say?",
        ),
    ),
    hints=(
        "Take each sentence by itself, and ask which numbers it speaks about.",
        "Hold the difference of two means against how far the runs of one net lie apart.",
        "A sentence that names no budget speaks about all of them.",
    ),
    section="sec-digit-pixels",
)
