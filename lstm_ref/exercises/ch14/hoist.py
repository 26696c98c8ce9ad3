"""14.1: the input's product, taken once for all steps."""

from collections.abc import Iterator
from typing import Any

import numpy as np

from lstm_ref.exercises.ch14.counted import Product, Shape, counted_task, either_way
from lstm_ref.numpy.arrays import Array, sigmoid
from lstm_ref.numpy.init import Rng, init_lstm
from lstm_ref.numpy.lstm import LSTMParams
from lstm_ref.verify.engine import Case, Mistake, Output
from lstm_ref.verify.mistake import Answer


def due(params: LSTMParams, xs: Array, h0: Array, c0: Array) -> tuple[int, int]:
    """The multiplications of a forward pass; and with a column of ones for the bias in both products."""
    rows, blocks = xs.shape[0] * xs.shape[1], len(params.bias)
    inside = xs.shape[2] + h0.shape[1]
    return rows * blocks * inside, rows * blocks * (inside + 2)


def kinds(params: LSTMParams, xs: Array, h0: Array, c0: Array) -> tuple[frozenset[Shape], frozenset[Shape]]:
    """The shapes of a product with all inputs, and of one with a state; a column of ones may be there."""
    (T, B, D), H = xs.shape, h0.shape[1]
    return (
        either_way([(T * B, k, 4 * H) for k in (D, D + 1)]),
        either_way([(B, k, 4 * H) for k in (H, H + 1)]),
    )


def cell(a: Array, c: Array, order: str = "ifgo") -> tuple[Array, Array]:
    gates = dict(zip(order, np.split(a, 4, axis=-1), strict=True))
    c = sigmoid(gates["f"]) * c + sigmoid(gates["i"]) * np.tanh(gates["g"])
    return sigmoid(gates["o"]) * np.tanh(c), c


def project(params: LSTMParams, xs: Array, product: Any) -> Array:
    """(T, B, 4H): every step's share of the input, in one product."""
    flat: Array = product(xs.reshape(-1, xs.shape[2]), params.weight_ih.T)
    return flat.reshape(*xs.shape[:2], -1)


def forward(params: LSTMParams, xs: Array, h0: Array, c0: Array, product: Product) -> Array:
    at_input, h, c, hs = project(params, xs, product) + params.bias, h0, c0, []
    for a_t in at_input:
        h, c = cell(a_t + product(h, params.weight_hh.T), c)
        hs.append(h)
    return np.array(hs)


def given(rng: Rng) -> Iterator[Case]:
    for T, B, D, H in ((5, 3, 2, 4), (7, 2, 5, 3), (4, 5, 6, 2)):
        params = init_lstm(rng, D, H, bias=rng.standard_normal(4 * H))
        states = np.tanh(rng.standard_normal((B, H))), rng.standard_normal((B, H))
        yield Case(f"T = {T}, B = {B}, D = {D}, H = {H}", (params, rng.standard_normal((T, B, D)), *states))


def not_hoisted(params: LSTMParams, xs: Array, h0: Array, c0: Array, product: Product) -> Array:
    h, c, hs = h0, c0, []
    for x in xs:
        a = product(x, params.weight_ih.T) + product(h, params.weight_hh.T) + params.bias
        h, c = cell(a, c)
        hs.append(h)
    return np.array(hs)


def joined(params: LSTMParams, xs: Array, h0: Array, c0: Array, product: Product) -> Array:
    weights, h, c, hs = np.concatenate([params.weight_ih, params.weight_hh], axis=1).T, h0, c0, []
    for x in xs:
        h, c = cell(product(np.concatenate([x, h], axis=1), weights) + params.bias, c)
        hs.append(h)
    return np.array(hs)


def looked_ahead(
    params: LSTMParams, xs: Array, h0: Array, c0: Array, product: Product, spare: bool = False
) -> Array:
    """Input and state joined at each step, and one product more: T + 1, and the input is in every one."""
    weights, c, hs = np.concatenate([params.weight_ih, params.weight_hh], axis=1).T, c0, []
    if spare:
        product(h0, params.weight_hh.T)
    a = product(np.concatenate([xs[0], h0], axis=1), weights)
    for t in range(len(xs)):
        h, c = cell(a + params.bias, c)
        hs.append(h)
        if t + 1 < len(xs) or not spare:
            a = product(np.concatenate([xs[min(t + 1, len(xs) - 1)], h], axis=1), weights)
    return np.array(hs)


def first_step_apart(params: LSTMParams, xs: Array, h0: Array, c0: Array, product: Product) -> Array:
    return looked_ahead(params, xs, h0, c0, product, spare=True)


def thrown_away(params: LSTMParams, xs: Array, h0: Array, c0: Array, product: Product) -> Array:
    """The input's product is taken with `product`, and what is used is taken with @."""
    project(params, xs, product)
    made: Array = without(of_input=True)(params, xs, h0, c0, product)
    return made


def without(of_input: bool) -> Answer:
    """One of the two kinds of products is taken with @."""

    def answer(params: LSTMParams, xs: Array, h0: Array, c0: Array, product: Product) -> Array:
        at_input = xs @ params.weight_ih.T if of_input else project(params, xs, product)
        h, c, hs = h0, c0, []
        for a_t in at_input + params.bias:
            recurrent = product(h, params.weight_hh.T) if of_input else h @ params.weight_hh.T
            h, c = cell(a_t + recurrent, c)
            hs.append(h)
        return np.array(hs)

    return answer


def walk(
    biases: float = 1.0,
    order: str = "ifgo",
    carries_h: bool = True,
    carries_c: bool = True,
    first_input: bool = False,
    other_rows: bool = False,
) -> Answer:
    """The right walk with one thing changed."""

    def answer(params: LSTMParams, xs: Array, h0: Array, c0: Array, product: Product) -> Array:
        at_input = project(params, xs, product)
        if other_rows:
            T, B = xs.shape[:2]
            at_input = at_input.reshape(B, T, -1).swapaxes(0, 1)
        h, c, hs = h0, c0, []
        for a_t in at_input:
            a_t = at_input[0] if first_input else a_t
            past = product(h if carries_h else h0, params.weight_hh.T)
            h, c = cell(a_t + past + biases * params.bias, c if carries_c else c0, order)
            hs.append(h)
        return np.array(hs)

    return answer


def squashed_otherwise(of_candidate: Any, of_memory: Any, late: bool = False) -> Answer:
    """The right walk with other functions; or h from the memory before the step."""

    def answer(params: LSTMParams, xs: Array, h0: Array, c0: Array, product: Product) -> Array:
        h, c, hs = h0, c0, []
        for a_t in project(params, xs, product) + params.bias:
            i, f, g, o = np.split(a_t + product(h, params.weight_hh.T), 4, axis=1)
            before, c = c, sigmoid(f) * c + sigmoid(i) * of_candidate(g)
            h = sigmoid(o) * of_memory(before if late else c)
            hs.append(h)
        return np.array(hs)

    return answer


def as_it_is(c: Array) -> Array:
    return c


JOINED = "The hidden states are right, with T + 1 products. None of them is that of all inputs at once: "
LOOP = "Look at the loop: which product in it needs nothing from the step before?"

TASK = counted_task(
    id="14.1",
    title="Take a product out of the loop",
    reference=forward,
    inputs=given,
    outputs=(
        Output("hs", axes=("T", "B", "H")),
        Output("products"),
        Output("products with the inputs of all steps"),
        Output("products with one state"),
        Output("share counted"),
        Output("xs multiplied without product"),
        Output("h0 multiplied without product"),
    ),
    due=due,
    kinds=kinds,
    multiplied=("xs", "h0"),
    mistakes=(
        Mistake(
            "two-products-at-each-step",
            not_hoisted,
            "The hidden states are right. There are two products at each step.",
            LOOP,
        ),
        Mistake(
            "one-joined-product-at-each-step",
            joined,
            "The hidden states are right, with one product at each step: input and state are joined. That is "
            "another rung. The input's product is still inside the loop.",
            LOOP,
        ),
        Mistake(
            "one-joined-product-ahead",
            looked_ahead,
            f"{JOINED}input and state are joined at each step, and there is one product more.",
            LOOP,
        ),
        Mistake(
            "one-product-to-spare",
            first_step_apart,
            f"{JOINED}at most one step's input is taken apart, and at the others input and state are joined.",
            LOOP,
        ),
        Mistake(
            "product-thrown-away",
            thrown_away,
            "The hidden states are right. With a `product` that gives zeros they still depend on `xs`: the "
            "input's product is taken with something else, and what `product` gave is not used.",
            "Look for an `@`, a `dot` or an `einsum`.",
        ),
        Mistake(
            "input-not-counted",
            without(of_input=True),
            "The hidden states are right. The product with `weight_ih` is not taken with `product`.",
            "Look for an `@`, a `dot` or an `einsum`.",
        ),
        Mistake(
            "state-not-counted",
            without(of_input=False),
            "The hidden states are right. The products with `weight_hh` are not taken with `product`.",
            "Look for an `@`, a `dot` or an `einsum`.",
        ),
        Mistake(
            "no-bias",
            walk(biases=0.0),
            "The bias is missing.",
            "Look at what is added before the gates' sigmoids.",
        ),
        Mistake(
            "bias-twice",
            walk(biases=2.0),
            "The bias is added twice: before the loop, and in it.",
            "Look at every line that adds `params.bias`.",
        ),
        Mistake(
            "rows-of-another-step",
            walk(other_rows=True),
            "The rows of your large product are handed out to the wrong steps and sequences.",
            "Look at the reshape after the product: which axis came first before it?",
        ),
        Mistake(
            "first-input-at-each-step",
            walk(first_input=True),
            "Each step reads the input of the first one.",
            "Look at the index of the projected input in the loop.",
        ),
        Mistake(
            "state-not-carried",
            walk(carries_h=False),
            "Each step's product is with `h0`.",
            "Look at what you multiply with `weight_hh`.",
        ),
        Mistake(
            "memory-not-carried",
            walk(carries_c=False),
            "Each step starts from `c0`.",
            "Look at what the forget gate is multiplied with.",
        ),
        Mistake(
            "candidate-by-sigmoid",
            squashed_otherwise(sigmoid, np.tanh),
            "Your candidate went through a sigmoid.",
            "Look at what each of the four blocks goes through.",
        ),
        Mistake(
            "memory-as-it-is",
            squashed_otherwise(np.tanh, as_it_is),
            "The memory comes out of the cell as it is.",
            "Look at what the output gate is multiplied with.",
        ),
        Mistake(
            "memory-of-the-step-before",
            squashed_otherwise(np.tanh, np.tanh, late=True),
            "h is made of the memory that came into the step.",
            "Look at the order of your last two lines.",
        ),
        Mistake(
            "order-figo",
            walk(order="figo"),
            "Your first block is the forget gate. Here it is the input gate.",
            "Look at the names that you give to the four blocks.",
            "sec-gate-order",
        ),
        Mistake(
            "order-ifog",
            walk(order="ifog"),
            "Your third block is the output gate. Here it is the candidate.",
            "Look at the names that you give to the four blocks.",
            "sec-gate-order",
        ),
    ),
    hints=(
        "The inputs of all steps are there before the loop begins.",
        "xs.reshape(-1, D) is a matrix of T·B rows. One product with `weight_ih.T` gives T·B rows of 4H.",
        "Bring it back to (T, B, 4H). In the loop only `product(h, weight_hh.T)` is left.",
    ),
    section="sec-hoist",
)
