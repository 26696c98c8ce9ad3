"""13.4: how wide may a cell with two blocks be?"""

from lstm_ref.numpy.counting import cell_parameter_count
from lstm_ref.verify.engine import Mistake, PredictTask

INPUTS, UNITS = 50, 100


def widest() -> float:
    """The largest H of a cell of two blocks with no more parameters than the LSTM."""
    budget = cell_parameter_count(4, INPUTS, UNITS)
    return max(h for h in range(1, 400) if cell_parameter_count(2, INPUTS, h) <= budget)


TASK = PredictTask(
    "13.4",
    "Predict a fair width",
    measure=widest,
    within=1,
    mistakes=(
        Mistake(
            "same-width",
            lambda: 100,
            "With as many units it has half the parameters.",
            "By what does the count grow when the number of units grows?",
        ),
        Mistake(
            "twice-as-wide",
            lambda: 200,
            "Half the blocks do not allow twice the units: each unit also sees all the others.",
            "Look at the part of the count that holds H twice.",
        ),
        Mistake(
            "root-of-two",
            lambda: 141,
            "That would be right if the count grew with H² alone.",
            "Which part of the count grows with H and not with H²?",
        ),
        Mistake(
            "half-the-width",
            lambda: 50,
            "Fewer blocks allow more units, not fewer.",
            "Which of the two cells has more numbers for each unit?",
        ),
    ),
    hints=(
        "Write down both counts as blocks · H (D + H + 1).",
        "Set them equal: a quadratic equation for the new H.",
        "H (H + 51) = 30200. The root of it, rounded down, is the answer.",
    ),
    section="sec-variant-counts",
)
