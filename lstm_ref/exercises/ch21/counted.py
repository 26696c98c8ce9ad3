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
            "begin-or-end-with-a-label",
            20.0,
            "So many begin with a 3, just as many end with one, and so many have a blank at one edge alone. "
            "(Three frames out of six can also be chosen in so many ways.)",
            "What may stand in the first frame, and what in the last? Count all the cases.",
        ),
        belief(
            "no-bare-edges",
            25.0,
            "So many have a blank at an edge, at one or at both. Both edges may be bare as well.",
            "Must there be a blank before the first label or after the last?",
        ),
        belief(
            "a-blank-at-one-edge-at-most",
            30.0,
            "So many have a blank at one edge or at none. (Six times five, a frame for each 3, also counts "
            "every pair twice, and lets no label last.)",
            "May there be a blank at both edges at once?",
        ),
        belief(
            "four-frames-left-free",
            16.0,
            "That is two to the fourth: both labels in fixed frames, and a blank or a 3 in each of the other "
            "four. Some of these rows collapse to something else, and the labels may stand elsewhere.",
            "Where can the two groups of threes begin and end, and what must part them?",
        ),
        belief(
            "a-frame-for-each-label",
            36.0,
            "That is six times six, a frame for each of the two labels. One group of threes comes first, "
            "the two do not touch, and each may last.",
            "For how many frames may one label be said, and what parts the two?",
        ),
        belief(
            "five-frames-left-free",
            32.0,
            "That is two to the fifth: one frame fixed, a blank or a 3 in each of the other five.",
            "What does a row of nothing but threes collapse to?",
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
    asked="Counted are the rows of six symbols that collapse to 3 3, wherever the labels stand in them and "
    "however many frames each of them lasts.",
)
