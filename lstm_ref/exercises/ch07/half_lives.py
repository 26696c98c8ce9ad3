"""7.1: from a forget bias to a half-life, and back."""

import math
from collections.abc import Iterator

from lstm_ref.numpy.init import Rng
from lstm_ref.verify.engine import Case, Mistake, Output, Task

Two = tuple[float, float]


def sigmoid(a: float) -> float:
    return 1 / (1 + math.exp(-a))


def logit(f: float) -> float:
    return math.log(f / (1 - f))


def both_ways(forget_bias: float, half_life: float) -> Two:
    return math.log(0.5) / math.log(sigmoid(forget_bias)), logit(0.5 ** (1 / half_life))


def given(rng: Rng) -> Iterator[Case]:
    for biases, lives in (((0.3, 0.9), (15, 30)), ((2.5, 4.5), (3, 7)), ((-1.6, -0.5), (150, 300))):
        bias, steps = round(float(rng.uniform(*biases)), 2), float(rng.integers(*lives))
        yield Case(f"bias {bias:g}, half-life {steps:g}", (bias, steps))


def e_for_half(forget_bias: float, half_life: float) -> Two:
    return -1 / math.log(sigmoid(forget_bias)), logit(math.exp(-1 / half_life))


def bias_for_the_gate(forget_bias: float, half_life: float) -> Two:
    return math.log(0.5) / math.log(abs(forget_bias) + 1e-9), 0.5 ** (1 / half_life)


def loses_a_fixed_amount(forget_bias: float, half_life: float) -> Two:
    return 0.5 / (1 - sigmoid(forget_bias)), logit(1 - 0.5 / half_life)


def exponent_for_a_share(forget_bias: float, half_life: float) -> Two:
    return 1 / (1 - sigmoid(forget_bias)), logit(1 - 1 / half_life)


def forgets_the_gate(forget_bias: float, half_life: float) -> Two:
    return math.log(0.5) / math.log(sigmoid(-forget_bias)), logit(1 - 0.5 ** (1 / half_life))


def power_for_a_root(forget_bias: float, half_life: float) -> Two:
    right, _ = both_ways(forget_bias, half_life)
    return right, logit(0.5**half_life)


def no_logit(forget_bias: float, half_life: float) -> Two:
    right, _ = both_ways(forget_bias, half_life)
    return right, 0.5 ** (1 / half_life)


def log_for_logit(forget_bias: float, half_life: float) -> Two:
    right, _ = both_ways(forget_bias, half_life)
    return right, math.log(half_life)


def upside_down(forget_bias: float, half_life: float) -> Two:
    right, bias = both_ways(forget_bias, half_life)
    return 1 / right, bias


FIRST = "The gate is a sigmoid of the bias. After n steps fⁿ is left: solve for n"
SECOND = "Which f leaves a half after n steps? And of which number is that f the sigmoid?"

TASK = Task(
    "7.1",
    "Turn a bias into a half-life, and back",
    both_ways,
    given,
    (Output("half_life_of_bias"), Output("bias_of_half_life")),
    (
        Mistake(
            "a-fixed-amount",
            loses_a_fixed_amount,
            "You let each step take the same *amount*. It takes the same *share* of what is left.",
            f"{FIRST}.",
        ),
        Mistake(
            "one-over-the-loss",
            exponent_for_a_share,
            "That is one over what a step loses: about the time until a third is left, not a half.",
            f"{FIRST}.",
        ),
        Mistake(
            "a-third-for-a-half",
            e_for_half,
            "That is the time until 1/e is left, about a third.",
            "Of which share is the logarithm in the numerator?",
        ),
        Mistake(
            "bias-for-the-gate",
            bias_for_the_gate,
            "You take the bias itself for the gate.",
            "What stands between the bias and the gate?",
        ),
        Mistake(
            "share-lost-for-share-kept",
            forgets_the_gate,
            "You take the gate for what is lost. It is what is kept.",
            "At f = 1, how much of the memory is left?",
            "sec-forget-gate",
        ),
        Mistake(
            "half-to-the-power-n",
            power_for_a_root,
            "The half-life is right. For the bias you take ½ to the power n where its n-th root is due.",
            SECOND,
        ),
        Mistake(
            "gate-for-the-bias",
            no_logit,
            "The half-life is right. For the bias you return the gate.",
            "Which number goes into the sigmoid?",
        ),
        Mistake(
            "log-of-the-steps",
            log_for_logit,
            "The half-life is right. For the bias you return log n. That is the chrono start's bias: "
            "about a third is left after n steps.",
            SECOND,
            "sec-chrono",
        ),
        Mistake("upside-down", upside_down, "The half-life is upside down.", f"{FIRST}."),
    ),
    (
        "Two lines on paper: f = σ(b), and fⁿ = ½.",
        "Take logarithms of the second: n log f = log ½.",
        "Back: f is ½ to the power 1/n. The inverse of the sigmoid is log(f / (1 − f)).",
    ),
    "sec-half-life",
)
