"""14.1: the input's product, taken once for all steps."""

from collections.abc import Iterator
from typing import Any

import numpy as np

from lstm_ref.exercises.ch14.counted import Product, counted_task
from lstm_ref.numpy.arrays import Array, sigmoid
from lstm_ref.numpy.init import Rng, init_lstm
from lstm_ref.numpy.lstm import LSTMParams
from lstm_ref.verify.engine import Case, Mistake, Output
from lstm_ref.verify.mistake import Answer


def due(params: LSTMParams, xs: Array, h0: Array, c0: Array) -> int:
    """The multiplications of all products of a forward pass."""
    each = params.weight_ih.size + params.weight_hh.size
    return int(xs.shape[0] * xs.shape[1] * each)


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
    for T, B, D, H in ((5, 3, 2, 4), (7, 2, 5, 3), (4, 6, 3, 2)):
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


LOOP = "Look at the loop: which product in it needs nothing from the step before?"

TASK = counted_task(
    id="14.1",
    title="Take a product out of the loop",
    reference=forward,
    inputs=given,
    outputs=(Output("hs", axes=("T", "B", "H")), Output("products"), Output("share counted")),
    due=due,
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
