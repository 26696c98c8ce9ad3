"""7.6: the line that breaks a stream into pieces that know nothing of one another."""

from lstm_ref.verify.engine import ChoiceTask, Mistake


def blamed(line: int, name: str, why: str, ask: str) -> Mistake:
    return Mistake(f"blamed-{name}", lambda: line, why, ask, "sec-truncated-bptt")


TASK = ChoiceTask(
    "7.6",
    "Find the line that loses the memory",
    right=8,
    options=tuple(range(1, 10)),
    mistakes=(
        blamed(
            1, "the-arguments", "Line 1 takes what the loop needs.", "What has to go from piece to piece?"
        ),
        blamed(
            2,
            "the-first-state",
            "Line 2 sets the state to zero once, before the first step. There is none before it.",
            "What has to go from piece to piece?",
        ),
        blamed(3, "the-list", "Line 3 begins a list.", "What has to go from piece to piece?"),
        blamed(
            4,
            "the-starts",
            "Line 4 starts a piece where the last one ended.",
            "The first piece is right and the second is not. What differs between them?",
        ),
        blamed(
            5,
            "the-piece",
            "Line 5 cuts `window` steps; no step is read twice and none is left out.",
            "The first piece is right and the second is not. What differs between them?",
        ),
        blamed(
            6,
            "the-scan",
            "Line 6 reads a piece from `state` on. The first piece comes out right.",
            "From which state does it read the second?",
        ),
        blamed(7, "the-append", "Line 7 stores the hidden states.", "It changes no state."),
        blamed(9, "the-return", "Line 9 joins the pieces in time.", "It comes after the harm."),
    ),
    hints=(
        "The first window is right to the last digit. So the step is right, and the reading of one piece is.",
        "What does a cell hand from one step to the next? Count the arrays.",
        "Follow `c`: where does the memory at the end of a piece go?",
    ),
    section="sec-truncated-bptt",
)
