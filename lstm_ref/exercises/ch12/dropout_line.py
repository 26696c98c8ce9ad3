"""12.7: the line that makes a net with dropout answer differently when it is used."""

from lstm_ref.verify.engine import ChoiceTask, Mistake


def blamed(line: int, name: str, why: str, ask: str) -> Mistake:
    return Mistake(f"blamed-{name}", lambda: line, why, ask, "sec-dropout")


TASK = ChoiceTask(
    "12.7",
    "Find the line that changes the answers",
    right=7,
    options=tuple(range(1, 9)),
    mistakes=(
        blamed(
            1, "the-arguments", "Line 1 takes what is needed.", "Go through the lines with training False."
        ),
        blamed(
            2,
            "the-state",
            "Line 2 starts from an empty memory, while training and when used.",
            "Go through the lines with training False.",
        ),
        blamed(
            3,
            "the-scan",
            "Line 3 walks through time, and nothing is dropped there.",
            "Go through the lines with training False.",
        ),
        blamed(
            4,
            "the-draw",
            "Line 4 draws which numbers stay. It changes no number yet.",
            "Which lines change `hs`, and when are they run?",
        ),
        blamed(
            5,
            "the-question",
            "Line 5 asks the right thing: nothing may be dropped when the net is used.",
            "Which lines does it hold back, and which not?",
        ),
        blamed(
            6,
            "the-drop",
            "Line 6 drops, and it is run while training only.",
            "Compare the mean of what leaves the lines, with training True and with training False.",
        ),
        blamed(
            8,
            "the-readout",
            "Line 8 reads out what it is given. It is a weighted sum, so means go through it unchanged.",
            "Compare the mean of what it is given, with training True and with training False.",
        ),
    ),
    hints=(
        "Follow one entry of `hs`, say 0.3, through the lines: once with training True, once with False.",
        "While training it is dropped in half of the calls. What is its mean over many calls?",
        "And when the net is used, what is it then?",
    ),
    section="sec-dropout",
)
