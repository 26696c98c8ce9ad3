"""Which kernel for which shape, and why, in words."""

from typing import Any, NamedTuple

import torch
from torch import Tensor

KIB = 1024
# What a program may hold of W_hh, of the shared memory of an A100's multiprocessor (163 KiB) or an H100's
# and H200's (227 KiB); the rest is for h and what the compiler moves around.
HELD = 128 * KIB


class Choice(NamedTuple):
    """The kernel's name and the reason for it, a sentence."""

    kernel: str
    reason: str


def held_bytes(hidden: int, dtype: torch.dtype) -> int:
    """The bytes of W_hh as a program holds it: four tiles, H padded to a power of two of at least 16."""
    padded = max(16, 1 << (hidden - 1).bit_length())
    return 4 * padded * padded * dtype.itemsize


def choose(batch: int, hidden: int, dtype: torch.dtype) -> Choice:
    need = held_bytes(hidden, dtype)
    return Choice("tiles", "")


def walks(batch: int, hidden: int, like: Tensor) -> tuple[Any, Any]:
    """The two walks, forward and back, of the kernel that `choose` names; imports Triton."""
    from lstm_ref.torch.kernels import backward, forward

    return forward.forward, backward.backward
