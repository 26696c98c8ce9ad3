"""9.1: what is left on the cell path of one unit whose gate shuts once."""

import numpy as np

from lstm_ref.numpy.arrays import Array
from lstm_ref.numpy.lstm import LSTMParams, LSTMState, lstm_step, lstm_step_backward
from lstm_ref.numpy.scan import scan
from lstm_ref.verify.engine import Mistake, PredictTask

GATES = np.array([0.9] * 12 + [0.2] + [0.9] * 8)


def left(gates: Array = GATES) -> float:
    """∂c_T/∂c_0 of one unit with these forget gates, walked back with the cell's own backward step."""
    unit = LSTMParams(np.array([[0.0], [1.0], [0.0], [0.0]]), np.zeros((4, 1)), np.zeros(4))
    xs = np.log(gates / (1 - gates))[:, None, None]  # the input sets the forget gate, and nothing else
    _, _, tape = scan(lstm_step, unit, xs, LSTMState.zeros(1, 1))
    gradient = LSTMState(np.zeros((1, 1)), np.ones((1, 1)))
    for step in reversed(tape):
        _, gradient, _ = lstm_step_backward(unit, step, gradient)
    return float(gradient.c[0, 0])


def belief(name: str, value: float, what: str, ask: str) -> Mistake:
    return Mistake(name, lambda: value, what, ask, "sec-gate-paths")


TASK = PredictTask(
    "9.1",
    "Predict what the cell path leaves",
    left,
    factor=1.05,
    mistakes=(
        belief(
            "shut-step-left-out",
            0.9**20,
            "You left out the step at which the gate was nearly shut.",
            "One factor of the product is not 0.9.",
        ),
        belief(
            "only-the-shut-step",
            0.2,
            "You counted the one low gate, and took the others for one.",
            "0.9 is not much less than one. What is it after twenty steps?",
        ),
        belief(
            "since-the-shut-step",
            0.9**8,
            "You counted the steps after the gate was nearly shut.",
            "The gradient goes back through that step, and past it.",
        ),
        belief(
            "the-mean-gate",
            float(GATES.mean()) ** len(GATES),
            "You took the mean gate to the power of the steps.",
            "Factors are multiplied. Their mean says nothing about their product.",
        ),
        belief(
            "nothing-gets-past",
            0.0,
            "A gate of 0.2 is low, and it is not zero.",
            "By what does that step multiply?",
        ),
        belief(
            "one-step-too-many",
            0.2 * 0.9**21,
            "You counted one step more than there are.",
            "Count the gates: twelve, one, and eight.",
        ),
        belief(
            "last-steps-left-out",
            0.2 * 0.9**12,
            "You left out the last eight steps.",
            "The gradient starts at the end.",
        ),
        belief("all-of-it", 1.0, "You took the path to be that of 1997.", "What stands on the loop now?"),
    ),
    hints=(
        "Along the cell path each step multiplies by its forget gate, and by nothing else.",
        "Twenty factors are alike. What is 0.9 to the 20th power? Square 0.9 a few times.",
        "And one factor is different.",
    ),
    section="sec-gate-paths",
)
