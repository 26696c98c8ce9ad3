"""6.3: how far a memory drifts behind a gate that is nearly shut."""

import numpy as np

from lstm_ref.numpy.init import gate_bias
from lstm_ref.numpy.lstm import LSTMParams, LSTMState
from lstm_ref.numpy.lstm_1997 import lstm_1997_step
from lstm_ref.numpy.scan import scan
from lstm_ref.verify.engine import Mistake, PredictTask

BIAS, STEPS = -3.0, 1600
FAR = 20.0  # tanh of it is one


def drift(bias: float = BIAS, steps: int = STEPS, sequences: int = 2000) -> float:
    """The root mean square of c, over many sequences, when every step offers plus one or minus one."""
    rng = np.random.default_rng(63)
    params = LSTMParams(np.array([[0.0], [FAR], [0.0]]), np.zeros((3, 1)), gate_bias(1, "igo", i=bias))
    offers = rng.choice([-1.0, 1.0], (steps, sequences, 1))
    _, state, _ = scan(lstm_1997_step, params, offers, LSTMState.zeros(sequences, 1))
    return float(np.sqrt((state.c**2).mean()))


def opening(bias: float) -> float:
    return float(1 / (1 + np.exp(-bias)))


BELIEFS = (
    Mistake(
        "all-in-one-direction",
        lambda: STEPS * opening(BIAS),
        "You added up all writes as if they had one sign.",
        "The offers are plus or minus one by chance. What do you know about such a sum?",
    ),
    Mistake(
        "all-cancels",
        lambda: 0.0,
        "You took the writes to cancel. Their mean over many sequences is zero; a single memory is not.",
        "The size is asked for, not the mean: signs do not matter in a root mean square.",
    ),
    Mistake(
        "one-write",
        lambda: opening(BIAS),
        "That is a single write.",
        "Count the steps: what do they do to a sum of random signs?",
    ),
    Mistake(
        "gate-half-open",
        lambda: 0.5 * STEPS**0.5,
        "That is a gate with a bias of zero.",
        "Put the bias through the sigmoid.",
        "sec-gate",
    ),
    Mistake(
        "bias-for-the-gate",
        lambda: abs(BIAS) * STEPS**0.5,
        "You took the bias itself for the gate.",
        "A gate lies between 0 and 1. What stands between the bias and the gate?",
        "sec-gate",
    ),
    Mistake(
        "gate-left-out",
        lambda: STEPS**0.5,
        "You left the gate out: that is the drift of what is offered.",
        "How much of each offer is written?",
    ),
    Mistake(
        "root-left-out",
        lambda: STEPS * opening(BIAS) ** 2,
        "That is the mean *square* of the memory.",
        "What stands between a mean square and its root?",
    ),
    Mistake(
        "root-of-all",
        lambda: (STEPS * opening(BIAS)) ** 0.5,
        "You took the root of the whole product, of the gate as well.",
        "The variance of one write is the square of the gate. Add up the variances, then take the root.",
    ),
)

TASK = PredictTask(
    "6.3",
    "Predict the drift",
    measure=drift,
    factor=1.25,
    mistakes=BELIEFS,
    hints=(
        "Each step adds plus or minus the same number. Find that number first.",
        "Squares of independent steps add up: the mean square after n steps is n times that of one step.",
        "The root mean square is σ(bias) times the root of the number of steps.",
    ),
    section="sec-drift",
)
