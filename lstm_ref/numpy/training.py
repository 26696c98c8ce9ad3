"""The training loop, and the guard that stops it at the first number that is not finite."""

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

import numpy as np

from lstm_ref.numpy.optim import adam, adam_start, clip_by_global_norm
from lstm_ref.numpy.tree import tree_leaves

Params = TypeVar("Params")


class NotFiniteError(ArithmeticError):
    """Training met a NaN or an infinity; the message says at which update and where it first stood.

    `params` and `losses` hold what had been learned before that update.
    """

    params: Any = None
    losses: list[float] = []


def first_not_finite(name: str, value: Any) -> str | None:
    """Where the first NaN or infinity of a float, an array or a tree stands, or None."""
    for path, leaf in tree_leaves(value, name):
        array = np.asarray(leaf)
        if array.dtype.kind == "f" and not np.isfinite(array).all():
            place = ", ".join(map(str, np.argwhere(~np.isfinite(array))[0]))
            return f"{path}[{place}]" if place else path
    return None


def check_finite(update: int, **parts: Any) -> None:
    """Look through `parts` in the order given.

    Raises:
        NotFiniteError: naming the update, counted from 1, and the first place.
    """
    for name, value in parts.items():
        if place := first_not_finite(name, value):
            raise NotFiniteError(
                f"update {update}: expected finite numbers; the first NaN or infinity stands in {place}"
            )


def fit(
    loss_and_grads: Callable[..., tuple[float, Params]],
    params: Params,
    batches: Iterable[tuple[Any, ...]],
    *,
    lr: float = 1e-2,
    max_norm: float = 1.0,
) -> tuple[Params, list[float]]:
    """Train with Adam on one batch after another, the gradient clipped by its global norm.

    Arguments:
        loss_and_grads: called as ``loss_and_grads(params, *batch)``; returns the loss and a tree of
            gradients of the same form as `params`.
        params: named tuples of arrays; they are not changed.
        batches: tuples of arrays, one an update.
        lr: Adam's learning rate.
        max_norm: the largest gradient norm to let through.

    Returns:
        the trained parameters, and the loss at every update.

    Raises:
        NotFiniteError: at the first NaN or infinity, looked for in this order: the batch, the loss, the
            gradients. The error carries the parameters and the losses from before that update.
    """
    state = adam_start(params)
    losses: list[float] = []
    for update, batch in enumerate(batches, start=1):
        try:
            check_finite(update, **{f"batch[{k}]": part for k, part in enumerate(batch)})
            loss, grads = loss_and_grads(params, *batch)
            check_finite(update, loss=loss, grads=grads)
        except NotFiniteError as error:
            error.params, error.losses = params, losses
            raise
        clipped, _ = clip_by_global_norm(grads, max_norm)
        params, state = adam(params, clipped, state, lr=lr)
        losses.append(loss)
    return params, losses
