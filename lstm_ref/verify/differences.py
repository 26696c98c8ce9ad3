"""Finite differences: what the derivative is, by the word of the function alone."""

from collections.abc import Callable
from typing import Any, TypeVar

import numpy as np

from lstm_ref.numpy.arrays import Array
from lstm_ref.numpy.checks import DtypeError
from lstm_ref.numpy.tree import tree_leaves, tree_map

Tree = TypeVar("Tree")
Loss = Callable[[Any], float]

SCHEMES = ("centred", "one-sided")


def difference(at: Callable[[float], float], step: float, scheme: str) -> float:
    """The derivative at zero of `at`, a function of one number.

        centred:    (f(ε) − f(−ε)) / 2ε, wrong by about ε² f‴/6
        one-sided:  (f(ε) − f(0)) / ε,   wrong by about ε f″/2

    Raises:
        ValueError: when the scheme is neither.
    """
    if scheme not in SCHEMES:
        raise ValueError(f"scheme: expected one of {', '.join(SCHEMES)}, got {scheme!r}")
    if scheme == "centred":
        return (at(step) - at(-step)) / (2 * step)
    return (at(step) - at(0.0)) / step


def numeric_gradients(loss: Loss, inputs: Tree, *, step: float = 1e-5, scheme: str = "centred") -> Tree:
    """The gradient of `loss` at `inputs`, one entry after another, by finite differences.

    This only measures, in whatever dtype it is given; `check_gradients` is the check.

    Arguments:
        loss: called with a tree of the form of `inputs`; returns a number.
        inputs: an array, or named tuples of arrays; not changed.
        step: ε, by how much an entry is moved.
        scheme: "centred" or "one-sided", see `difference`.

    Returns:
        a tree of the same form.

    Raises:
        ValueError: when the scheme is neither.
        DtypeError: when an input does not hold floating-point numbers: it cannot be moved by ε.
    """
    check_floating(inputs)
    moved = tree_map(np.array, inputs)

    def gradient(leaf: Array) -> Array:
        found = np.zeros_like(leaf)
        for index in np.ndindex(leaf.shape):
            value = leaf[index]

            def at(offset: float, index: tuple[int, ...] = index, value: Any = value) -> float:
                leaf[index] = value + offset
                return float(loss(moved))

            found[index] = difference(at, step, scheme)
            leaf[index] = value
        return found

    return tree_map(gradient, moved)


def rounding(value: float, step: float) -> float:
    """How far rounding alone can move a finite difference of a loss of this size."""
    return 10 * float(np.finfo(np.float64).eps) * abs(value) / step


def check_floating(inputs: Any) -> None:
    for name, leaf in tree_leaves(inputs):
        kind = getattr(leaf, "dtype", None)
        if kind is None or kind.kind != "f":
            raise DtypeError(
                f"{name or 'inputs'}: expected a floating-point array, got {kind or type(leaf).__name__}"
            )
