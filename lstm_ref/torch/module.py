"""What all recurrent modules share: named parameters, starting values, and a scan as forward."""

import math
from collections.abc import Callable
from typing import Any, ClassVar, Generic, TypeVar

import torch
from torch import Tensor, nn

from lstm_ref.torch.init import uniform
from lstm_ref.torch.scan import scan

Params = TypeVar("Params", bound=tuple[Any, ...])
State = TypeVar("State", bound=tuple[Any, ...])


class RecurrentModule(nn.Module, Generic[Params, State]):
    """A cell's parameters, and the walk through time; a subclass names the cell."""

    params_type: ClassVar[Any]  # such as LSTMParams: its fields become the module's parameters
    state_type: ClassVar[Any]
    step: ClassVar[Callable[..., tuple[Any, Any]]]
    blocks: ClassVar[int]  # how many H-row blocks are stacked

    def __init__(
        self,
        input_size: int,
        hidden_size: int,
        *,
        generator: torch.Generator | None = None,
        dtype: torch.dtype | None = None,
        device: torch.device | str | None = None,
    ) -> None:
        super().__init__()
        for name, size in (("input_size", input_size), ("hidden_size", hidden_size)):
            if size < 1:
                raise ValueError(f"{name}: expected a whole number of at least 1, got {size}")
        self.input_size, self.hidden_size = input_size, hidden_size
        for name in self.params_type._fields:
            start = self._initial(name, generator).to(dtype=dtype or torch.get_default_dtype(), device=device)
            self.register_parameter(name, nn.Parameter(start))

    def _initial(self, name: str, generator: torch.Generator | None) -> Tensor:
        if name.startswith("bias"):
            return self.initial_bias(name)
        columns = self.input_size if name == "weight_ih" else self.hidden_size
        shape = (self.blocks * self.hidden_size, columns)
        return uniform(shape, 1 / math.sqrt(self.hidden_size), generator=generator)

    def initial_bias(self, name: str) -> Tensor:
        """The starting value of the bias `name`: zeros, shape (blocks·H,)."""
        return torch.zeros(self.blocks * self.hidden_size)

    @property
    def params(self) -> Params:
        """The parameters as the named tuple that the step functions take."""
        found: Params = self.params_type(*(getattr(self, name) for name in self.params_type._fields))
        return found

    def load_params(self, params: Params) -> None:
        """Copy parameters in, from the torch named tuple (`lstm_ref.torch.to_torch` makes it from NumPy's).

        Raises:
            ValueError: naming the parameter, the shape expected and the shape that came.
        """
        for name, value in zip(self.params_type._fields, params, strict=True):
            own = getattr(self, name)
            if own.shape != value.shape:
                raise ValueError(f"{name}: expected shape {tuple(own.shape)}, got {tuple(value.shape)}")
        with torch.no_grad():
            for name, value in zip(self.params_type._fields, params, strict=True):
                getattr(self, name).copy_(value)

    def initial_state(self, batch: int) -> State:
        """The zero state, on the module's own device and in its dtype."""
        like = self.get_parameter("weight_hh")
        zeros: State = self.state_type.zeros(batch, self.hidden_size, dtype=like.dtype, device=like.device)
        return zeros

    def forward(self, xs: Tensor, state: State | None = None) -> tuple[Tensor, State]:
        """Walk through time.

        Arguments:
            xs: (T, B, D), time first.
            state: the state before the first step, zeros by default.

        Returns:
            `hs` (T, B, H), the h of every step, and the state after the last.

        Raises:
            ShapeError, DtypeError, DeviceError: naming the argument, what was expected and what came.
        """
        start = self.initial_state(xs.shape[1] if xs.ndim == 3 else 0) if state is None else state
        hs, last, _ = scan(type(self).step, self.params, xs, start)
        return hs, last

    def extra_repr(self) -> str:
        return f"input_size={self.input_size}, hidden_size={self.hidden_size}"
