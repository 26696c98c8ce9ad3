"""21.1: how many alignments collapse to a row of two equal labels."""

from itertools import product

from lstm_ref.tasks.ctc import collapse
from lstm_ref.verify.engine import Mistake, PredictTask

FRAMES, LABELS = 5, (3, 3)


def counted() -> float:
    """Try all rows of blanks and threes; another symbol would stay in the answer."""
    return float(sum(collapse(row) == LABELS for row in product((0, 3), repeat=FRAMES)))


def belief(name: str, value: float, what: str, ask: str) -> Mistake:
    return Mistake(name, lambda: value, what, ask, "sec-ctc")


TASK = PredictTask(
    "21.1",
    "Count the alignments",
    counted,
    within=0.4,
    mistakes=(
        belief(
            "as-if-the-labels-differed",
            35.0,
            "So many collapse to two different labels. Two equal ones need something between them.",
            "What becomes of two neighbours that are equal?",
        ),
        belief(
            "any-two-frames",
            10.0,
            "So many ways there are to choose two frames. They may be neighbours, and a label may last.",
            "For how many frames may one label be said?",
        ),
        belief(
            "one-frame-each",
            6.0,
            "So many have each label in one frame alone. A label may last for several frames.",
            "For how many frames may one label be said?",
        ),
        belief(
            "a-single-blank",
            3.0,
            "So many have one blank in all. There may be more of them, at the edges too.",
            "Which symbols may stand in the first frame?",
        ),
        belief(
            "one-alignment",
            1.0,
            "One row of labels belongs to many alignments. That is what the sum is for.",
            "Write down two different ones.",
        ),
    ),
    hints=(
        "Only the blank and the 3 can stand in it.",
        "It must have exactly two groups of threes. Where does each begin and end?",
        "Five frames have six edges, the outer two included. Two groups need four of them.",
    ),
    section="sec-ctc",
)
