"""1.3: bits per symbol and perplexity."""

from collections.abc import Iterator

import numpy as np

from lstm_ref.numpy.arrays import Array, Tokens
from lstm_ref.numpy.init import Rng
from lstm_ref.verify.engine import (
    Case,
    Mistake,
    Output,
    Task,
)

Score = tuple[float, float]


def came(probabilities: Array, targets: Tokens) -> Array:
    """The probability of each symbol that came, (N,)."""
    return np.asarray(np.take_along_axis(probabilities, targets[:, None], axis=1)[:, 0])


def bits_and_perplexity(probabilities: Array, targets: Tokens) -> Score:
    bits = float(-np.log2(came(probabilities, targets)).mean())
    return bits, 2.0**bits


def predictions(rng: Rng) -> Iterator[Case]:
    for count, symbols in ((5, 4), (9, 3), (4, 7)):
        targets = rng.integers(symbols, size=count)
        yield Case(f"N = {count}, V = {symbols}", (rng.dirichlet(np.ones(symbols), size=count), targets))
    rare = np.array([[1e-9, 1 - 1e-9], [0.5, 0.5]])
    yield Case("a symbol came that was given 1e-9", (rare, np.array([0, 1])))


def in_nats(probabilities: Array, targets: Tokens) -> Score:
    nats = float(-np.log(came(probabilities, targets)).mean())
    return nats, float(np.exp(nats))


def power_of_e(probabilities: Array, targets: Tokens) -> Score:
    bits, _ = bits_and_perplexity(probabilities, targets)
    return bits, float(np.exp(bits))


def added_up(probabilities: Array, targets: Tokens) -> Score:
    bits = bits_and_perplexity(probabilities, targets)[0] * len(targets)
    return bits, 2.0**bits


def log_of_the_mean(probabilities: Array, targets: Tokens) -> Score:
    bits = float(-np.log2(came(probabilities, targets).mean()))
    return bits, 2.0**bits


def of_the_likeliest(probabilities: Array, targets: Tokens) -> Score:
    return bits_and_perplexity(probabilities, probabilities.argmax(axis=1))


def entropy(probabilities: Array, targets: Tokens) -> Score:
    bits = float(-(probabilities * np.log2(probabilities)).sum(axis=1).mean())
    return bits, 2.0**bits


def over_all_symbols(probabilities: Array, targets: Tokens) -> Score:
    bits = float(-np.log2(probabilities).mean())
    return bits, 2.0**bits


def sign_left_out(probabilities: Array, targets: Tokens) -> Score:
    bits = -bits_and_perplexity(probabilities, targets)[0]
    return bits, 2.0**bits


def share_wrong(probabilities: Array, targets: Tokens) -> Score:
    wrong = float((probabilities.argmax(axis=1) != targets).mean())
    return wrong, 2.0**wrong


def power_of_two_of_nats(probabilities: Array, targets: Tokens) -> Score:
    bits, _ = bits_and_perplexity(probabilities, targets)
    return bits, float(2 ** (bits * np.log(2)))


def mean_of_the_inverse(probabilities: Array, targets: Tokens) -> Score:
    bits, _ = bits_and_perplexity(probabilities, targets)
    return bits, float((1 / came(probabilities, targets)).mean())


def the_symbol_before(probabilities: Array, targets: Tokens) -> Score:
    return bits_and_perplexity(probabilities, targets - 1)


LOG = "Look at the line of the logarithm"


SCORES = (
    Mistake(
        "in-nats",
        in_nats,
        "The score is in nats: the natural logarithm. (The perplexity is the same in both units.)",
        f"{LOG}: which base makes one halving one bit?",
    ),
    Mistake(
        "perplexity-as-a-power-of-e",
        power_of_e,
        "The bits are right. The perplexity raises e to them, and they were not taken with base e.",
        "Look at the line of the perplexity: it has to undo the logarithm.",
    ),
    Mistake(
        "perplexity-of-the-nats",
        power_of_two_of_nats,
        "The bits are right. The perplexity raises 2 to the power of the nats.",
        "Look at the line of the perplexity: base and logarithm belong together.",
    ),
    Mistake(
        "perplexity-as-a-mean",
        mean_of_the_inverse,
        "The bits are right. The perplexity is the mean of 1/p, which one rare symbol blows up.",
        "Look at the line of the perplexity: it is made from the bits.",
    ),
    Mistake(
        "one-column-off",
        the_symbol_before,
        "You take the probability of the symbol before the one that came.",
        "The targets count from 0, as the columns do.",
    ),
    Mistake(
        "added-up",
        added_up,
        "This is the surprise of all symbols together, not of one.",
        "Look at what you do with the N surprises.",
    ),
    Mistake(
        "logarithm-of-the-mean",
        log_of_the_mean,
        "The probabilities are averaged first, and the logarithm is taken of the average.",
        f"{LOG}: what is averaged, the probability or the surprise?",
    ),
    Mistake(
        "of-the-likeliest-symbol",
        of_the_likeliest,
        "You score the likeliest symbol, whatever came.",
        "Look at the line that picks a number from each row: which column does it take?",
    ),
    Mistake(
        "entropy-of-the-model",
        entropy,
        "This is how unsure the model is, averaged over what *it* expects. What came plays no part.",
        "Look at your arguments: one of them is not used.",
    ),
    Mistake(
        "over-all-symbols",
        over_all_symbols,
        "The mean runs over all V symbols of each row, and one of them came.",
        "Look at the line that picks a number from each row.",
    ),
    Mistake(
        "sign-left-out",
        sign_left_out,
        "The surprise is negative: the sign is missing.",
        f"{LOG}: is the logarithm of a probability above zero or below?",
    ),
    Mistake(
        "share-of-wrong-answers",
        share_wrong,
        "This is the share of wrong answers. It does not ask how sure the model was.",
        "Look at the equation: it takes the probability of the symbol that came.",
    ),
)


TASK = Task(
    "1.3",
    "Score predictions in bits",
    reference=bits_and_perplexity,
    inputs=predictions,
    outputs=[Output("bits"), Output("perplexity")],
    mistakes=SCORES,
    hints=(
        "From each row you need one number: the probability of the symbol that came.",
        "`probabilities[np.arange(N), targets]` picks them. Then take the surprise of each.",
        "Bits are the mean of −log₂ p; the perplexity is 2 to the power of that.",
    ),
    section="sec-bits",
)
