"""Sequences of unequal length in one array: padded at the end, and walked so that padding does nothing."""

from collections.abc import Callable, Sequence
from typing import Any

import torch
from torch import Tensor

from lstm_ref.numpy.checks import ShapeError
from lstm_ref.numpy.tree import tree_map
from lstm_ref.torch.scan import scan, scan_backward


def pad(sequences: Sequence[Tensor]) -> tuple[Tensor, Tensor]:
    """Put sequences side by side, zeros after the end of the shorter ones.

    Arguments:
        sequences: B tensors, the b-th of shape (T_b, D).

    Returns:
        `xs` (T, B, D) with T the longest of the T_b, and `lengths` (B,), on the CPU.

    Raises:
        ShapeError: when there is no sequence, or when they differ in D.
    """
    shapes = [tuple(tensor.shape) for tensor in sequences]
    if not shapes or any(len(shape) != 2 or shape[1:] != shapes[0][1:] for shape in shapes):
        got = ", ".join(map(str, shapes)) or "none"
        raise ShapeError(f"sequences: expected one or more of shape (T_b, D) with one D, got {got}")
    lengths = torch.tensor([len(tensor) for tensor in sequences])
    xs = sequences[0].new_zeros(int(max(lengths)), len(sequences), shapes[0][1])
    for b, tensor in enumerate(sequences):
        xs[: len(tensor), b] = tensor
    return xs, lengths


def mask(lengths: Tensor, steps: int) -> Tensor:
    """(steps, B): true where a sequence has not ended, false where there is padding.

    Raises:
        ShapeError: when `lengths` is not (B,), or holds a number below 0 or above `steps`.
    """
    if lengths.ndim != 1 or (lengths < 0).any() or (lengths > steps).any():
        raise ShapeError(f"lengths: expected (batch,) numbers from 0 to {steps}, got {lengths.tolist()}")
    return torch.arange(steps, device=lengths.device)[:, None] < lengths


def padded_scan(
    step: Callable[..., tuple[Any, Any]], params: Any, xs: Tensor, state: Any, lengths: Tensor
) -> tuple[Tensor, Any, list[Any]]:
    """`scan`, with each sequence standing still after its own end.

        state_t = step(params, x_t, state_{t−1})  where t < length,  else  state_{t−1}

    Arguments:
        step, params, xs, state: as for `scan`; what `xs` holds after a sequence's end does not matter.
        lengths: (B,), each from 0 to T.

    Returns:
        `hs` (T, B, H), zero after a sequence's end; the state at each sequence's own end; the tape.

    Raises:
        ShapeError, DtypeError, DeviceError: naming the argument, what was expected and what came.
    """
    alive = mask(lengths, len(xs))[:, :, None]  # (T, B, 1)
    walked = iter(alive)

    def step_or_stay(params: Any, x: Tensor, before: Any) -> tuple[Any, Any]:
        here = next(walked)
        after, tape = step(params, torch.where(here, x, 0), before)  # a NaN in the padding stays there
        return tree_map(lambda new, old: torch.where(here, new, old), after, before), tape

    hs, last, tape = scan(step_or_stay, params, xs, state)
    return torch.where(alive, hs, 0), last, tape


def padded_scan_backward(
    step_backward: Callable[..., tuple[Tensor, Any, Any]],
    params: Any,
    tape: list[Any],
    dhs: Tensor,
    dstate: Any,
    lengths: Tensor,
) -> tuple[Tensor, Any, Any]:
    """The gradient of `padded_scan`: in the padding it is handed on unchanged.

    Arguments:
        step_backward, params, tape, dhs, dstate: as for `scan_backward`; `dhs` after an end is ignored.
        lengths: as given to `padded_scan`.

    Returns:
        `dxs` (T, B, D), zero after a sequence's end; the gradient of the state before the first step; the
        gradients of the parameters.

    Raises:
        ShapeError, DtypeError, DeviceError: naming the argument, what was expected and what came.
    """
    alive = mask(lengths, len(tape))[:, :, None]
    walked = iter(alive.flip(0))

    def back_or_stay(params: Any, step_tape: Any, after: Any) -> tuple[Tensor, Any, Any]:
        here = next(walked)
        masked = tree_map(lambda d: torch.where(here, d, 0), after)  # no gradient enters where nothing ran
        dx, before, dparams = step_backward(params, step_tape, masked)
        return dx, tree_map(lambda ran, stayed: torch.where(here, ran, stayed), before, after), dparams

    return scan_backward(back_or_stay, params, tape, torch.where(alive, dhs, 0), dstate)
