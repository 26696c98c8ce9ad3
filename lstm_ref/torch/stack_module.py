"""A stack of recurrent modules: layers, both directions, dropout between the layers."""

from functools import partial
from typing import Any, cast

import torch
from torch import Tensor, nn

from lstm_ref.numpy.two_way import TwoWay
from lstm_ref.torch.dropout import dropout_mask
from lstm_ref.torch.module import RecurrentModule
from lstm_ref.torch.stack import stacked_scan
from lstm_ref.torch.two_way import two_way_scan

Kind = type[RecurrentModule[Any, Any]]


class Stack(nn.Module):
    """Layers of one cell; the h of a layer are the inputs of the next.

        hsˡ = scan(step, paramsˡ, maskˡ⁻¹ ⊙ hsˡ⁻¹, stateˡ)        hs⁰ = xs

    Arguments:
        kind: the module of a cell, such as `LSTM`.
        input_size, hidden_size: D and H, at least 1.
        layers: L, at least 1.
        two_way: whether each layer reads in both directions; it then has 2H outputs.
        dropout: the share of numbers that are set to zero between two layers while training, below 1.
        same_mask: draw one mask for all steps of a sequence, in place of one for each step.
        generator: of the starting values; PyTorch's own by default. The masks always come from PyTorch's own.
        dtype, device: as everywhere in PyTorch.

    Parameters carry the names and shapes of those of `kind`, one set for each layer and direction.

    Raises:
        ValueError: when a size is below 1, or `dropout` not from 0 to below 1.
    """

    def __init__(
        self,
        kind: Kind,
        input_size: int,
        hidden_size: int,
        *,
        layers: int = 1,
        two_way: bool = False,
        dropout: float = 0.0,
        same_mask: bool = False,
        generator: torch.Generator | None = None,
        dtype: torch.dtype | None = None,
        device: torch.device | str | None = None,
    ) -> None:
        super().__init__()
        if layers < 1:
            raise ValueError(f"layers: expected a whole number of at least 1, got {layers}")
        if not 0 <= dropout < 1:
            raise ValueError(f"dropout: expected a number from 0 to below 1, got {dropout}")
        self.two_way, self.dropout, self.same_mask = two_way, dropout, same_mask
        self.input_size, self.hidden_size = input_size, hidden_size
        sizes = [input_size] + [hidden_size * (1 + two_way)] * (layers - 1)
        make = partial(kind, hidden_size=hidden_size, generator=generator, dtype=dtype, device=device)
        self.step = kind.step
        self.cells = nn.ModuleList(make(size) for size in sizes for _ in range(1 + two_way))

    @property
    def params(self) -> tuple[Any, ...]:
        """The parameters as `stacked_scan` takes them: a tuple with one entry for each layer."""
        return self._by_layer([cell.params for cell in self._recurrent()])

    def load_params(self, layers: tuple[Any, ...]) -> None:
        """Copy parameters in, from what `params` returns of another stack.

        Raises:
            ValueError: naming the parameter, the shape expected and the shape that came.
        """
        flat = [part for layer in layers for part in (layer if self.two_way else (layer,))]
        for cell, params in zip(self._recurrent(), flat, strict=True):
            cell.load_params(params)

    def initial_state(self, batch: int) -> tuple[Any, ...]:
        """States of zeros, one for each layer, on the module's own device and in its dtype."""
        return self._by_layer([cell.initial_state(batch) for cell in self._recurrent()])

    def forward(
        self, xs: Tensor, states: tuple[Any, ...] | None = None, *, lengths: Tensor | None = None
    ) -> tuple[Tensor, tuple[Any, ...]]:
        """Walk through time, layer by layer.

        Arguments:
            xs: (T, B, D), time first.
            states: one for each layer, zeros by default.
            lengths: (B,) where sequences end early; only for layers that read in both directions.

        Returns:
            `hs` (T, B, H) of the highest layer, or (T, B, 2H); the last state of each layer.

        Raises:
            ShapeError, DtypeError, DeviceError: naming the argument, what was expected and what came.
            ValueError: when there are not as many states as layers.
        """
        start = self.initial_state(xs.shape[1] if xs.ndim == 3 else 0) if states is None else states
        walk: dict[str, Any] = {"walk": partial(two_way_scan, lengths=lengths)} if self.two_way else {}
        hs, lasts, _ = stacked_scan(self.step, self.params, xs, start, masks=self._masks(xs), **walk)
        return hs, lasts

    def _recurrent(self) -> list[RecurrentModule[Any, Any]]:
        return [cast(RecurrentModule[Any, Any], cell) for cell in self.cells]

    def _masks(self, xs: Tensor) -> list[Tensor] | None:
        if not (self.training and self.dropout):
            return None
        steps = 1 if self.same_mask else len(xs)
        shape = (steps, xs.shape[1], self.hidden_size * (1 + self.two_way))
        return [dropout_mask(shape, self.dropout, like=xs) for _ in range(len(self.params) - 1)]

    def _by_layer(self, flat: list[Any]) -> tuple[Any, ...]:
        if not self.two_way:
            return tuple(flat)
        return tuple(TwoWay(ahead, back) for ahead, back in zip(flat[::2], flat[1::2], strict=True))

    def extra_repr(self) -> str:
        parts = f"two_way={self.two_way}, dropout={self.dropout}"
        return parts + (", same_mask=True" if self.same_mask else "")
