"""9.5: a right line in the wrong place."""

from lstm_ref.verify.engine import ChoiceTask, Mistake


def blamed(line: int, name: str, why: str, ask: str) -> Mistake:
    return Mistake(f"blamed-{name}", lambda: line, why, ask)


FOLLOW = "Write down, line by line, which gradient the name `dc` holds."

TASK = ChoiceTask(
    "9.5",
    "Find the line in the wrong place",
    right=9,
    options=tuple(range(1, 16)),
    mistakes=(
        blamed(2, "the-start", "Line 2 starts with no gradient from later steps. There are none.", FOLLOW),
        blamed(3, "the-walk", "Line 3 goes from the last step to the first, with each step's `dhs`.", FOLLOW),
        blamed(4, "the-sum", "Line 4 adds what the loss sends to this h. That is due.", FOLLOW),
        blamed(
            6,
            "the-memory",
            "Line 6 makes `dc` whole, from the two ways in which the loss sees the memory.",
            "It is right, and it stands right. What happens to `dc` after it?",
        ),
        blamed(7, "the-input-gate", "Line 7 is the input gate's. The report says that it is right.", FOLLOW),
        blamed(8, "the-candidate", "Line 8 is the candidate's. The report says that it is right.", FOLLOW),
        blamed(
            10,
            "the-forget-gate",
            "Line 10 is where the wrong number appears. As an equation it is right: it needs this step's dc.",
            "Which `dc` does it get?",
        ),
        blamed(
            11, "the-output-gate", "Line 11 is the output gate's. The report says that it is right.", FOLLOW
        ),
        blamed(12, "the-blocks", "Line 12 stacks the blocks as the weights are stacked.", FOLLOW),
        blamed(13, "the-way-back", "Line 13 sends the gradient to the h before.", FOLLOW),
        blamed(14, "the-bias", "Line 14 sums over the batch, and over time.", FOLLOW),
    ),
    hints=(
        "The report says which gate is wrong. Its own line is a copy of the equation.",
        "A name is given a new meaning in the middle of the loop. Who still needs the old one?",
        "Compare with the package's order: when is `dc` multiplied by f there, and under which name?",
    ),
    section="sec-museum-3",
)
