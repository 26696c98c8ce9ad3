"""14.7: what a second core can give when only a part of the work can use it."""

from lstm_ref.verify.engine import Mistake, PredictTask

SHARE = 0.7  # of the time with one thread: matrix products


def best() -> float:
    """How many times as fast, at most, with two threads: products halved, the rest as before."""
    return 1 / (1 - SHARE + SHARE / 2)


def shares_swapped() -> float:
    return 1 / (SHARE + (1 - SHARE) / 2)


def belief(name: str, value: float, what: str) -> Mistake:
    ask = "Take a run of 100 ms. How long does each of its two parts take with two threads?"
    return Mistake(name, lambda: value, what, ask, "sec-two-threads")


TASK = PredictTask(
    "14.7",
    "Predict what a second core can give",
    best,
    factor=1.02,  # a reply to a belief is for that number, and not for its neighbours
    within=0.01,
    known_as="the true bound",
    mistakes=(
        belief("twice-as-fast", 2.0, "Only a part of the work can use the second core."),
        belief("share-times-two", 2 * SHARE + 1 - SHARE, "You averaged speeds. Times add up, speeds do not."),
        belief("half-the-share-more", 1 + SHARE / 2, "You added half the share to one. Begin with the time."),
        belief("the-time", 1 - SHARE / 2, "That is the time, as a share of the old one."),
        belief("shares-swapped", shares_swapped(), "You shared out the part that is no product."),
        belief("the-gain-alone", best() - 1, "That is the gain alone. *Twice as fast* is 2, and not 1."),
        belief("one-over-the-share", 1 / SHARE, "You divided by the share of the products as it was before."),
        belief("products-gone", 1 / (1 - SHARE), "You let the products take no time at all."),
    ),
    hints=(
        "Of 100 ms, the products take 70 and the rest takes 30.",
        "With two threads the products take 35 ms at best. The rest still takes 30.",
        "The ratio is the old time divided by the new one.",
    ),
    section="sec-two-threads",
)
