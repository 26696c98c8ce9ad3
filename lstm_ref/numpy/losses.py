"""Two losses, each returned with its gradient."""

from typing import Any

import numpy as np

from lstm_ref.numpy.arrays import Array, Tokens
from lstm_ref.numpy.checks import DtypeError, ShapeError, check_dtypes


def softmax(logits: Array) -> Array:
    """p_k = exp(y_k) / Σ_j exp(y_j), over the last axis.

    The largest logit is subtracted first: that changes nothing in exact arithmetic and nothing overflows.

    Arguments:
        logits: (…, V).

    Returns:
        (…, V), positive, summing to one over the last axis.
    """
    scaled = np.exp(logits - logits.max(axis=-1, keepdims=True))
    p: Array = scaled / scaled.sum(axis=-1, keepdims=True)
    return p


def check_targets(logits: Array, targets: Any) -> None:
    """Check that `targets` are class numbers (…,) that fit `logits` (…, V).

    Raises:
        DtypeError, ShapeError, IndexError: naming the argument, what was expected and what came.
    """
    if not isinstance(targets, np.ndarray) or targets.dtype.kind not in "iu":
        kind = getattr(targets, "dtype", type(targets).__name__)
        raise DtypeError(f"targets: expected an integer array of class numbers, got {kind}")
    if targets.shape != logits.shape[:-1]:
        raise ShapeError(
            f"targets: expected shape {logits.shape[:-1]} as the logits have, got {targets.shape}"
        )
    if not targets.size:
        raise ShapeError(f"targets: expected at least one position, got shape {targets.shape}")
    classes = logits.shape[-1]
    if not (0 <= targets.min() and targets.max() < classes):
        raise IndexError(
            f"targets: expected class numbers from 0 to {classes - 1}, got {targets.min()} to {targets.max()}"
        )


def cross_entropy(logits: Array, targets: Tokens) -> tuple[float, Array]:
    """Softmax with cross-entropy, averaged over all positions, in nats.

        L = − mean log p[target]        dL/dy = (p − onehot(target)) / N,  N positions

    Arguments:
        logits: (…, V), as `readout` returns them: before the softmax.
        targets: (…,), integer class numbers from 0 to V − 1.

    Returns:
        the loss and its gradient with respect to the logits, (…, V).

    Raises:
        ShapeError, DtypeError, IndexError: naming the argument, what was expected and what came.
    """
    check_dtypes([("logits", logits, "B V")])
    check_targets(logits, targets)
    p = softmax(logits)
    shifted = logits - logits.max(axis=-1, keepdims=True)
    log_p = shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True))
    loss = -np.take_along_axis(log_p, targets[..., None], axis=-1).mean()
    onehot = np.eye(logits.shape[-1], dtype=logits.dtype)[targets]
    return float(loss), (p - onehot) / targets.size


def mean_squared_error(predictions: Array, targets: Array) -> tuple[float, Array]:
    """The squared error, averaged over all entries.

        L = mean (y − target)²        dL/dy = 2 (y − target) / N,  N entries

    Arguments:
        predictions: any shape, floating point.
        targets: the same shape and dtype.

    Returns:
        the loss and its gradient with respect to the predictions.

    Raises:
        ShapeError, DtypeError: naming the argument, what was expected and what came.
    """
    check_dtypes([("predictions", predictions, ""), ("targets", targets, "")])
    if targets.shape != predictions.shape:
        raise ShapeError(
            f"targets: expected shape {predictions.shape} as the predictions have, got {targets.shape}"
        )
    if not targets.size:
        raise ShapeError(f"targets: expected at least one entry, got shape {targets.shape}")
    error = predictions - targets
    return float((error**2).mean()), 2 * error / error.size
