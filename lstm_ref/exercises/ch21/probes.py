"""21.5: what a probe shows beside its controls."""

from lstm_ref.verify.engine import ChoiceTask, Mistake

LEARNED, INPUT, ANY, NOISE = "learned", "in the input", "any memory", "not held out"
OPTIONS = (LEARNED, INPUT, ANY, NOISE)


def turned(name: str, swapped: dict[str, str], what: str, ask: str) -> Mistake:
    return Mistake(name, lambda: dict(swapped), what, ask, "sec-what-states-follow")


TASK = ChoiceTask(
    "21.5",
    "Say what a probe shows",
    right={"A": ANY, "B": LEARNED, "C": NOISE, "D": INPUT},
    options=OPTIONS,
    mistakes=(
        turned(
            "high-means-learned",
            {"A": LEARNED},
            "A is high, and still the training had no part in it.",
            "Which column of A is as high as the first?",
        ),
        turned(
            "the-highest-is-learned",
            {"D": LEARNED},
            "D is the highest of the honest ones, and still nobody had to learn it.",
            "Which column of D is as high as the first?",
        ),
        turned(
            "lowest-cannot-be-learned",
            {"B": INPUT},
            "B is not high, and nothing else comes near it.",
            "Compare the first number of B with the others of its row.",
        ),
        turned(
            "shuffled-overlooked",
            {"C": LEARNED},
            "A target that was shuffled cannot be predicted. In C it is.",
            "What should the last column be in an honest experiment?",
        ),
        turned(
            "shuffled-read-last",
            {"C": ANY},
            "In C the untrained memory is as good, and even a target that was shuffled is predicted.",
            "Which column of C says that nothing more can be read from its row?",
        ),
        turned(
            "input-and-memory-swapped",
            {"A": INPUT, "D": ANY},
            "You have taken the bare input for an untrained memory, and the other way round.",
            "Which of the two columns has no net in it at all?",
        ),
    ),
    hints=(
        "Read a row from its last column: an experiment that fails there says nothing more.",
        "Next the column without any net, then the one without training.",
        "What is left when none of the three explains the first number?",
    ),
    section="sec-what-states-follow",
)
