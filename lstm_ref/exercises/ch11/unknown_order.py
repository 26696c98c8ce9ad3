"""11.2: the gate order of stored weights, found from a recording."""

from collections.abc import Callable, Iterator
from itertools import permutations

import numpy as np

from lstm_ref.numpy.arrays import Array
from lstm_ref.numpy.gate_order import reorder_gates
from lstm_ref.numpy.init import Rng
from lstm_ref.numpy.lstm import LSTMParams, LSTMState, lstm_step
from lstm_ref.numpy.scan import scan
from lstm_ref.verify.engine import Case, Mistake, Output, Task

ORDERS = tuple("".join(order) for order in permutations("ifgo"))
Judge = Callable[[Array, Array], float]


def furthest(got: Array, hs: Array) -> float:
    return float(np.abs(got - hs).max())


def outputs(params: LSTMParams, xs: Array) -> Array:
    return scan(lstm_step, params, xs, LSTMState.zeros(xs.shape[1], params.weight_hh.shape[1]))[0]


def best(params: LSTMParams, xs: Array, hs: Array, judge: Judge = furthest) -> str:
    return min(ORDERS, key=lambda order: judge(outputs(reorder_gates(params, order, "ifgo"), xs), hs))


def find(params: LSTMParams, xs: Array, hs: Array) -> str:
    return best(params, xs, hs)


def given(rng: Rng) -> Iterator[Case]:
    for order, (T, B, D, H) in (
        ("fgio", (6, 4, 3, 2)),
        ("ogif", (2, 3, 4, 5)),
        ("gifo", (5, 2, 6, 3)),
        ("foig", (3, 5, 2, 4)),
    ):
        right = LSTMParams(*(rng.standard_normal(s) for s in ((4 * H, D), (4 * H, H), (4 * H,))))
        xs = rng.standard_normal((T, B, D))
        hs = np.round(outputs(right, xs), 4)
        yield Case(f"T = {T}, B = {B}", (reorder_gates(right, "ifgo", order), xs, hs))


def turned_round(params: LSTMParams, xs: Array, hs: Array) -> str:
    return min(ORDERS, key=lambda order: furthest(outputs(reorder_gates(params, "ifgo", order), xs), hs))


def inputs_alone(params: LSTMParams, xs: Array, hs: Array) -> str:
    def off(order: str) -> float:
        moved = reorder_gates(params, order, "ifgo")
        return furthest(outputs(moved._replace(weight_hh=params.weight_hh), xs), hs)

    return min(ORDERS, key=off)


def weights_alone(params: LSTMParams, xs: Array, hs: Array) -> str:
    def off(order: str) -> float:
        moved = reorder_gates(params, order, "ifgo")
        return furthest(outputs(moved._replace(bias=params.bias), xs), hs)

    return min(ORDERS, key=off)


COMPARED = "Look at what you compare"

TASK = Task(
    "11.2",
    "Find the order of stored weights",
    find,
    given,
    (Output("order", told=False),),
    (
        Mistake(
            "turned-round",
            turned_round,
            "You have found the way back: which of `ifgo`'s blocks to take from where.",
            "Look at the arguments of `reorder_gates`: which is the order that the weights *have*?",
        ),
        Mistake(
            "took-ours",
            lambda params, xs, hs: "ifgo",
            "You say i f g o, whatever was stored.",
            "Compare with `hs`.",
        ),
        Mistake(
            "the-worst",
            lambda params, xs, hs: best(params, xs, hs, lambda got, want: -furthest(got, want)),
            "That is the order which fits worst.",
            "Is a fit small or large?",
        ),
        Mistake(
            "signed-difference",
            lambda params, xs, hs: best(params, xs, hs, lambda got, want: float((got - want).sum())),
            "Differences above and below zero cancel in your sum.",
            f"{COMPARED}.",
        ),
        Mistake(
            "from-the-bottom",
            lambda params, xs, hs: find(params, xs, hs)[::-1],
            "You name the blocks from the last to the first.",
            "Which block has the first rows?",
        ),
        Mistake(
            "recurrent-not-moved",
            inputs_alone,
            "You move the rows of `weight_ih` and `bias`, and leave those of `weight_hh`.",
            "Everything that has 4H rows has the same order.",
        ),
        Mistake(
            "bias-not-moved",
            weights_alone,
            "You move the rows of the weights, and leave those of the bias.",
            "Everything that has 4H rows has the same order.",
        ),
    ),
    (
        "There are 24 orders, and `permutations` makes them. Try each.",
        "`reorder_gates(params, order, 'ifgo')` says: it has this order, make it ours. Then run it.",
        "The recording has four decimals, so nothing fits exactly. Which order fits best?",
    ),
    "sec-24-orders",
)
