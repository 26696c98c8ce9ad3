"""4.1: predict the norm at lag 40 from the first ten."""

import numpy as np

from lstm_ref.numpy.arrays import Array
from lstm_ref.numpy.gradient_flow import jacobian_norms
from lstm_ref.numpy.init import init_rnn
from lstm_ref.numpy.rnn import RNNParams, RNNState, rnn_step
from lstm_ref.numpy.scan import scan
from lstm_ref.verify.engine import (
    Mistake,
    PredictTask,
)

SHOWN = 10  # the lag up to which the norm is shown


ASKED = 40  # the lag that is asked for


def norms_of_one_net() -> tuple[RNNParams, Array]:
    """The net of task 4.1 and the median norm of its Jacobian products, lag 0 to 60."""
    rng = np.random.default_rng(41)
    params = init_rnn(rng, 6, 24)
    hs, _, _ = scan(rnn_step, params, rng.standard_normal((60, 9, 6)), RNNState.zeros(9, 24))
    return params, np.median(jacobian_norms(params, hs), axis=1)


def first_lags() -> Array:
    """What task 4.1 shows of that net: lag 0 to lag 10."""
    return norms_of_one_net()[1][: SHOWN + 1]


def lost_in_proportion() -> float:
    return float(first_lags()[SHOWN]) * SHOWN / ASKED


def squared_once() -> float:
    return float(first_lags()[SHOWN]) ** 2


def straight_on() -> float:
    norms = first_lags()
    return float(norms[SHOWN] + (ASKED - SHOWN) * (norms[SHOWN] - norms[SHOWN // 2]) / (SHOWN - SHOWN // 2))


def quotient_turned_over() -> float:
    norms = first_lags()
    return float(norms[SHOWN] * (norms[SHOWN // 2] / norms[SHOWN]) ** 6)


def largest_singular_value_alone() -> float:
    return float(np.linalg.norm(norms_of_one_net()[0].weight_hh, ord=2)) ** ASKED


BELIEFS = (
    Mistake(
        "lost-in-proportion",
        lost_in_proportion,
        "You divided: four times the lag, a quarter of the norm.",
        "Look at the printed norms at lag 5 and at lag 10. Is the second one half of the first?",
        "sec-measure",
    ),
    Mistake(
        "the-same-as-at-lag-10",
        lambda: float(first_lags()[SHOWN]),
        "You took the norm to stay where it is at lag 10.",
        "Look at the last three printed norms: do they settle?",
        "sec-measure",
    ),
    Mistake(
        "nothing-lost",
        lambda: 1.0,
        "One is the norm at lag 0: you took nothing to be lost on the way.",
        "Look at the printed norms: are they alike?",
        "sec-measure",
    ),
    Mistake(
        "straight-on",
        straight_on,
        "You took the same amount away for each further step, until less than nothing was left.",
        "Look at the printed norms: what do neighbours have in common, their difference or their quotient?",
        "sec-measure",
    ),
    Mistake(
        "quotient-turned-over",
        quotient_turned_over,
        "The norm grows in your prediction.",
        "Look at your quotient of two norms: is the later one above the line or below it?",
        "sec-measure",
    ),
    Mistake(
        "squared-once",
        squared_once,
        "That is the norm at lag 20: the factor of ten steps, used twice.",
        "Count how often ten steps fit into the lag that is asked for.",
        "sec-measure",
    ),
    Mistake(
        "largest-singular-value-alone",
        largest_singular_value_alone,
        "That is the power of the matrix alone; the slopes of tanh are missing, and the directions too.",
        "Look at the equation of one step's Jacobian: it has two factors.",
        "sec-rule-of-thumb",
    ),
)


TASK = PredictTask(
    "4.1",
    "Predict what is left",
    measure=lambda: float(norms_of_one_net()[1][ASKED]),
    factor=20,
    mistakes=BELIEFS,
    hints=(
        "Losses multiply. From lag 5 to lag 10 the norm is multiplied by some number; find it.",
        "The same number comes again for every further five steps. How many times five steps lie between "
        "lag 10 and lag 40?",
        "norm at lag 40 ≈ norm at lag 10 × (norm at lag 10 / norm at lag 5) to that power.",
    ),
    section="sec-measure",
)
