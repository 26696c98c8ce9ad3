"""8.5: the line that reads the state of the start."""

from lstm_ref.verify.engine import ChoiceTask, Mistake

TASK = ChoiceTask(
    "8.5",
    "Find the wrong line",
    4,
    range(1, 12),
    (
        Mistake(
            "blamed-the-memory",
            lambda: 8,
            "Line 8 is the memory's equation as it should be, and it uses the c of the step before.",
            "The first step is right. Which line would do the same thing at the first step if it were "
            "correct, and something else later?",
        ),
        Mistake(
            "blamed-the-hidden-state",
            lambda: 9,
            "Line 9 shows the new memory through the output gate, as it should.",
            "Name the two vectors that travel from step to step. Is each used where it arrives?",
        ),
        Mistake(
            "blamed-the-order-of-the-gates",
            lambda: 5,
            "Line 5 has these weights' order, i, f, g, o. Another would spoil the first step too.",
            "The error is zero at the first step. Look for something that has not changed yet by then.",
        ),
        Mistake(
            "blamed-the-start",
            lambda: 2,
            "Line 2 starts from the state that was handed in, as it should.",
            "A name that is set right may still go unused. Where is `h` used after this line?",
        ),
    ),
    (
        "At the first step everything is right. So the equations of one step may all be right.",
        "From step to step two things are handed on, h and c. Follow each name through the loop.",
        "One line reads a vector that stays the same through the loop, where the newest one is due.",
    ),
    "sec-cell-equations",
)
