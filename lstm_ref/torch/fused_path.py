"""Which code computes a shape: our own walk through time, or PyTorch's layer."""

from collections.abc import Sequence
from typing import Literal, get_args

import torch

Path = Literal["own", "numpy", "torch.nn.LSTM"]
AnyPath = Literal["own", "numpy", "torch.nn.LSTM", "auto"]

# Where the NumPy program overtook PyTorch's layer in float32: B·H from here on, and up to so many weights.
LARGE_STATE, SMALL_WEIGHTS = 16_000, 80_000


def choose_path(
    shape: Sequence[int], hidden_size: int, dtype: torch.dtype, device: str, training: bool
) -> Path:
    """The path that was the fastest for such a shape when all were measured, on one thread of one machine.

    A step of our own walk is some dozen calls into PyTorch, however small. `lstm_ref.numpy.fast` makes fewer,
    and each costs less: on a CPU it is ahead of our walk. PyTorch's layer is one call for the whole
    sequence where it has a kernel for that: on CUDA, and on the CPU in all dtypes but float64. In float32 it
    was ahead or level at all shapes that were measured but (T, B, D, H) = (50, 128, 28, 128), where a step
    has many numbers in h and few weights. The rule has two numbers that tell these shapes apart: on another
    machine measure again, with ``lstm-ref bench``.

    Arguments:
        shape: (T, B, D), that of the input.
        hidden_size: H.
        device: such as "cpu" or "cuda".
        training: whether a gradient will be asked for.

    Returns:
        "numpy" on the CPU in float64, and in float32 when training with B·H of at least `LARGE_STATE` and
        4H (D + H) of at most `SMALL_WEIGHTS`; "own" without steps, which PyTorch's layer refuses; else
        "torch.nn.LSTM".
    """
    steps, batch, inputs = shape
    if steps == 0:
        return "own"
    if device == "cpu" and dtype == torch.float64:
        return "numpy"
    if device != "cpu" or dtype != torch.float32 or not training:
        return "torch.nn.LSTM"
    weights = 4 * hidden_size * (inputs + hidden_size)
    return "numpy" if batch * hidden_size >= LARGE_STATE and weights <= SMALL_WEIGHTS else "torch.nn.LSTM"


def check_path(path: AnyPath) -> AnyPath:
    """The path itself.

    Raises:
        ValueError: when it is no path.
    """
    if path not in get_args(AnyPath):
        raise ValueError(f"path: expected one of {', '.join(get_args(AnyPath))}; got {path!r}")
    return path
