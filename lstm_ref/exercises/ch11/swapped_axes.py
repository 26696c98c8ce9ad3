"""11.6: what an output depends on when a layer takes sequences for steps."""

import numpy as np

from lstm_ref.numpy.arrays import Array
from lstm_ref.numpy.lstm import LSTMParams, LSTMState, lstm_step
from lstm_ref.numpy.scan import scan
from lstm_ref.verify.engine import Mistake, PredictTask

SEQUENCES, STEPS, ROW, COLUMN = 4, 7, 2, 4  # the array is (SEQUENCES, STEPS, D), the output [ROW, COLUMN]


def measured() -> int:
    """Change one vector of the array after the other, and count those that the output notices."""
    rng = np.random.default_rng(11)
    D, H = 3, 5
    params = LSTMParams(*(rng.standard_normal(s) for s in ((4 * H, D), (4 * H, H), (4 * H,))))
    array = rng.standard_normal((SEQUENCES, STEPS, D))

    def output(given: Array) -> Array:  # the first axis is taken for time
        hs: Array = scan(lstm_step, params, given, LSTMState.zeros(STEPS, H))[0]
        return np.asarray(hs[ROW, COLUMN])

    noticed = 0
    for place in np.ndindex(SEQUENCES, STEPS):
        moved = array.copy()
        moved[place] += 1
        noticed += not np.array_equal(output(moved), output(array))
    return noticed


TASK = PredictTask(
    "11.6",
    "Count what an output depends on",
    measured,
    within=0,
    mistakes=(
        Mistake(
            "as-if-batch-first",
            lambda: COLUMN + 1,
            "So it would be if the layer knew that the batch comes first. Nobody told it.",
            "Which axis of its input does `nn.LSTM` take for time?",
        ),
        Mistake(
            "both-axes",
            lambda: (ROW + 1) * (COLUMN + 1),
            "Time runs along one axis only; on the other, nothing goes from place to place.",
            "Which axis of its input does `nn.LSTM` take for time?",
        ),
        Mistake(
            "all-of-them",
            lambda: SEQUENCES * STEPS,
            "Some of these vectors come later on the axis that the layer takes for time.",
            "Can a step see those after it?",
        ),
        Mistake(
            "its-own-alone",
            lambda: 1,
            "A hidden state depends on more than the input of its own step.",
            "Which steps came before it?",
        ),
        Mistake(
            "one-less",
            lambda: ROW,
            "Places are counted from 0, and the vector of the same step counts too.",
            "List them.",
        ),
        Mistake(
            "the-whole-column",
            lambda: SEQUENCES,
            "One of these comes after the step that you look at.",
            "Can a step see those after it?",
        ),
    ),
    hints=(
        "The layer takes the first axis for time. What is the first axis of this array really?",
        "For the layer, `hs[2, 4]` is step 2 of the sequence in column 4.",
        "It depends on the steps up to its own. Count from 0.",
    ),
    section="sec-no-message",
)
