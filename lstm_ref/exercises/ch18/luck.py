"""18.3: how often the best of fifty forecasters that are worth nothing looks like a find."""

import numpy as np
from scipy import stats

from lstm_ref.verify.engine import Mistake, PredictTask

TRIED, DAYS, STUDIES = 50, 100, 1500


def lucky() -> float:
    """The share of studies in which one of `TRIED` nets has a gain above 0 with a two-sided p below 0.05."""
    rng, found = np.random.default_rng(183), 0
    for _ in range(STUDIES):
        test = stats.ttest_1samp(rng.standard_normal((DAYS, TRIED)), 0)
        found += bool(np.any((test.pvalue < 0.05) & (test.statistic > 0)))
    return found / STUDIES


def belief(name: str, value: float, what: str, ask: str) -> Mistake:
    return Mistake(name, lambda: value, what, ask, "sec-prices")


TASK = PredictTask(
    "18.3",
    "Predict how often luck looks like a find",
    lucky,
    factor=1.1,  # a guess counts as one of these beliefs only close to it
    within=0.03,
    mistakes=(
        belief(
            "both-directions",
            1 - 0.95**TRIED,
            "You count losses as well. A find is a gain.",
            "In which share of the tests is p small *and* the gain above zero?",
        ),
        belief(
            "one-test",
            0.05,
            "That is the share for one test. There are fifty.",
            "What is the chance that none of the fifty is lucky?",
        ),
        belief(
            "one-test-one-direction",
            0.025,
            "That is the share for one net. There are fifty.",
            "What is the chance that none of the fifty is lucky?",
        ),
        belief(
            "none-of-them",
            0.975**TRIED,
            "That is the chance that there is no find at all.",
            "What is the chance of the opposite?",
        ),
        belief(
            "added-up",
            0.025 * TRIED,
            "A chance above 1: you add the fifty chances up. Chances of events that can happen together "
            "do not add.",
            "What is the chance that none of the fifty is lucky?",
        ),
        belief(
            "for-certain",
            1.0,
            "With fifty nets a find is likely. It is not certain.",
            "What is the chance that none of the fifty is lucky?",
        ),
    ),
    hints=(
        "For one net: the p is below 0.05 in one of twenty cases. In how many of those is it a gain?",
        "Take the chance that one net is not lucky, and then that none of fifty is.",
        "The nets are independent of one another: their chances multiply.",
    ),
    section="sec-prices",
)
