"""21.1: how many alignments collapse to a row of two equal labels."""

from itertools import product

from lstm_ref.tasks.ctc import collapse
from lstm_ref.verify.engine import Mistake, PredictTask

FRAMES, LABELS = 6, (3, 3)  # with five frames, those of a single 3 would be just as many


def counted() -> float:
    """Try all rows of blanks and threes; another symbol would stay in the answer."""
    return float(sum(collapse(row) == LABELS for row in product((0, 3), repeat=FRAMES)))


def belief(name: str, value: float, what: str, ask: str) -> Mistake:
    return Mistake(name, lambda: value, what, ask, "sec-ctc")


TASK = PredictTask(
    "21.1",
    "Count the alignments",
    counted,
    within=0,
    mistakes=(
        belief(
            "collapsed-to-a-single-label",
            21.0,
            "So many collapse to one 3. That is another answer.",
            "What becomes of two neighbours that are equal, and what parts them?",
        ),
        belief(
            "as-if-the-labels-differed",
            70.0,
            "So many collapse to two different labels. Two equal ones need something between them.",
            "What becomes of two neighbours that are equal?",
        ),
        belief(
            "every-row-of-the-two-symbols",
            64.0,
            "That is every row of blanks and threes. Many of them collapse to something else.",
            "What does a row of nothing but threes collapse to?",
        ),
        belief(
            "any-symbol-in-any-frame",
            729.0,
            "That is every row of three symbols. A third symbol would stay in the answer.",
            "Which symbols may stand in such an alignment?",
        ),
        belief(
            "any-two-frames",
            15.0,
            "So many ways there are to choose two frames. They may be neighbours, and a label may last.",
            "For how many frames may one label be said?",
        ),
        belief(
            "one-frame-each-or-bare-edges",
            10.0,
            "So many have each label in one frame alone; just as many have no blank at either edge.",
            "For how many frames may one label be said, and what may stand in the first frame?",
        ),
        belief(
            "a-single-blank",
            4.0,
            "So many have one blank in all. There may be more of them, at the edges too.",
            "Which symbols may stand in the first frame?",
        ),
        belief(
            "blanks-at-both-edges",
            5.0,
            "So many begin and end with a blank. They need not.",
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
        "Six frames have seven edges, the outer two included. How many of them do two groups need?",
    ),
    section="sec-ctc",
)
