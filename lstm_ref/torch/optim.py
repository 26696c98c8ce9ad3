"""SGD and Adam are the NumPy half's own lines, which do not care what they add; clipping needs a norm."""

from typing import Any, TypeVar

import torch

from lstm_ref.numpy.optim import AdamState as AdamState
from lstm_ref.numpy.optim import adam as adam
from lstm_ref.numpy.optim import positive
from lstm_ref.numpy.optim import sgd as sgd
from lstm_ref.numpy.tree import tree_leaves, tree_map

Tree = TypeVar("Tree")


def adam_start(params: Any) -> AdamState:
    """The state before Adam's first step: no steps, both means zero, on the parameters' device."""
    return AdamState(0, tree_map(torch.zeros_like, params), tree_map(torch.zeros_like, params))


def clip_by_global_norm(grads: Tree, max_norm: float) -> tuple[Tree, float]:
    """Scale all gradients together so that their joint norm is at most `max_norm`.

        n = √(Σ over all entries of g²)        g ← g · min(1, max_norm / n)

    Arguments:
        grads: named tuples of tensors.
        max_norm: the largest norm to let through, above 0.

    Returns:
        the clipped gradients, and the norm before clipping.

    Raises:
        ValueError: when `max_norm` is not above 0.

    Source: Pascanu, Mikolov & Bengio, ICML 2013, algorithm 1.
    """
    positive("max_norm", max_norm)
    norm = float(torch.stack([leaf.pow(2).sum() for _, leaf in tree_leaves(grads)]).sum().sqrt())
    if norm > max_norm:
        grads = tree_map(lambda leaf: leaf * (max_norm / norm), grads)
    return grads, norm
