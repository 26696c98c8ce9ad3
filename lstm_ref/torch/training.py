"""The training loop for modules: autograd's gradient, PyTorch's Adam, and the same guard."""

from collections.abc import Callable, Iterable
from typing import Any

import torch
from torch import Tensor, nn

from lstm_ref.numpy.training import NotFiniteError


def first_not_finite(parts: dict[str, Any]) -> str | None:
    """Where the first NaN or infinity of the named tensors stands, or None."""
    for name, tensor in parts.items():
        if isinstance(tensor, Tensor) and tensor.is_floating_point() and not tensor.isfinite().all():
            place = ", ".join(str(int(k)) for k in (~tensor.isfinite()).nonzero()[0])
            return f"{name}[{place}]" if place else name
    return None


def check_finite(update: int, parts: dict[str, Any]) -> None:
    """Look through `parts` in the order given.

    Raises:
        NotFiniteError: naming the update, counted from 1, and the first place.
    """
    if place := first_not_finite(parts):
        raise NotFiniteError(
            f"update {update}: expected finite numbers; the first NaN or infinity stands in {place}"
        )


def fit(
    loss_of: Callable[..., Tensor],
    module: nn.Module,
    batches: Iterable[tuple[Any, ...]],
    *,
    lr: float = 1e-2,
    max_norm: float = 1.0,
) -> list[float]:
    """Train with Adam on one batch after another, the gradient clipped by its global norm.

    Arguments:
        loss_of: called as ``loss_of(module, *batch)``; returns the loss, a tensor of shape ().
        module: any module; its parameters are changed in place, as everywhere in PyTorch.
        batches: tuples of tensors, one an update.
        lr: Adam's learning rate.
        max_norm: the largest gradient norm to let through.

    Returns:
        the loss at every update.

    Raises:
        NotFiniteError: at the first NaN or infinity, looked for in the batch, the loss, the gradients;
            the module keeps the parameters from before that update.
    """
    optimiser = torch.optim.Adam(module.parameters(), lr=lr)
    losses: list[float] = []
    for update, batch in enumerate(batches, start=1):
        try:
            check_finite(update, {f"batch[{k}]": part for k, part in enumerate(batch)})
            loss = loss_of(module, *batch)
            optimiser.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            check_finite(update, {"loss": loss.detach()})
            check_finite(update, {f"grads.{name}": p.grad for name, p in module.named_parameters()})
        except NotFiniteError as error:
            error.losses = losses
            raise
        nn.utils.clip_grad_norm_(module.parameters(), max_norm)
        optimiser.step()
        losses.append(loss.item())
    return losses
