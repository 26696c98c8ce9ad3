"""Two losses, each returned with its gradient, so that no autograd is needed."""

from typing import Any

import torch
from torch import Tensor

from lstm_ref.numpy.checks import DtypeError, ShapeError
from lstm_ref.torch.checks import check_tensors


def softmax(logits: Tensor) -> Tensor:
    """p_k = exp(y_k) / Σ_j exp(y_j), over the last axis of (…, V)."""
    scaled = torch.exp(logits - logits.amax(dim=-1, keepdim=True))
    return scaled / scaled.sum(dim=-1, keepdim=True)


def check_targets(logits: Tensor, targets: Any) -> None:
    """Check that `targets` are class numbers (…,) that fit `logits` (…, V).

    Raises:
        DtypeError, ShapeError, IndexError: naming the argument, what was expected and what came.
    """
    if not isinstance(targets, Tensor) or targets.dtype != torch.int64:
        kind = getattr(targets, "dtype", type(targets).__name__)
        raise DtypeError(f"targets: expected an int64 tensor of class numbers, got {kind}")
    expected, came, classes = tuple(logits.shape[:-1]), tuple(targets.shape), logits.shape[-1]
    if came != expected or not targets.numel():
        raise ShapeError(f"targets: expected shape {expected}, not empty, as the logits have, got {came}")
    low, high = int(targets.min()), int(targets.max())
    if low < 0 or high >= classes:
        raise IndexError(f"targets: expected class numbers from 0 to {classes - 1}, got {low} to {high}")


def cross_entropy(logits: Tensor, targets: Tensor) -> tuple[Tensor, Tensor]:
    """Softmax with cross-entropy, averaged over all positions, in nats.

        L = − mean log p[target]        dL/dy = (p − onehot(target)) / N,  N positions

    Arguments:
        logits: (…, V), as `readout` returns them: before the softmax.
        targets: (…,), int64 class numbers from 0 to V − 1.

    Returns:
        the loss, a tensor of shape (), and its gradient with respect to the logits, (…, V).

    Raises:
        ShapeError, DtypeError, IndexError: naming the argument, what was expected and what came.
    """
    check_tensors([("logits", logits, "B V")])
    check_targets(logits, targets)
    log_p = logits - logits.logsumexp(dim=-1, keepdim=True)
    loss = -log_p.gather(-1, targets[..., None]).mean()
    onehot = torch.nn.functional.one_hot(targets, logits.shape[-1]).to(logits.dtype)
    return loss, (softmax(logits) - onehot) / targets.numel()


def mean_squared_error(predictions: Tensor, targets: Tensor) -> tuple[Tensor, Tensor]:
    """The squared error, averaged over all entries.

        L = mean (y − target)²        dL/dy = 2 (y − target) / N,  N entries

    Arguments:
        predictions: any shape, floating point.
        targets: the same shape, dtype and device.

    Returns:
        the loss, a tensor of shape (), and its gradient with respect to the predictions.

    Raises:
        ShapeError, DtypeError, DeviceError: naming the argument, what was expected and what came.
    """
    check_tensors([("predictions", predictions, ""), ("targets", targets, "")])
    expected, came = tuple(predictions.shape), tuple(targets.shape)
    if came != expected or not targets.numel():
        raise ShapeError(
            f"targets: expected shape {expected}, not empty, as the predictions have, got {came}"
        )
    error = predictions - targets
    return (error**2).mean(), 2 * error / error.numel()
