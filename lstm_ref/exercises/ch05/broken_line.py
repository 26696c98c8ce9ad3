"""5.5: the line that breaks the carousel."""

from lstm_ref.verify.engine import ChoiceTask, Mistake


def blamed(line: int, name: str, why: str, ask: str) -> Mistake:
    return Mistake(f"blamed-{name}", lambda: line, why, ask)


TASK = ChoiceTask(
    "5.5",
    "Find the line that breaks the carousel",
    right=6,
    options=tuple(range(1, 11)),
    mistakes=(
        blamed(1, "the-arguments", "Line 1 takes what the walk needs.", "Follow `dc` through the loop."),
        blamed(2, "the-list", "Line 2 begins a list of norms.", "Follow `dc` through the loop."),
        blamed(3, "the-walk", "Line 3 goes from the last step to the first.", "That is the right direction."),
        blamed(
            4,
            "the-read",
            "Line 4 is the slope of the tanh through which the memory is read.",
            "The slope is right. For what may it be used?",
        ),
        blamed(
            5,
            "the-write",
            "Line 5 is the slope of the write's tanh.",
            "The slope is right. For what may it be used?",
        ),
        blamed(7, "da", "Line 7 sends `dc` to the write, through its tanh.", "That is the write's share."),
        blamed(8, "dh", "Line 8 goes back through the recurrent weights.", "That is the other path's share."),
        blamed(9, "the-norm", "Line 9 measures what is there.", "Measuring changes nothing."),
        blamed(10, "the-return", "Line 10 hands the norms back.", "Follow `dc` through the loop."),
    ),
    hints=(
        "Two terms meet in the memory's gradient: one that comes along the memory, one that comes through h.",
        "The numbers fall, and they should not. Which factor below one meets the memory at every step?",
        "Compare the line with the equation for dc in the chapter: what stands inside the bracket?",
    ),
    section="sec-carousel",
)
