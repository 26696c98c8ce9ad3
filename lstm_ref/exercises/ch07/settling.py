"""7.2: where a memory settles that leaks and is written to."""

import numpy as np

from lstm_ref.numpy.init import gate_bias
from lstm_ref.numpy.lstm import LSTMParams, LSTMState, lstm_step
from lstm_ref.numpy.scan import scan
from lstm_ref.verify.engine import Mistake, PredictTask

KEPT, WRITTEN, CANDIDATE = 0.9, 0.5, 0.8  # forget gate, input gate, candidate, the same at every step


def settled(steps: int = 500) -> float:
    """The memory of one unit after many steps with these gates and this candidate."""
    bias = gate_bias(1, f=np.log(KEPT / (1 - KEPT)), i=0.0, g=np.arctanh(CANDIDATE))
    unit = LSTMParams(np.zeros((4, 1)), np.zeros((4, 1)), bias)
    _, state, _ = scan(lstm_step, unit, np.zeros((steps, 1, 1)), LSTMState.zeros(1, 1))
    return float(state.c[0, 0])


def belief(name: str, value: float, what: str, ask: str) -> Mistake:
    return Mistake(name, lambda: value, what, ask, "sec-forget-gate")


TASK = PredictTask(
    "7.2",
    "Predict where a leaking memory settles",
    settled,
    within=0.1,
    mistakes=(
        belief(
            "one-write",
            WRITTEN * CANDIDATE,
            "That is what one step writes.",
            "What is still there of the writes before?",
        ),
        belief(
            "the-candidate",
            CANDIDATE,
            "That is the candidate. With i = 1 − f the memory would settle there, and here i is larger.",
            "Set inflow and leak equal.",
        ),
        belief(
            "written-fully",
            CANDIDATE / (1 - KEPT),
            "You left the input gate out.",
            "How much of the candidate gets in?",
        ),
        belief(
            "half-kept-forever",
            WRITTEN * CANDIDATE * 500,
            "You added up five hundred writes as if none leaked.",
            "What does the forget gate take at each step?",
        ),
        belief(
            "kept-share-of-a-write",
            KEPT * WRITTEN * CANDIDATE,
            "You multiplied one write by the forget gate.",
            "The gate multiplies the whole memory, at every step.",
        ),
        belief(
            "gate-upside-down",
            WRITTEN * CANDIDATE / KEPT,
            "You took the gate for the leak. It is the share that stays.",
            "How much leaks in a step, if 0.9 stays?",
        ),
        belief("all-leaks-away", 0.0, "You let everything leak away.", "Something comes in at every step."),
        belief("bounded-by-one", 1.0, "A memory is not bounded by one; h is.", "Set inflow and leak equal."),
    ),
    hints=(
        "When it has settled, a step changes nothing: c after is c before.",
        "Write the step with the same c on both sides, and solve for it.",
        "What leaks is (1 − f) c, and what comes in is i g.",
    ),
    section="sec-forget-gate",
)
