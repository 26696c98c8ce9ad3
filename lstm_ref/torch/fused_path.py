"""Which code computes a shape: our own walk through time, or PyTorch's layer."""

from collections.abc import Sequence
from typing import Literal, get_args

import torch

Path = Literal["own", "torch.nn.LSTM"]
AnyPath = Literal["own", "torch.nn.LSTM", "auto"]

SMALL_STATE = 6000  # numbers in h below which a step in float32 takes the time of its calls


def choose_path(
    shape: Sequence[int], hidden_size: int, dtype: torch.dtype, device: str, training: bool
) -> Path:
    """Our own walk where it is worth its calls; else PyTorch's layer.

    A step of ours is some dozen calls, however small. PyTorch's layer is one call for the whole sequence
    where it has a kernel for that: on CUDA, and on the CPU in all dtypes but float64.

    Arguments:
        shape: (T, B, D), that of the input.
        hidden_size: H.
        device: such as "cpu" or "cuda".
        training: whether a gradient will be asked for.

    Returns:
        "own" on the CPU in float64, and in float32 when training with B·H of at least `SMALL_STATE`;
        "own" without steps, which PyTorch's layer refuses; else "torch.nn.LSTM".
    """
    steps, batch, _ = shape
    if steps == 0 or (device == "cpu" and dtype == torch.float64):
        return "own"
    large = batch * hidden_size >= SMALL_STATE
    return "own" if device == "cpu" and dtype == torch.float32 and training and large else "torch.nn.LSTM"


def check_path(path: AnyPath) -> AnyPath:
    """The path itself.

    Raises:
        ValueError: when it is no path.
    """
    if path not in get_args(AnyPath):
        raise ValueError(f"path: expected one of {', '.join(get_args(AnyPath))}; got {path!r}")
    return path
