"""7.5: forget and input bias for lags that are known."""

from collections.abc import Callable, Iterator

import numpy as np

from lstm_ref.numpy.arrays import Array
from lstm_ref.numpy.init import Rng
from lstm_ref.verify.engine import Case, Mistake, Output, Task


def stacked(i: Array, f: Array, g: Array, o: Array) -> Array:
    return np.concatenate([i, f, g, o])


def biases(lags: Array) -> Array:
    forget = np.log(lags)
    zero = np.zeros_like(forget)
    return stacked(-forget, forget, zero, zero)


def given(rng: Rng) -> Iterator[Case]:
    for size, longest in ((5, 40.0), (3, 500.0), (4, 9.0)):
        yield Case(f"{size} units, lags up to {longest:g}", (rng.uniform(1.5, longest, size),))


def wrong(make: Callable[[Array, Array], tuple[Array, Array, Array, Array]]) -> Callable[[Array], Array]:
    """Four blocks made of log u and zeros."""
    return lambda lags: stacked(*make(np.log(lags), np.zeros_like(lags)))


TASK = Task(
    "7.5",
    "Set both biases by the lag",
    biases,
    given,
    (Output("bias", axes=("gate*H",), gates="ifgo"),),
    (
        Mistake(
            "forget-alone",
            wrong(lambda b, zero: (zero, b, zero, zero)),
            "Your input gates stand half open. What they write fills a memory that keeps.",
            "How much may a unit write per step, if it is to write as much as it loses?",
            "sec-too-much",
        ),
        Mistake(
            "input-the-same",
            wrong(lambda b, zero: (b, b, zero, zero)),
            "Your input gates stand as wide open as the forget gates.",
            "A unit that loses little should write little. Which sign follows?",
        ),
        Mistake(
            "signs-turned-round",
            wrong(lambda b, zero: (b, -b, zero, zero)),
            "Long lags get gates that forget fast: the signs are turned round.",
            "Is f near 1 or near 0 for a long lag?",
        ),
        Mistake(
            "another-order",
            wrong(lambda b, zero: (b, zero, -b, zero)),
            "Your blocks are in another order: the first is the input gate's, the second the forget gate's.",
            "The order is i, f, g, o.",
        ),
        Mistake(
            "all-gates",
            wrong(lambda b, zero: (-b, b, zero, -b)),
            "The output gate has a bias too. The chrono start says nothing about it.",
            "Which two gates touch the memory?",
        ),
        Mistake(
            "lag-itself",
            lambda lags: stacked(-lags, lags, 0 * lags, 0 * lags),
            "You set the biases to the lags themselves. A gate of σ(40) is one to seventeen digits.",
            "Solve 1 − f = 1/(1 + u) for the bias.",
        ),
        Mistake(
            "one-for-all",
            lambda lags: biases(np.full_like(lags, lags.mean())),
            "All units have the same bias. Each has a lag of its own.",
            "Look at the shape of `lags`.",
        ),
        Mistake(
            "base-two",
            lambda lags: biases(lags) / np.log(2),
            "You took the binary logarithm. The sigmoid is made with e.",
            "Solve σ(b) = u/(1 + u) for b.",
        ),
        Mistake(
            "one-lag-less",
            lambda lags: biases(lags - 1),
            "You took log(u − 1). In the formula the 1 is taken from the longest lag, where u is drawn.",
            "Here u is given.",
        ),
    ),
    (
        "A unit with the lag u loses one part in 1 + u at each step.",
        "So 1 − f = 1/(1 + u). Which bias makes that f? Try u = 1.",
        "It writes as much as it loses: i = 1 − f, and σ(−b) = 1 − σ(b).",
    ),
    "sec-chrono",
)
