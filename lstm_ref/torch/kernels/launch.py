"""How a kernel is launched: tile sizes, dtypes and precision, from the sizes and the tensors."""

from typing import Any, NamedTuple

import torch
import triton
import triton.language as tl
from torch import Tensor

TL = {
    torch.float16: tl.float16,
    torch.bfloat16: tl.bfloat16,
    torch.float32: tl.float32,
    torch.float64: tl.float64,
}
LEAST_TILE = 16  # a side of the smallest product that `tl.dot` takes


class Settings(NamedTuple):
    """What a launch needs to know beside its tensors.

    Arguments:
        block_b: sequences per program, a power of two.
        block_h: H padded to a power of two, at least 16.
        dot_dtype: of the factors of products.
        sum_dtype: of sums, pre-activations and c: float32, for float64 float64.
        precision: "ieee", or "tf32" where PyTorch was told that float32 products may use it.
        warps: groups of 32 threads per program.
    """

    block_b: int
    block_h: int
    dot_dtype: torch.dtype
    sum_dtype: torch.dtype
    precision: str
    warps: int

    def for_kernel(self) -> dict[str, Any]:
        """The keyword arguments of the launch."""
        return {
            "BLOCK_B": self.block_b,
            "BLOCK_H": self.block_h,
            "DOT": TL[self.dot_dtype],
            "ACC": TL[self.sum_dtype],
            "PRECISION": self.precision,
            "num_warps": self.warps,
            "num_stages": 1,  # nothing is fetched ahead: less memory, and nothing read before its barrier
        }


def settings_for(batch: int, hidden: int, like: Tensor) -> Settings:
    """The settings for B sequences and H units, in the dtype and on the device of `like`."""
    sums = sum_dtype(like.dtype)
    # Triton 3.7's interpreter multiplies the bit patterns of bfloat16. A product of two is exact in
    # float32, so widening first gives what a tensor core gives, up to the order of the sum.
    dot_dtype = like.dtype if like.is_cuda else sums
    block_h = max(LEAST_TILE, triton.next_power_of_2(hidden))
    return Settings(LEAST_TILE, block_h, dot_dtype, sums, precision(like), warps(block_h))


def warps(block_h: int, block_b: int = LEAST_TILE) -> int:
    """The number that kept most in registers when the kernels were compiled for compute capability 9.0."""
    return 16 if block_h >= 512 and block_b == LEAST_TILE else 8 if block_h >= 64 else 4


def sum_dtype(dtype: torch.dtype) -> torch.dtype:
    """The dtype of sums and of c: float32, which 16-bit tensors are widened to, or float64."""
    return torch.float64 if dtype == torch.float64 else torch.float32


def precision(like: Tensor) -> str:
    """How float32 products are made: with all 24 bits ("ieee"), or with TF32's 11 where PyTorch allows it."""
    allowed = like.is_cuda and like.dtype == torch.float32 and torch.backends.cuda.matmul.allow_tf32
    return "tf32" if allowed else "ieee"
