"""15.2: draw from logits at a temperature, with the random numbers given."""

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from lstm_ref.numpy.arrays import Array
from lstm_ref.numpy.init import Rng
from lstm_ref.verify.engine import Case, Mistake, Output, Task


def drawn(
    logits: Array, temperature: float, u: Array, *, power: int = -1, after: bool = False, off: int = 0,
    cold: bool = False, one_u: bool = False, across: bool = False, last_first: bool = False,
    strict: bool = False, other_side: bool = False, late: bool = False, early: bool = False,
) -> Any:  # fmt: skip
    """The reference, and with one of the options set a mistake."""
    y = logits if after else logits * temperature**power
    largest = y.max(axis=1, keepdims=True)
    with np.errstate(all="ignore"):
        p = np.exp(y - (0 if late else logits.max(axis=1, keepdims=True) if early else largest))
        p = p / p.sum(axis=1, keepdims=True)
    if after:
        p = p / temperature
    if cold:
        return p.argmax(axis=1)
    if last_first:
        p = p[:, ::-1]
    at = u[:1] if one_u else u[::-1] if across else u
    at = 1 - at if other_side else at
    sums = p.cumsum(axis=1)[:, :-1]
    places = (sums < at[:, None] if strict else sums <= at[:, None]).sum(axis=1)
    if last_first:
        return logits.shape[1] - 1 - places
    return np.clip(places + off, 0, logits.shape[1] - 1)


def reference(logits: Array, temperature: float, u: Array) -> Any:
    return drawn(logits, temperature, u)


def given(rng: Rng) -> Iterator[Case]:
    for batch, size, temperature, scale in ((40, 7, 0.5, 1.5), (30, 5, 2.0, 2.0), (20, 6, 0.8, 900.0)):
        logits, u = scale * rng.standard_normal((batch, size)), rng.random(batch)
        yield Case(f"{batch} rows at {temperature}", (logits, temperature, u))
    # A running sum that is exactly u, and logits that are too large for exp once they are divided.
    logits = np.array(
        [[-900.0, 900.0, -850.0], [900.0, 900.0, -900.0], [-900.0, 2.0, 2.0], [1.0, 2.0, 880.0]]
    )
    yield Case("4 rows at 0.5", (logits, 0.5, np.array([0.0, 0.9, 0.5, 0.25])))


def with_option(**option: Any) -> Callable[[Array, float, Array], Any]:
    return lambda logits, temperature, u: drawn(logits, temperature, u, **option)


TASK = Task(
    "15.2",
    "Draw at a temperature",
    reference,
    given,
    (Output("places", axes=("B",)),),
    (
        Mistake(
            "times-temperature",
            with_option(power=1),
            "You multiply by the temperature: a low one then evens out.",
            "Look at the line with the temperature: what should 0.5 do to a difference of two logits?",
        ),
        Mistake(
            "temperature-forgotten",
            with_option(power=0),
            "The temperature has no effect with you.",
            "Where is `temperature` used before the softmax?",
        ),
        Mistake(
            "after-the-softmax",
            with_option(after=True),
            "You divide the probabilities, not the logits. They do not sum to one any more.",
            "Look at the order of the two lines: softmax and temperature.",
        ),
        Mistake(
            "always-the-likeliest",
            with_option(cold=True),
            "You always take the likeliest symbol. The random numbers have no effect.",
            "Look at the last line: where is `u` used?",
        ),
        Mistake(
            "one-too-far",
            with_option(off=1),
            "Your places are one too far.",
            "Look at the comparison of the running sum with u: which place has the sum that first exceeds u?",
        ),
        Mistake(
            "one-number-for-all",
            with_option(one_u=True),
            "Every row uses the first random number.",
            "Look at the shapes in the comparison: (B, V) with what?",
        ),
        Mistake(
            "other-rows-number",
            with_option(across=True),
            "The rows use each other's random numbers.",
            "Look at the comparison: which entry of u belongs to row b?",
        ),
        Mistake(
            "summed-from-the-end",
            with_option(last_first=True),
            "Your running sum starts at the last symbol.",
            "Look at the running sum: in which order are the symbols?",
        ),
        Mistake(
            "one-minus-u",
            with_option(other_side=True),
            "You compare the running sum with 1 − u.",
            "Look at the comparison: with what number is the running sum compared?",
        ),
        Mistake(
            "reached-not-passed",
            with_option(strict=True),
            "Where the running sum is exactly u, you stop a symbol too early, even at one of probability 0.",
            "Look at the comparison: is the sum to be above u, or to reach it?",
        ),
        Mistake(
            "largest-forgotten",
            with_option(late=True),
            "exp of a large logit is inf, and inf divided by inf is NaN. NaN compares as False.",
            "Look at the exponential: what may be taken off a whole row without a change of the result?",
        ),
        Mistake(
            "largest-before-the-division",
            with_option(early=True),
            "You take off the largest logit as it was before the division by the temperature.",
            "Look at the exponential: is its largest argument 0 in every row?",
        ),
    ),
    (
        "Divide, then take the softmax along the last axis. Subtract the largest first: exp(900) is inf.",
        "A running sum along the row rises from p[0] to 1. Where does it pass u?",
        "The place is how many of the running sums are not above u.",
    ),
    "sec-write-code",
)
