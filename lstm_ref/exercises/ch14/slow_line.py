"""14.4: the line that makes everything after it twice as wide."""

from lstm_ref.verify.engine import ChoiceTask, Mistake

FOLLOW = "Ask each line for its `dtype`: what goes in, and what comes out?"


def blamed(line: int, name: str, why: str) -> Mistake:
    return Mistake(f"blamed-{name}", lambda: line, why, FOLLOW, "sec-silent-double")


TASK = ChoiceTask(
    "14.4",
    "Find the slow line",
    right=4,
    options=tuple(range(1, 12)),
    mistakes=(
        blamed(1, "the-arguments", "Line 1 takes what it is given: float32 throughout."),
        blamed(2, "the-transposes", "Line 2 makes two views. Nothing is copied, nothing changes its type."),
        blamed(3, "the-output", "Line 3 makes a float32 array. What is stored there later is rounded to it."),
        blamed(5, "the-state", "Line 5 hands on the state that came, which is float32."),
        blamed(6, "the-loop", "Line 6 takes one step of float32 after the other."),
        blamed(7, "the-products", "The two products of line 7 are float32. The sum has a third part."),
        blamed(8, "the-split", "Line 8 makes four views of what it is given."),
        blamed(9, "the-memory", "Line 9 keeps the type of the gates: what types did they come with?"),
        blamed(
            10, "the-reading", "Line 10 keeps the type of what it is given, and stores it in a float32 array."
        ),
        blamed(11, "the-return", "Line 11 returns a float32 array. It was not computed in float32."),
    ),
    hints=(
        "A Python number such as 1.0 takes the type of the array it meets. An array does not.",
        "float32 + float64 is float64. Which line makes an array without a word about its type?",
        "Look at the lines before the loop.",
    ),
    section="sec-silent-double",
)
