"""4.5: the line that hides the starving."""

from lstm_ref.verify.engine import (
    ChoiceTask,
    Mistake,
)

LINES = (
    Mistake(
        "blamed-the-arguments",
        lambda: 1,
        "Line 1 takes what `gradient_shares` takes, but for the losses at single steps: there are none here.",
        "Find the line that makes a number for each step. What does it measure?",
    ),
    Mistake(
        "blamed-the-start",
        lambda: 2,
        "Line 2 lets the sum start from zero, in the shape of the matrix, as a sum must.",
        "The start adds nothing to any step. Follow `total` through the loop.",
    ),
    Mistake(
        "blamed-the-list",
        lambda: 3,
        "Line 3 makes an empty list for the sizes, one for each step.",
        "An empty list is innocent. What is put into it?",
    ),
    Mistake(
        "blamed-the-walk",
        lambda: 4,
        "Line 4 goes from the last step to the first, as a gradient must.",
        "Ask of each array what it holds after the first round of the loop, and after the second.",
    ),
    Mistake(
        "blamed-the-step",
        lambda: 5,
        "Line 5 hands `dstate` on from step to step, and `dparams` is this one step's term.",
        "So the term is right when it is made. What happens to it after that?",
    ),
    Mistake(
        "blamed-the-sum",
        lambda: 6,
        "Line 6 adds up the gradient of W_hh, as it should: at the end `total` is right.",
        "A sum may be kept. The question is what else it is used for.",
    ),
    Mistake(
        "blamed-the-turning-round",
        lambda: 8,
        "Line 8 puts the first step first. The list was filled from the last step on.",
        "If this line were wrong, the picture would be mirrored. Is it?",
    ),
    Mistake(
        "blamed-the-division",
        lambda: 9,
        "Line 9 makes the shares add up to one, as shares must.",
        "The shares are nearly alike before the division too. Look further up.",
    ),
)


TASK = ChoiceTask(
    "4.5",
    "Find the line that hides the starving",
    right=7,
    options=tuple(range(1, 10)),
    mistakes=LINES,
    hints=(
        "In a vanishing net the early shares should be next to nothing. Here they are as large as any. "
        "Which quantity does not get smaller as the walk goes back?",
        "Write down what `dparams.weight_hh`, `total` and `sizes` hold after one round of the loop, and "
        "after two.",
        "A share is about one step's own term. One line measures what holds the later terms as well.",
    ),
    section="sec-shares",
)
