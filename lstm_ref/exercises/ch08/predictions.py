"""8.3: three numbers about a cell that has not been run."""

import math
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from lstm_ref.numpy.init import Rng, init_lstm
from lstm_ref.tasks.fading import FAR, fade, measured_half_life, one_step
from lstm_ref.verify.engine import Mistake, Output, Task


def predictions(
    input_size: int, hidden_size: int, forget_bias: float, c0: float, steps: int
) -> dict[str, float]:
    """What a run shows: nothing here is computed from a formula."""
    arrays = init_lstm(np.random.default_rng(0), input_size, hidden_size)
    faded, _ = fade(forget_bias, steps=400)
    memory = c0
    for _ in range(steps):
        memory = one_step(memory, f=FAR, i=FAR, g=np.copysign(FAR, c0))
    return {
        "parameters": sum(array.size for array in arrays),
        "half_life": measured_half_life(faded, 0.1),
        "largest_c": abs(memory),
    }


def prediction_inputs(rng: Rng) -> Iterator[tuple[Any, ...]]:
    """A memory that lasts, one that does not last a step, one between them; the second starts below zero.

    The second half-life is always rounded up, the third always down, so that each way of rounding shows.
    """
    for sign, biases in ((1, (3.5, 4.5)), (-1, (-0.9, -0.5)), (1, (1.69, 1.78))):
        sizes = int(rng.integers(2, 8)), int(rng.integers(8, 33))
        forget_bias, c0 = round(float(rng.uniform(*biases)), 2), round(float(rng.uniform(0.5, 3)), 2)
        yield *sizes, forget_bias, sign * c0, int(rng.integers(6, 21))


def but(part: str, wrong: Callable[..., float]) -> Callable[..., dict[str, float]]:
    """The right predictions, but for one part; `wrong` is given D, H, the forget bias, c0 and the steps."""

    def answer(
        input_size: int, hidden_size: int, forget_bias: float, c0: float, steps: int
    ) -> dict[str, float]:
        given = (input_size, hidden_size, forget_bias, c0, steps)
        return {**predictions(*given), part: wrong(*given)}

    return answer


def half_life_of(forget_bias: float) -> float:
    return math.log(2) / math.log(1 + math.exp(-forget_bias))


ROUNDED = (
    "The half-life is rounded to a whole number of steps.",
    "Look at the last thing that is done with the half-life: fⁿ = ½ has a solution between two steps.",
)


COUNT = "Look at the count: what is learned, and how many times is it there?"


PREDICTIONS = (
    Mistake(
        "two-biases-counted",
        but("parameters", lambda D, H, *_: 4 * H * (D + H + 2)),
        "The count has a second bias; that is PyTorch's.",
        COUNT,
        "sec-counts",
    ),
    Mistake(
        "one-layer-counted",
        but("parameters", lambda D, H, *_: H * (D + H + 1)),
        "The count is that of one layer.",
        COUNT,
        "sec-counts",
    ),
    Mistake(
        "no-bias-counted",
        but("parameters", lambda D, H, *_: 4 * H * (D + H)),
        "The count has the weights and no bias.",
        COUNT,
        "sec-counts",
    ),
    Mistake(
        "every-step-counted",
        but("parameters", lambda D, H, b_f, c0, steps: 4 * H * (D + H + 1) * steps),
        "The count grows with the number of steps, as if each step had weights of its own.",
        COUNT,
        "sec-counts",
    ),
    Mistake(
        "mean-life-for-half-life",
        but("half_life", lambda D, H, b_f, *_: 1 + math.exp(b_f)),
        "The half-life is 1 / (1 − f). After so many steps less than half is left.",
        "Look at the half-life: write down what is left after n steps, and set that to one half.",
    ),
    Mistake(
        "forget-gate-forgets",
        but("half_life", lambda D, H, b_f, *_: math.log(0.5) / -math.log(1 + math.exp(b_f))),
        "The half-life shrinks when the forget bias grows.",
        "Look at the gate's line: which bias makes a memory last, a large one or a small one?",
        "sec-corner-cases",
    ),
    Mistake(
        "half-life-rounded", but("half_life", lambda D, H, b_f, *_: float(round(half_life_of(b_f)))), *ROUNDED
    ),
    Mistake(
        "half-life-rounded-up",
        but("half_life", lambda D, H, b_f, *_: float(math.ceil(half_life_of(b_f)))),
        *ROUNDED,
    ),
    Mistake(
        "half-life-rounded-down",
        but("half_life", lambda D, H, b_f, *_: float(math.floor(half_life_of(b_f)))),
        *ROUNDED,
    ),
    Mistake(
        "half-life-negative",
        but("half_life", lambda D, H, b_f, *_: -half_life_of(b_f)),
        "The half-life has the wrong sign: it is a number of steps.",
        "Look at the half-life: it is a quotient of two logarithms. Which of the two are negative?",
    ),
    Mistake(
        "signed-start",
        but("largest_c", lambda D, H, b_f, c0, steps: c0 + steps),
        "A memory that starts below zero is taken to lose size, not to gain it.",
        "Look at the bound: in which direction do you go to get as far from zero as you can?",
        "sec-bounds",
    ),
    Mistake(
        "memory-bounded-by-one",
        but("largest_c", lambda *_: 1.0),
        "The memory is taken to stay within (−1, 1).",
        "Look at the bound: the tanh is around each write. What adds up?",
        "sec-bounds",
    ),
    Mistake(
        "memory-counted-from-empty",
        but("largest_c", lambda D, H, b_f, c0, steps: float(steps)),
        "The bound does not depend on what the memory holds at the start.",
        "Look at the bound: which argument is not in it?",
        "sec-bounds",
    ),
)


TASK = Task(
    "8.3",
    "Predict three numbers",
    predictions,
    prediction_inputs,
    (
        Output("parameters", section="sec-counts"),
        Output("half_life", section="sec-half-life"),
        Output("largest_c", section="sec-bounds"),
    ),
    PREDICTIONS,
    (
        "Three formulas from three sections: the count, the half-life, and the bound on the memory.",
        "The forget bias is not the gate: it goes through a sigmoid first. Then solve fⁿ = ½ for n.",
        "`4 * H * (D + H + 1)`; `np.log(0.5) / np.log(f)` with `f = 1 / (1 + np.exp(-forget_bias))`; and "
        "each step adds at most 1 to the size of `c0`.",
    ),
    "sec-half-life",
    rtol=1e-6,
)
