"""19.4: what one Gaussian costs at a fork, in nats, where two could be had."""

import numpy as np

from lstm_ref.tasks.mixture import mixture_loss
from lstm_ref.verify.engine import Mistake, PredictTask

SIGMA, FORK = 0.35, 1.0
WIDE = float(np.hypot(SIGMA, FORK))  # the spread of all points along dy


def cost() -> float:
    """The nats per point that the best single Gaussian loses against the true two, on many points."""
    rng = np.random.default_rng(194)
    side = np.where(rng.random(40_000) < 0.5, FORK, -FORK)
    dy = side + SIGMA * rng.standard_normal(side.shape)
    points = np.stack([SIGMA * rng.standard_normal(side.shape), dy, 0 * dy], axis=1)
    wide = np.log(WIDE)
    narrow = np.log(SIGMA)
    one = [0.0, 0.0, 0.0, narrow, wide, -30.0]
    two = [0.0, 0.0, 0.0, FORK, 0.0, -FORK, *[narrow] * 4, -30.0]
    losses = [
        mixture_loss(np.tile(np.array(raw), (len(points), 1)), points, k)[0]
        for raw, k in ((one, 1), (two, 2))
    ]
    return losses[0] - losses[1]


def belief(name: str, value: float, what: str, ask: str) -> Mistake:
    return Mistake(name, lambda: value, what, ask, "sec-mixture")


TASK = PredictTask(
    "19.4",
    "Predict what one answer costs",
    cost,
    factor=1.06,  # beliefs lie close together here
    within=0.03,
    mistakes=(
        belief(
            "costs-nothing",
            0.0,
            "The single Gaussian has the right mean and the right spread, and is low where the pen goes.",
            "How wide must it be along dy?",
        ),
        belief(
            "one-bit",
            float(np.log(2)),
            "The choice between two sides costs ln 2. Both models pay for the choice, each in its way.",
            "How much lower is a Gaussian that is wider, and how much wider must it be?",
        ),
        belief(
            "width-alone",
            float(np.log(WIDE / SIGMA)),
            "That is the price of being wider. The two narrow ones pay as well, for something else.",
            "What is the weight of the component that the point came from?",
        ),
        belief(
            "narrow-one",
            (WIDE**2 / SIGMA**2 - 1) / 2 - float(np.log(2)),
            "So much it costs to stay narrow at (0, 0). The best single Gaussian is wider.",
            "Which σ along dy makes the points likeliest?",
        ),
        belief(
            "points-on-the-means",
            float(np.log(WIDE / SIGMA) - np.log(2) + 0.5),
            "You put the points exactly on the two means. They spread around them: that costs half a nat.",
            "What is the mean of z² for points that a Gaussian drew?",
        ),
        belief(
            "both-axes",
            2 * float(np.log(WIDE / SIGMA) - np.log(2)),
            "You count both axes. Along dx the two models are the same.",
            "How wide is the single Gaussian along dx?",
        ),
        belief(
            "in-bits",
            float(np.log2(WIDE / SIGMA) - 1),
            "That is the right cost in bits. It is asked for in nats.",
            "Which logarithm gives nats?",
        ),
        belief(
            "the-other-way",
            -float(np.log(WIDE / SIGMA) - np.log(2)),
            "The size is right. You subtracted the second model's loss from the first's.",
            "Which of the two models has the larger loss?",
        ),
        belief(
            "spread-is-one",
            float(np.log(1 / SIGMA) - np.log(2)),
            "You took the distance of the means for the spread. The points spread around the means as well.",
            "What is the variance of a point along dy?",
        ),
        belief(
            "variance-for-spread",
            float(np.log(WIDE**2 / SIGMA) - np.log(2)),
            "You took the variance for the spread.",
            "What is the square root of the variance along dy?",
        ),
        belief(
            "spreads-added",
            float(np.log((SIGMA + FORK) / SIGMA) - np.log(2)),
            "You added the spreads. It is the squares of independent spreads that add up.",
            "What is the variance of a point along dy?",
        ),
        belief(
            "paid-twice",
            float(np.log(WIDE / SIGMA) + np.log(2)),
            "The ln 2 is paid by the mixture, not by the single Gaussian.",
            "Which of the two models has to say which side it is?",
        ),
    ),
    hints=(
        "Only dy counts: along dx both models are the same.",
        "The loss of a Gaussian with the right spread is log σ plus the same constant, whatever σ is.",
        "The point came from a component of weight one half: that is a cost for the mixture. Subtract.",
    ),
    section="sec-mixture",
)
