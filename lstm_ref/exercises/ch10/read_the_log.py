"""10.5: five logs, five faults."""

from lstm_ref.verify.engine import ChoiceTask, Mistake

SLOW, LEAK, WRONG, FEW, LARGE = (
    "learning rate",
    "leak",
    "wrong targets",
    "few sequences",
    "large readout",
)
RIGHT = {"A": FEW, "B": SLOW, "C": LEAK, "D": WRONG, "E": LARGE}


def swapped(name: str, one: str, other: str, what: str, ask: str) -> Mistake:
    return Mistake(name, lambda: {one: RIGHT[other], other: RIGHT[one]}, what, ask, "sec-does-not-learn")


TASK = ChoiceTask(
    "10.5",
    "Read five training logs",
    right=RIGHT,
    options=(FEW, LARGE, LEAK, SLOW, WRONG),
    mistakes=(
        swapped(
            "slow-for-wrong",
            "B",
            "D",
            "Both nets guess. In one of them the weights went far, in the other they stood still.",
            "Look at the last column.",
        ),
        swapped(
            "leak-for-few",
            "A",
            "C",
            "Both have learned what they were trained on. One of the two is right in the test too.",
            "Look at the test, and at the test with other clues.",
        ),
        swapped(
            "few-for-large",
            "A",
            "E",
            "One of the two is worse on held-out sequences than on its own; the other began badly.",
            "Look at the loss before training.",
        ),
        swapped(
            "large-for-slow",
            "B",
            "E",
            "One of the two has the loss that a net without an opinion must have.",
            "Look at the loss before training.",
        ),
        swapped(
            "few-for-wrong",
            "A",
            "D",
            "One of the two has brought its own loss far down. With targets of other inputs no net can.",
            "Compare the loss at the end with the loss on held-out sequences.",
        ),
    ),
    hints=(
        "What is the loss of a net without an opinion, with four clues? Which logs do not start there?",
        "Two logs end near that loss. Did their weights move?",
        "What should happen to the share of right answers when the clues are those of other sequences?",
    ),
    section="sec-does-not-learn",
)
