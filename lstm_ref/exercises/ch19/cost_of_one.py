"""19.4: what one Gaussian costs at a fork, in nats, where two could be had."""

import numpy as np

from lstm_ref.tasks.mixture import mixture_loss
from lstm_ref.verify.engine import Mistake, PredictTask

SIGMA, FORK = 0.1, 1.0


def cost() -> float:
    """The nats per point that the best single Gaussian loses against the true two, on many points."""
    rng = np.random.default_rng(194)
    side = np.where(rng.random(40_000) < 0.5, FORK, -FORK)
    dy = side + SIGMA * rng.standard_normal(side.shape)
    points = np.stack([SIGMA * rng.standard_normal(side.shape), dy, 0 * dy], axis=1)
    wide = np.log(np.sqrt(SIGMA**2 + FORK**2))
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
    within=0.1,
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
            "How much lower is a Gaussian that is ten times as wide?",
        ),
        belief(
            "width-alone",
            float(np.log(10)),
            "That is the price of being ten times as wide. The two narrow ones pay something as well.",
            "What is the weight of the component that the point came from?",
        ),
        belief(
            "narrow-one",
            50.0 - float(np.log(2)),
            "So much it costs to stay narrow at (0, 0). The best single Gaussian is wider.",
            "Which σ along dy makes the points likeliest?",
        ),
        belief(
            "paid-twice",
            float(np.log(10) + np.log(2)),
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
