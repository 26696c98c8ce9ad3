"""2.5: the line that spoils a writer."""

from lstm_ref.verify.engine import ChoiceTask, Mistake

TASK = ChoiceTask(
    "2.5",
    "Find the fault in a writer",
    right=5,
    options=tuple(range(1, 8)),
    mistakes=(
        Mistake(
            "blamed-the-arguments",
            lambda: 1,
            "Line 1 takes a model, a first token, a length and a random generator: all that a writer needs.",
            "Find the line that calls the net.",
        ),
        Mistake(
            "blamed-the-list",
            lambda: 2,
            "Line 2 begins the list with the first token, as it should.",
            "What is done with that list afterwards is right too. Find the line that calls the net.",
        ),
        Mistake(
            "blamed-the-loop",
            lambda: 3,
            "Line 3 goes round until the text is long enough.",
            "What does one round hand to the next?",
        ),
        Mistake(
            "blamed-the-token",
            lambda: 4,
            "Line 4 feeds the last token back, with the shape (1, 1): one step, one sequence.",
            "So the net reads the right letter. What else does it get?",
        ),
        Mistake(
            "blamed-the-softmax",
            lambda: 6,
            "Line 6 makes probabilities of the logits of the only step and sequence.",
            "The probabilities fit the logits. Do the logits fit the text?",
        ),
        Mistake(
            "blamed-the-draw",
            lambda: 7,
            "Line 7 draws a token by its probability. It does what sampling means.",
            "Ask what the probabilities depend on.",
        ),
    ),
    hints=(
        "Read the output: which pairs of letters occur in it, and which words?",
        "A writer hands two things from one round to the next: the letter and something else.",
        "Look for `state` on both sides of the line that calls the net.",
    ),
    section="sec-write",
)
