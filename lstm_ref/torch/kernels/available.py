"""Can a kernel run here at all? Asked before Triton is imported, and answered in words."""

import os
import re
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec

import torch
from torch import Tensor


class KernelError(RuntimeError):
    """A kernel cannot run here, or not at this shape or dtype; the message says why and what can."""


ELSEWHERE = "use lstm_ref.torch.LSTM or torch.nn.LSTM instead"
OLDEST = (
    3,
    7,
)  # of Triton: with 3.0, which torch 2.4 brings, the kernels neither compile nor are interpreted
DTYPES = (torch.float16, torch.bfloat16, torch.float32, torch.float64)


def interpreted() -> bool:
    """Whether TRITON_INTERPRET=1 is set: Triton's kernels then run on the CPU, slowly, line by line."""
    return os.environ.get("TRITON_INTERPRET", "").lower() in ("1", "true", "on", "yes", "y")


def too_old() -> str | None:
    """The version of a Triton that is older than the kernels need; None where it is not, or does not say."""
    try:
        found = version("triton")
    except PackageNotFoundError:
        return None
    numbers = [int(number) for number in re.findall(r"\d+", found)[:2]]
    return found if tuple(numbers) < OLDEST else None


def why_not(device: torch.device | str) -> str | None:
    """The reason why no kernel can run on `device`, None where one can. Does not import Triton."""
    kind = torch.device(device).type
    if find_spec("triton") is None:
        return f"Triton is not installed (pip install triton; Linux only); {ELSEWHERE}"
    if old := too_old():
        return (
            f"the kernels need Triton {'.'.join(map(str, OLDEST))} or newer, and this is {old}; {ELSEWHERE}"
        )
    if kind == "cuda":
        return None if torch.cuda.is_available() else f"this machine has no CUDA device; {ELSEWHERE}"
    if kind == "cpu" and interpreted():
        return None
    return (
        f"Triton compiles for CUDA and the tensors are on {kind}; {ELSEWHERE}, or, to read and test the "
        "kernels at toy sizes, set TRITON_INTERPRET=1 before Python starts"
    )


def require_kernels(like: Tensor) -> None:
    """Check that kernels can run on the device and in the dtype of `like`.

    Raises:
        KernelError: naming what is missing and what can be used instead.
    """
    if reason := why_not(like.device):
        raise KernelError(f"kernel_lstm: {reason}")
    if like.dtype not in DTYPES:
        known = ", ".join(str(dtype).removeprefix("torch.") for dtype in DTYPES)
        raise KernelError(f"kernel_lstm: expected one of {known}, got {like.dtype}; {ELSEWHERE}")
    from triton.runtime.interpreter import InterpretedFunction

    from lstm_ref.torch.kernels.math import sigmoid

    if isinstance(sigmoid, InterpretedFunction) != (like.device.type == "cpu"):
        raise KernelError(
            "kernel_lstm: TRITON_INTERPRET was changed after Triton was imported, or it is set while the "
            f"tensors are on {like.device}; set or unset it before Python starts"
        )
