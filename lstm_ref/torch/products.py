"""Products with a weight that serves many times: packed once by oneDNN where that pays, else as it is."""

from typing import Protocol

import torch
from torch import Tensor

# From so many weights, or so many rows at once, packing gains more than it costs.
MANY_WEIGHTS, MANY_ROWS = 100_000, 1_000


class Product(Protocol):
    """x Wᵀ for many x (rows, K) and one W (N, K)."""

    def add_to(self, out: Tensor, x: Tensor) -> None:
        """Add x Wᵀ to `out` (rows, N)."""

    def plus(self, addend: Tensor, x: Tensor) -> Tensor:
        """addend + x Wᵀ as a new tensor (rows, N); `addend` is (rows, N) or (N,)."""


class Plain:
    """The product that every device and dtype has."""

    def __init__(self, weight: Tensor) -> None:
        self.right = weight.t().contiguous()  # (K, N): read row by row

    def add_to(self, out: Tensor, x: Tensor) -> None:
        out.addmm_(x, self.right)

    def plus(self, addend: Tensor, x: Tensor) -> Tensor:
        return torch.addmm(addend, x, self.right)


class Packed:
    """oneDNN's product, its weight in the order in which the processor's kernel reads it."""

    def __init__(self, weight: Tensor, rows: int) -> None:
        self.weight = torch.ops.mkldnn._reorder_linear_weight(weight.contiguous(), rows)
        self.multiply = torch.ops.mkldnn._linear_pointwise.default
        self.multiply_and_add = torch.ops.mkldnn._linear_pointwise.binary

    def add_to(self, out: Tensor, x: Tensor) -> None:
        out.add_(self.multiply(x, self.weight, None, "none", [], ""))

    def plus(self, addend: Tensor, x: Tensor) -> Tensor:
        if addend.ndim == 1:
            with_bias: Tensor = self.multiply(x, self.weight, addend, "none", [], "")
            return with_bias
        added: Tensor = self.multiply_and_add(x, addend, self.weight, None, "add")
        return added


def can_pack(weight: Tensor) -> bool:
    """Whether oneDNN multiplies by a weight like this one here.

    Its two operators are those that `torch.compile` puts into its programs. PyTorch does not promise to keep
    them, so they are looked for first.
    """
    names = ("_linear_pointwise", "_reorder_linear_weight")
    there = all(hasattr(torch.ops.mkldnn, name) for name in names)
    return there and weight.device.type == "cpu" and weight.dtype == torch.float32


def product_with(weight: Tensor, rows: int) -> Product:
    """The faster of the two for this weight (N, K) and x of `rows` rows each."""
    pays = weight.numel() >= MANY_WEIGHTS or rows >= MANY_ROWS
    return Packed(weight, rows) if pays and can_pack(weight) else Plain(weight)
