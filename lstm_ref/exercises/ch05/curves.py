"""5.4: four curves without names."""

import numpy as np
from matplotlib.figure import Figure

from lstm_ref.figures.gradient_flow import plot_norms
from lstm_ref.numpy.carousel import carousel_step, carousel_step_backward
from lstm_ref.numpy.gradient_flow import jacobian_norms
from lstm_ref.numpy.init import init_rnn
from lstm_ref.numpy.rnn import RNNState, rnn_step
from lstm_ref.numpy.scan import scan
from lstm_ref.tasks.memory_paths import memory_flow
from lstm_ref.verify.engine import ChoiceTask, Mistake

NAMES = {
    "A": "total from the usual start",
    "B": "tanh with weight one",
    "C": "total from the opposing start",
    "D": "direct path",
}


def lettered_curves() -> Figure:
    """The figure of task 5.4: each curve has a letter for a name."""
    rng = np.random.default_rng(54)
    size, steps = 12, 60
    usual, xs = init_rnn(rng, 3, size), rng.standard_normal((steps, 3))
    against = usual._replace(weight_hh=-0.6 * np.eye(size))
    hs, _, _ = scan(rnn_step, usual._replace(weight_hh=np.eye(size)), xs[:, None], RNNState.zeros(1, size))
    flow = memory_flow(carousel_step, carousel_step_backward, usual, xs)
    curves = {
        "total from the usual start": flow.total,
        "tanh with weight one": jacobian_norms(usual._replace(weight_hh=np.eye(size)), hs)[:, 0],
        "total from the opposing start": memory_flow(
            carousel_step, carousel_step_backward, against, xs
        ).total,
        "direct path": flow.direct,
    }
    lettered = {letter: curves[name] for letter, name in NAMES.items()}
    return plot_norms(lettered, ylabel="norm of the gradient")


def swapped(one: str, other: str) -> dict[str, str]:
    return {one: NAMES[other], other: NAMES[one]}


TASK = ChoiceTask(
    "5.4",
    "Name the four curves",
    NAMES,
    (*NAMES.values(), "truncated gradient of a plain net"),
    (
        Mistake(
            "direct-for-total",
            lambda: swapped("A", "D"),
            "You took the curve that grows for the direct path, and the flat one for the total.",
            "Which path has a factor of exactly one at each step?",
            "sec-three-paths",
        ),
        Mistake(
            "direct-for-opposing",
            lambda: swapped("C", "D"),
            "You took the flat curve for a total, and a curve below one for the direct path.",
            "Which path has a factor of exactly one at each step?",
            "sec-three-paths",
        ),
        Mistake(
            "opposing-for-tanh",
            lambda: swapped("B", "C"),
            "The two curves below one have changed places.",
            "Work out one step's factor in both nets where the states are small: which is nearer to 1?",
            "sec-three-paths",
        ),
        Mistake(
            "usual-for-opposing",
            lambda: swapped("A", "C"),
            "The two totals have changed places.",
            "With W_hh = −0.6 I the second term of the sum takes away from the identity. What does that do?",
            "sec-three-paths",
        ),
        Mistake(
            "usual-for-tanh",
            lambda: swapped("A", "B"),
            "You took the curve that grows for the plain net with weight one.",
            "Can a slope of the tanh be above one?",
            "sec-weight-one",
        ),
    ),
    (
        "One curve needs no thought: it is the same for all weights and all inputs.",
        "A product of numbers below one cannot grow.",
        "Where the states are small all slopes are near 1. Then a step's factor is 1 for the plain net, and "
        "1 − 0.6 for the opposing start. Read off both curves how much a step leaves.",
    ),
    "sec-three-paths",
)
