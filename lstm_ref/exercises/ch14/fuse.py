"""14.2: four gates, one product."""

from collections.abc import Iterator

import numpy as np

from lstm_ref.exercises.ch14.counted import Product, Shape, counted_task, either_way
from lstm_ref.numpy.arrays import Array, sigmoid
from lstm_ref.numpy.init import Rng
from lstm_ref.verify.engine import Case, Mistake, Output
from lstm_ref.verify.mistake import Answer


def due(weights_ih: Array, weights_hh: Array, biases: Array, x: Array, h: Array) -> tuple[int, int]:
    """The multiplications of all eight small products; and with a column of ones for the bias."""
    inside = x.shape[1] + h.shape[1]
    return len(x) * biases.size * inside, len(x) * biases.size * (inside + 1)


def kinds(weights_ih: Array, weights_hh: Array, biases: Array, x: Array, h: Array) -> tuple[frozenset[Shape]]:
    """The shape of the one product; a column of ones may be there."""
    inside = x.shape[1] + h.shape[1]
    return (either_way([(len(x), k, biases.size) for k in (inside, inside + 1)]),)


def sums(weights_ih: Array, weights_hh: Array, x: Array, h: Array, product: Product) -> Array:
    """(4, B, H): before the bias and the sigmoids, from one product."""
    stacked = np.concatenate([weights_ih, weights_hh], axis=2)  # (4, H, D + H)
    flat = product(np.concatenate([x, h], axis=1), stacked.reshape(-1, stacked.shape[2]).T)
    return flat.reshape(len(x), 4, -1).swapaxes(0, 1)


def gates(weights_ih: Array, weights_hh: Array, biases: Array, x: Array, h: Array, product: Product) -> Array:
    """(4, B, H) in the order i, f, g, o."""
    a = sums(weights_ih, weights_hh, x, h, product) + biases[:, None]
    return np.array([sigmoid(a[0]), sigmoid(a[1]), np.tanh(a[2]), sigmoid(a[3])])


def given(rng: Rng) -> Iterator[Case]:
    for B, D, H in ((3, 2, 5), (2, 6, 3), (7, 3, 2)):
        shapes = ((4, H, D), (4, H, H), (4, H), (B, D), (B, H))
        yield Case(f"B = {B}, D = {D}, H = {H}", tuple(rng.uniform(-1, 1, shape) for shape in shapes))


def small_products(joined: bool) -> Answer:
    """A product for each gate, of input and state together or apart."""

    def answer(
        weights_ih: Array, weights_hh: Array, biases: Array, x: Array, h: Array, product: Product
    ) -> Array:
        made = []
        squashes: tuple[Answer, ...] = (sigmoid, sigmoid, np.tanh, sigmoid)
        for k, squash in enumerate(squashes):
            if joined:
                weights = np.concatenate([weights_ih[k], weights_hh[k]], axis=1)
                a = product(np.concatenate([x, h], axis=1), weights.T)
            else:
                a = product(x, weights_ih[k].T) + product(h, weights_hh[k].T)
            made.append(squash(a + biases[k]))
        return np.array(made)

    return answer


def two_products(
    weights_ih: Array, weights_hh: Array, biases: Array, x: Array, h: Array, product: Product
) -> Array:
    at_input = product(x, weights_ih.reshape(-1, x.shape[1]).T)
    a = at_input + product(h, weights_hh.reshape(-1, h.shape[1]).T) + biases.ravel()
    i, f, g, o = np.split(a, 4, axis=1)
    return np.array([sigmoid(i), sigmoid(f), np.tanh(g), sigmoid(o)])


def half_by_hand(of_input: bool) -> Answer:
    """One product is counted; the other is taken with @."""

    def answer(
        weights_ih: Array, weights_hh: Array, biases: Array, x: Array, h: Array, product: Product
    ) -> Array:
        wide_ih, wide_hh = weights_ih.reshape(-1, x.shape[1]).T, weights_hh.reshape(-1, h.shape[1]).T
        a = x @ wide_ih + product(h, wide_hh) if of_input else product(x, wide_ih) + h @ wide_hh
        i, f, g, o = np.split(a + biases.ravel(), 4, axis=1)
        return np.array([sigmoid(i), sigmoid(f), np.tanh(g), sigmoid(o)])

    return answer


def state_first(
    weights_ih: Array, weights_hh: Array, biases: Array, x: Array, h: Array, product: Product
) -> Array:
    """[h, x] meets [W_ih, W_hh]."""
    stacked = np.concatenate([weights_ih, weights_hh], axis=2).reshape(biases.size, -1)
    i, f, g, o = np.split(product(np.concatenate([h, x], axis=1), stacked.T) + biases.ravel(), 4, axis=1)
    return np.array([sigmoid(i), sigmoid(f), np.tanh(g), sigmoid(o)])


def squashed(*kinds: str, bias: float = 1.0, shuffled: bool = False) -> Answer:
    """The right sums with other functions on the four blocks, or with the blocks cut wrongly."""

    def answer(
        weights_ih: Array, weights_hh: Array, biases: Array, x: Array, h: Array, product: Product
    ) -> Array:
        a = sums(weights_ih, weights_hh, x, h, product)
        if shuffled:
            a = a.swapaxes(0, 1).reshape(4, len(x), -1)
        a = a + bias * biases[:, None]
        return np.array([np.tanh(a[k]) if kind == "t" else sigmoid(a[k]) for k, kind in enumerate(kinds)])

    return answer


TASK = counted_task(
    id="14.2",
    title="Fuse the gates",
    reference=gates,
    inputs=given,
    outputs=(
        Output("gates", axes=("gate", "B", "H"), gates="ifgo"),
        Output("products"),
        Output("products of input and state for all gates"),
        Output("share counted"),
        Output("x multiplied without product"),
        Output("h multiplied without product"),
    ),
    due=due,
    kinds=kinds,
    multiplied=("x", "h"),
    mistakes=(
        Mistake(
            "eight-products",
            small_products(joined=False),
            "The gates are right. Each of them takes two products.",
            "Look at what the products have in common: what stands on their left?",
        ),
        Mistake(
            "four-products",
            small_products(joined=True),
            "The gates are right. Each of them takes a product of its own.",
            "Look at what the four products have in common: what stands on their left?",
        ),
        Mistake(
            "two-products",
            two_products,
            "The gates are right. The input has one product and the state another.",
            "You stacked the four gates' weights. What else can be stacked?",
        ),
        Mistake(
            "input-by-hand",
            half_by_hand(of_input=True),
            "The gates are right. The input's product is not taken with `product`.",
            "Look for an `@`, a `dot` or an `einsum`.",
        ),
        Mistake(
            "state-by-hand",
            half_by_hand(of_input=False),
            "The gates are right. The state's product is not taken with `product`.",
            "Look for an `@`, a `dot` or an `einsum`.",
        ),
        Mistake(
            "joined-in-two-orders",
            state_first,
            "Input and state stand in one order beside each other, and their weights in the other.",
            "Look at your two lines that join: which part comes first in each?",
        ),
        Mistake(
            "candidate-by-sigmoid",
            squashed(*"ssss"),
            "Your candidate went through a sigmoid.",
            "Look at what each block goes through.",
        ),
        Mistake(
            "tanh-on-all",
            squashed(*"tttt"),
            "Your gates went through a tanh.",
            "Look at what each block goes through.",
        ),
        Mistake(
            "candidate-last",
            squashed(*"ssst"),
            "Your tanh acts on the last block. The order is i, f, g, o.",
            "Look at which block is the candidate's.",
            "sec-gate-order",
        ),
        Mistake(
            "no-bias",
            squashed(*"ssts", bias=0.0),
            "The biases are missing.",
            "Look at what is added after the product.",
        ),
        Mistake(
            "blocks-cut-across",
            squashed(*"ssts", shuffled=True),
            "Your reshape cuts the rows of the product across: a block holds numbers of other gates.",
            "Look at the order of the axes: a row of the product has all four gates of *one* sequence.",
        ),
    ),
    hints=(
        "Put x and h side by side: (B, D + H).",
        "Put the weights side by side in the same way, and the four gates below one another: (4H, D + H).",
        "The product's rows hold i, f, g and o one after the other: np.split(…, 4, axis=1).",
    ),
    section="sec-one-product",
)
