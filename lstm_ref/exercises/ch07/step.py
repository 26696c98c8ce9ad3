"""7.3: one step with a forget gate."""

from collections.abc import Callable, Iterator

import numpy as np

from lstm_ref.numpy.arrays import Array, sigmoid
from lstm_ref.numpy.init import Rng
from lstm_ref.numpy.lstm import LSTMParams
from lstm_ref.verify.engine import Case, Mistake, Output, Task

SIZES = ((3, 2, 4), (2, 5, 3), (4, 3, 2))
Pair = tuple[Array, Array]


def random_params(rng: Rng, D: int, H: int) -> LSTMParams:
    return LSTMParams(
        rng.standard_normal((4 * H, D)), 0.6 * rng.standard_normal((4 * H, H)), rng.standard_normal(4 * H)
    )


def step_inputs(rng: Rng) -> Iterator[Case]:
    for B, D, H in SIZES:
        params, x = random_params(rng, D, H), rng.standard_normal((B, D))
        h, c = rng.uniform(-0.9, 0.9, (B, H)), 1.5 * rng.standard_normal((B, H))
        yield Case(f"B = {B}, D = {D}, H = {H}", (params, x, h, c))


def pre(params: LSTMParams, x: Array, h: Array) -> tuple[Array, ...]:
    a = x @ params.weight_ih.T + h @ params.weight_hh.T + params.bias
    return tuple(np.split(a, 4, axis=-1))


def step(params: LSTMParams, x: Array, h: Array, c: Array) -> Pair:
    i, f, g, o = pre(params, x, h)
    new = sigmoid(f) * c + sigmoid(i) * np.tanh(g)
    return sigmoid(o) * np.tanh(new), new


def with_memory(memory: Callable[[Array, Array, Array, Array], Array]) -> Callable[..., Pair]:
    """The step with another line for c, a function of i, f, g (all squashed) and the old c."""

    def answer(params: LSTMParams, x: Array, h: Array, c: Array) -> Pair:
        i, f, g, o = pre(params, x, h)
        new = memory(sigmoid(i), sigmoid(f), np.tanh(g), c)
        return sigmoid(o) * np.tanh(new), new

    return answer


def in_order(order: str) -> Callable[..., Pair]:
    """The step that takes the four blocks for gates in another order."""

    def answer(params: LSTMParams, x: Array, h: Array, c: Array) -> Pair:
        gates = dict(zip(order, pre(params, x, h), strict=True))
        new = sigmoid(gates["f"]) * c + sigmoid(gates["i"]) * np.tanh(gates["g"])
        return sigmoid(gates["o"]) * np.tanh(new), new

    return answer


def not_squashed(params: LSTMParams, x: Array, h: Array, c: Array) -> Pair:
    i, f, g, o = pre(params, x, h)
    new = f * c + sigmoid(i) * np.tanh(g)
    return sigmoid(o) * np.tanh(new), new


def shows_the_old(params: LSTMParams, x: Array, h: Array, c: Array) -> Pair:
    o = sigmoid(pre(params, x, h)[3])
    return o * np.tanh(c), step(params, x, h, c)[1]


def shown_whole(params: LSTMParams, x: Array, h: Array, c: Array) -> Pair:
    new = step(params, x, h, c)[1]
    return np.tanh(new), new


def not_squashed_when_shown(params: LSTMParams, x: Array, h: Array, c: Array) -> Pair:
    new = step(params, x, h, c)[1]
    return sigmoid(pre(params, x, h)[3]) * new, new


def no_bias(params: LSTMParams, x: Array, h: Array, c: Array) -> Pair:
    return step(params._replace(bias=np.zeros_like(params.bias)), x, h, c)


def state_not_seen(params: LSTMParams, x: Array, h: Array, c: Array) -> Pair:
    return step(params, x, np.zeros_like(h), c)


def sees_the_memory(params: LSTMParams, x: Array, h: Array, c: Array) -> Pair:
    return step(params, x, c, c)


MEMORY = "Look at the line that makes the new memory"

TASK = Task(
    "7.3",
    "Write the step with a forget gate",
    step,
    step_inputs,
    (Output("h", axes=("B", "H")), Output("c", axes=("B", "H"))),
    (
        Mistake(
            "still-1997",
            with_memory(lambda i, f, g, c: c + i * g),
            "The old memory is kept whole: that is the cell of 1997.",
            f"{MEMORY}: by what is `c` multiplied?",
        ),
        Mistake(
            "keeps-what-it-should-forget",
            with_memory(lambda i, f, g, c: (1 - f) * c + i * g),
            "You multiply the old memory by 1 − f. The gate is the share that is *kept*.",
            f"{MEMORY}: what happens to it at f = 1?",
        ),
        Mistake(
            "gate-round-everything",
            with_memory(lambda i, f, g, c: f * (c + i * g)),
            "The forget gate multiplies the write too.",
            f"{MEMORY}: where does the bracket close?",
        ),
        Mistake(
            "write-kept-from-the-gate",
            with_memory(lambda i, f, g, c: f * c + (1 - f) * g),
            "You write with 1 − f. That is a cell with coupled gates; this one has an input gate.",
            f"{MEMORY}: which gate lets the candidate in?",
        ),
        Mistake(
            "gates-swapped",
            with_memory(lambda i, f, g, c: i * c + f * g),
            "Forget gate and input gate have changed places: in the line, or in the order of the blocks.",
            f"{MEMORY}: which of them keeps?",
        ),
        Mistake(
            "memory-replaced",
            with_memory(lambda i, f, g, c: i * g),
            "Nothing of the old memory is left.",
            f"{MEMORY}.",
        ),
        Mistake(
            "no-input-gate",
            with_memory(lambda i, f, g, c: f * c + g),
            "The candidate is written whole.",
            f"{MEMORY}: which gate lets the candidate in?",
        ),
        Mistake(
            "gate-not-squashed",
            not_squashed,
            "Your forget gate has no sigmoid: it can be negative, and above one.",
            "What makes a gate of a weighted sum?",
        ),
        Mistake(
            "order-o-before-g",
            in_order("ifog"),
            "You take the third block of rows for the output gate. The order is i, f, g, o.",
            "Look at how you split.",
        ),
        Mistake(
            "shows-the-old-memory",
            shows_the_old,
            "Your hidden state shows the memory before the step.",
            "Which of the two memories goes through the tanh?",
        ),
        Mistake(
            "shown-whole",
            shown_whole,
            "The output gate is missing.",
            "How much of tanh(c) is shown?",
        ),
        Mistake(
            "shown-unsquashed",
            not_squashed_when_shown,
            "The memory is shown without its tanh.",
            "What bounds h?",
        ),
        Mistake("no-bias", no_bias, "The bias is missing.", "A gate's sum has three parts."),
        Mistake(
            "state-not-seen",
            state_not_seen,
            "Your gates do not see the last hidden state.",
            "Look at the sum.",
        ),
        Mistake(
            "sees-the-memory",
            sees_the_memory,
            "Your gates see the memory where they should see the hidden state.",
            "What is multiplied by `weight_hh`?",
        ),
    ),
    (
        "One sum of shape (B, 4H) for all four, then split it along the last axis.",
        "Three sigmoids and a tanh, in the order i, f, g, o.",
        "The new memory is one gate times the old memory plus another gate times the candidate.",
    ),
    "sec-forget-gate",
    gates="ifgo",
)
