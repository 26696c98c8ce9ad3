"""The training of chapter 20: random batches of fixed data, first at one rate, then at a lower one."""

from collections.abc import Callable, Iterator
from typing import Any

import torch
from torch import Tensor, nn

from lstm_ref.numpy.init import Rng
from lstm_ref.torch.training import fit


def train(
    loss_of: Callable[..., Tensor],
    module: nn.Module,
    rng: Rng,
    *data: tuple[Tensor, int],
    updates: int,
    batch: int,
    lr: float,
) -> list[float]:
    """`updates` at `lr`, then a third as many at a quarter of it; returns the loss at each.

    Arguments: `data`, pairs of a tensor and the axis along which its examples lie.
    """

    def batches(number: int) -> Iterator[tuple[Any, ...]]:
        count = data[0][0].shape[data[0][1]]
        for _ in range(number):
            chosen = torch.tensor(rng.integers(count, size=batch))
            yield tuple(part.index_select(axis, chosen) for part, axis in data)

    first = fit(loss_of, module, batches(updates), lr=lr)
    return first + fit(loss_of, module, batches(updates // 3), lr=lr / 4)
