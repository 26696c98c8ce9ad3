"""What turns a gradient into a step: clipping by norm, SGD, Adam. All return new parameters."""

from typing import Any, NamedTuple, TypeVar

import numpy as np

from lstm_ref.numpy.tree import tree_leaves, tree_map

Tree = TypeVar("Tree")


def positive(name: str, value: float) -> None:
    """Raise a ValueError unless `value` is above zero (NaN is not)."""
    if not value > 0:
        raise ValueError(f"{name}: expected a number above 0, got {value}")


def clip_by_global_norm(grads: Tree, max_norm: float) -> tuple[Tree, float]:
    """Scale all gradients together so that their joint norm is at most `max_norm`.

        n = √(Σ over all entries of g²)        g ← g · min(1, max_norm / n)

    The direction stays: this limits the length of a step and nothing else. A NaN stays NaN.

    Arguments:
        grads: named tuples of arrays.
        max_norm: the largest norm to let through, above 0.

    Returns:
        the clipped gradients, and the norm before clipping.

    Raises:
        ValueError: when `max_norm` is not above 0.

    Source: Pascanu, Mikolov & Bengio, ICML 2013, algorithm 1.
    """
    positive("max_norm", max_norm)
    norm = float(np.sqrt(sum(float((leaf**2).sum()) for _, leaf in tree_leaves(grads))))
    if norm > max_norm:
        grads = tree_map(lambda leaf: leaf * (max_norm / norm), grads)
    return grads, norm


def sgd(params: Tree, grads: Tree, *, lr: float) -> Tree:
    """One step of gradient descent: θ ← θ − lr · g.

    Arguments:
        params, grads: the same named tuples of arrays.
        lr: the learning rate, above 0.

    Returns:
        the new parameters.

    Raises:
        ValueError: when `lr` is not above 0.
    """
    positive("lr", lr)
    return tree_map(lambda leaf, grad: leaf - lr * grad, params, grads)


class AdamState(NamedTuple):
    """`steps` taken so far; `m` and `v`, running means of the gradient and its square, trees as `params`."""

    steps: int
    m: Any
    v: Any


def adam_start(params: Any) -> AdamState:
    """The state before Adam's first step: no steps, both means zero."""
    return AdamState(0, tree_map(np.zeros_like, params), tree_map(np.zeros_like, params))


def adam(
    params: Tree,
    grads: Tree,
    state: AdamState,
    *,
    lr: float,
    betas: tuple[float, float] = (0.9, 0.999),
    eps: float = 1e-8,
) -> tuple[Tree, AdamState]:
    """One step of Adam.

        m ← β₁ m + (1 − β₁) g        m̂ = m / (1 − β₁ᵗ)
        v ← β₂ v + (1 − β₂) g²       v̂ = v / (1 − β₂ᵗ)        θ ← θ − lr · m̂ / (√v̂ + ε)

    Arguments:
        params, grads: the same named tuples of arrays.
        state: from `adam_start`, then from the step before.
        lr: the learning rate, above 0.
        betas: how slowly the two means move, each in [0, 1).
        eps: keeps the division finite where the gradient is zero.

    Returns:
        the new parameters and the new state.

    Raises:
        ValueError: when `lr` is not above 0 or a beta lies outside [0, 1).

    Source: Kingma & Ba, *Adam*, ICLR 2015, algorithm 1.
    """
    positive("lr", lr)
    if not all(0 <= beta < 1 for beta in betas):
        raise ValueError(f"betas: expected two numbers in [0, 1), got {betas}")
    (beta_1, beta_2), steps = betas, state.steps + 1
    m = tree_map(lambda mean, grad: beta_1 * mean + (1 - beta_1) * grad, state.m, grads)
    v = tree_map(lambda mean, grad: beta_2 * mean + (1 - beta_2) * grad**2, state.v, grads)

    def moved(leaf: Any, mean: Any, square: Any) -> Any:
        m_hat, v_hat = mean / (1 - beta_1**steps), square / (1 - beta_2**steps)
        return leaf - lr * m_hat / (v_hat**0.5 + eps)

    return tree_map(moved, params, m, v), AdamState(steps, m, v)
