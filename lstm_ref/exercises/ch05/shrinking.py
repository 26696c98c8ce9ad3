"""5.1: how fast a tanh takes a gradient away although the weight is one."""

import math

from lstm_ref.verify.engine import Mistake, PredictTask

HELD, LEFT = 0.6, 1e-3  # where the state is held, and the share that is asked about


def steps_until(factor: float) -> float:
    """The first whole number of steps after which less than `LEFT` is left."""
    return float(math.floor(math.log(LEFT) / math.log(factor)) + 1)


TASK = PredictTask(
    "5.1",
    "Predict what the tanh takes",
    lambda: steps_until(1 - HELD**2),
    within=1,
    mistakes=(
        Mistake(
            "slope-without-the-square",
            lambda: steps_until(1 - HELD),
            "You took 1 − h for the slope.",
            "Look at the slope of the tanh, written with its output: what is h raised to?",
            "sec-weight-one",
        ),
        Mistake(
            "the-state-for-the-slope",
            lambda: steps_until(HELD),
            "You multiplied by the state itself at each step.",
            "The factor is the slope of the tanh. The state tells you the slope; it is not the slope.",
            "sec-weight-one",
        ),
        Mistake(
            "what-is-lost-for-what-is-left",
            lambda: steps_until(HELD**2),
            "You multiplied by what each step takes away, h².",
            "How much of the gradient does a step leave?",
            "sec-weight-one",
        ),
        Mistake(
            "losses-added-up",
            lambda: float(math.ceil(1 / HELD**2)),
            "You added up the losses until nothing was left.",
            "Each step takes its part of what the last one left.",
            "sec-weight-one",
        ),
        Mistake(
            "a-thousand-steps",
            lambda: 1000.0,
            "You let each step take one thousandth.",
            "Work out the factor of one step first.",
            "sec-weight-one",
        ),
        Mistake(
            "slope-at-the-state",
            lambda: steps_until(1 - math.tanh(HELD) ** 2),
            "You took the slope of the tanh at h, as if h were what goes into it.",
            "h is what comes out. How is the slope written with that?",
            "sec-weight-one",
        ),
        Mistake(
            "slope-of-a-sigmoid",
            lambda: steps_until(HELD * (1 - HELD)),
            "You took h (1 − h), the slope of a sigmoid.",
            "Which function squashes this state?",
            "sec-weight-one",
        ),
    ),
    hints=(
        "The weight is one, so the factor of a step is the slope of the tanh alone.",
        "Written with its output, the slope is 1 − h². With h held in place it is the same at each step.",
        "Which power of that factor is the first below one thousandth? Take logarithms.",
    ),
    section="sec-weight-one",
)
