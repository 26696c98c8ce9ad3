"""9.5: a right line in the wrong place."""

from lstm_ref.verify.engine import ChoiceTask, Mistake


def blamed(line: int, name: str, why: str, ask: str) -> Mistake:
    return Mistake(f"blamed-{name}", lambda: line, why, ask)


FOLLOW = "Write down, line by line, which gradient the name `dc` holds."

TASK = ChoiceTask(
    "9.5",
    "Find the line in the wrong place",
    right=7,
    options=tuple(range(1, 16)),
    mistakes=(
        blamed(1, "the-arguments", "Line 1 names what the walk needs.", FOLLOW),
        blamed(2, "the-start", "Line 2 starts with no gradient from later steps. There are none.", FOLLOW),
        blamed(3, "the-walk", "Line 3 goes from the last step to the first, with each step's `dhs`.", FOLLOW),
        blamed(4, "the-sum", "Line 4 adds what the loss sends to this h. That is due.", FOLLOW),
        blamed(5, "the-tanh", "Line 5 shows the memory as the forward step did.", FOLLOW),
        blamed(
            6,
            "the-memory",
            "Line 6 makes `dc` whole, from the two ways in which the loss sees the memory.",
            "It is right, and it stands right. What happens to `dc` after it?",
        ),
        blamed(
            8,
            "the-input-gate",
            "Line 8 is a right equation: it needs this step's dc.",
            "Which `dc` does it get?",
        ),
        blamed(
            9,
            "the-forget-gate",
            "Line 9 is a right equation: it needs this step's dc.",
            "Which `dc` does it get?",
        ),
        blamed(
            10,
            "the-candidate",
            "Line 10 is a right equation: it needs this step's dc.",
            "Which `dc` does it get?",
        ),
        blamed(
            11, "the-output-gate", "Line 11 is the output gate's. The report says that it is right.", FOLLOW
        ),
        blamed(12, "the-blocks", "Line 12 stacks the blocks as the weights are stacked.", FOLLOW),
        blamed(13, "the-way-back", "Line 13 sends the gradient to the h before.", FOLLOW),
        blamed(14, "the-bias", "Line 14 sums over the batch, and over time.", FOLLOW),
        blamed(15, "the-return", "Line 15 hands the sum back.", FOLLOW),
    ),
    hints=(
        "The report says which gates are wrong. Their own lines are copies of the equations.",
        "What do the three wrong gates use that the right one does not?",
        "A name is given a new meaning in the middle of the loop. Who still needs the old one?",
    ),
    section="sec-museum-3",
)
