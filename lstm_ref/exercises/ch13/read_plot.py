"""13.6: what an ablation shows."""

from lstm_ref.verify.engine import ChoiceTask, Mistake

SHOWN, NOT = "shown", "not shown"
RIGHT = {"A": SHOWN, "B": NOT, "C": NOT, "D": SHOWN, "E": NOT}


def took(key: str, answer: str, name: str, why: str, ask: str) -> Mistake:
    return Mistake(name, lambda: {key: answer}, why, ask, "sec-two-answers")


TASK = ChoiceTask(
    "13.6",
    "Say what the plot shows",
    right=RIGHT,
    options=(SHOWN, NOT),
    mistakes=(
        took(
            "A",
            NOT,
            "doubts-a-run",
            "A needs no more than a run that passed, and there are several.",
            "Look at the row NFG of the upper plot.",
        ),
        took(
            "B",
            SHOWN,
            "one-task-for-all",
            "B speaks about LSTMs and all their tasks. The plots show two toys.",
            "What does the same part do in the other plot?",
        ),
        took(
            "C",
            SHOWN,
            "ranges-overlap",
            "The dots of the two rows lie among each other.",
            "With another draw of five seeds, could the order of the medians change?",
        ),
        took(
            "D",
            NOT,
            "doubts-a-count",
            "D says nothing about a cause, nor about other tasks. It counts the runs of one plot.",
            "Compare the shaded part of two rows.",
        ),
        took(
            "E",
            SHOWN,
            "beyond-the-budget",
            "A run that has not passed may pass later, or with another setting.",
            "Which settings were tried?",
        ),
    ),
    hints=(
        "Take each sentence by itself, and ask which dots it speaks about.",
        "A sentence about these runs can be read off. One about other tasks, settings or seeds cannot.",
        "Two medians of five runs each differ nearly always. Do the ranges overlap?",
    ),
    section="sec-two-answers",
)
