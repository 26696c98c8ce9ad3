"""What every step asks of its tensors: the sizes of the NumPy half, and one dtype on one device."""

from typing import Any

import torch

from lstm_ref.numpy.checks import DtypeError, Named, check_shapes, step_arguments


class DeviceError(ValueError):
    """Two arguments live on different devices."""


def check_tensors(named: list[Named]) -> None:
    """Check that all are floating-point tensors of one dtype on one device.

    Raises:
        DtypeError, DeviceError: naming the argument, what was expected and what came.
    """
    first_name, first, _ = named[0]
    for name, tensor, _ in named:
        if not isinstance(tensor, torch.Tensor):
            raise DtypeError(f"{name}: expected a tensor, got {type(tensor).__name__}")
        if not tensor.is_floating_point():
            raise DtypeError(f"{name}: expected a floating-point tensor, got {tensor.dtype}")
        if tensor.dtype != first.dtype:
            raise DtypeError(f"{name}: expected {first.dtype} as {first_name} has, got {tensor.dtype}")
        if tensor.device != first.device:
            raise DeviceError(
                f"{name}: expected a tensor on {first.device} as {first_name} is, got one on {tensor.device}"
            )


def check(named: list[Named]) -> dict[str, int]:
    """Both checks, dtype and device first; returns the size of each letter."""
    check_tensors(named)
    return check_shapes(named)


def check_step(params: Any, x: Any, state: Any, gates: int) -> None:
    """Check all that a step is given.

    Raises:
        DtypeError, DeviceError, ShapeError: as `check`.
    """
    check(list(step_arguments(params, x, state, gates)))


def check_step_backward(h: Any, dstate: Any) -> None:
    """Check the gradient that arrives at a step against the step's `h`.

    Raises:
        DtypeError, DeviceError, ShapeError: as `check`.
    """
    check([("h", h, "B H"), *((f"dstate.{name}", getattr(dstate, name), "B H") for name in dstate._fields)])
