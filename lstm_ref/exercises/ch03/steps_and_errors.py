"""3.4: predict the error of a centred difference at a smaller step."""

import numpy as np

from lstm_ref.exercises.ch03.step_back import random_net
from lstm_ref.numpy.arrays import Array
from lstm_ref.numpy.rnn import RNNState, rnn_step, rnn_step_backward
from lstm_ref.numpy.scan import scan, scan_backward
from lstm_ref.verify.differences import numeric_gradients
from lstm_ref.verify.engine import Mistake, PredictTask

SHOWN, ASKED = 0.04, 0.001  # the step that is shown, and the one that is asked for
TIMES = SHOWN / ASKED


def error(step: float, scheme: str) -> float:
    """The largest error of the finite differences of one net's loss, W_hh's gradient, not relative."""
    rng = np.random.default_rng(34)
    params, h0 = random_net(rng, 3, 5), RNNState(rng.standard_normal((4, 5)))
    xs, send = rng.standard_normal((6, 4, 3)), rng.standard_normal((6, 4, 5))

    def loss(weight: Array) -> float:
        return float((send * scan(rnn_step, params._replace(weight_hh=weight), xs, h0)[0]).sum())

    tape = scan(rnn_step, params, xs, h0)[2]
    nothing = RNNState(np.zeros((4, 5)))
    exact = scan_backward(rnn_step_backward, params, tape, send, nothing)[2].weight_hh
    found = numeric_gradients(loss, params.weight_hh, step=step, scheme=scheme)
    return float(np.abs(found - exact).max())


def shown_errors() -> dict[str, float]:
    """What task 3.4 shows: the errors of both schemes at the step that is shown."""
    return {scheme: error(SHOWN, scheme) for scheme in ("one-sided", "centred")}


def centred() -> float:
    return error(SHOWN, "centred")


MISTAKES = (
    Mistake(
        "one-power-only",
        lambda: centred() / TIMES,
        "You divided by how many times smaller the step is. That is the law of the one-sided difference.",
        "Look at the first term of the error in the chapter's formula: with which power does ε stand in it?",
    ),
    Mistake(
        "error-stays",
        centred,
        "You took the error to stay as it is.",
        "Look at the chapter's formula: the error contains ε.",
    ),
    Mistake(
        "third-power",
        lambda: centred() / TIMES**3,
        "You divided by the cube. That would be one power too many.",
        "Look at the formula: the numerator has ε³, and then it is divided by something.",
    ),
    Mistake(
        "fourth-power",
        lambda: centred() / TIMES**4,
        "You divided by the fourth power: the square was squared once more.",
        "Look at the power of ε in the chapter's formula, and count how often you used it.",
    ),
    Mistake(
        "one-sided-row",
        lambda: error(SHOWN, "one-sided") / TIMES,
        "That is what the one-sided difference will do.",
        "Look at which of the two printed errors you began with.",
    ),
    Mistake(
        "one-sided-row-squared",
        lambda: error(SHOWN, "one-sided") / TIMES**2,
        "You used the right power on the other scheme's error.",
        "Look at which of the two printed errors you began with.",
    ),
    Mistake(
        "quotient-turned-over",
        lambda: centred() * TIMES**2,
        "The error grows in your prediction.",
        "Look at your quotient: is the smaller step above the line or below it?",
    ),
)

TASK = PredictTask(
    "3.4",
    "Predict the error of a difference",
    measure=lambda: error(ASKED, "centred"),
    factor=1.6,
    mistakes=MISTAKES,
    hints=(
        "Which term of the Taylor series is the first that does not cancel in a centred difference?",
        "The error goes with a power of ε. Count how many times smaller the step is, then use that power.",
        "The step is 40 times smaller, and the error goes with ε².",
    ),
    section="sec-differences",
)
