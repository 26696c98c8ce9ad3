"""The CTC loss of a whole batch at once, for training: the same sums as in `ctc.py`, padded."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import torch
from torch import Tensor

from lstm_ref.numpy.arrays import Array, Tokens
from lstm_ref.tasks.ctc import log_softmax, with_blanks


def _before(row: Array, places: int) -> Array:
    """(B, S) moved to the right by `places`, −∞ coming in."""
    moved = np.full_like(row, -np.inf)
    moved[:, places:] = row[:, :-places]
    return moved


def _after(row: Array, places: int) -> Array:
    """(B, S) moved to the left by `places`, −∞ coming in."""
    moved = np.full_like(row, -np.inf)
    moved[:, :-places] = row[:, places:]
    return moved


def ctc_batch(logits: Array, lengths: Tokens, labels: Sequence[Sequence[int]]) -> tuple[Array, Array]:
    """−log P of every sequence (B,), and each one's gradient with respect to the logits (T, B, K).

    Arguments:
        logits: (T, B, K), padded at the end.
        lengths: (B,), the frames of each sequence; what lies behind has no share and a zero gradient.
        labels: B rows of integers from 1 to K − 1; each sequence must have frames enough for its row.

    Source: Graves et al. 2006, as `ctc.ctc_loss`, which is the readable one.
    """
    frames, batch, _ = logits.shape
    log_p = log_softmax(logits)
    rows = [with_blanks(row) for row in labels]
    extended = np.zeros((batch, max(3, *map(len, rows))), dtype=int)
    ends = np.full(extended.shape, -np.inf)  # log β at a sequence's last frame
    for b, row in enumerate(rows):
        extended[b, : len(row)] = row
        ends[b, max(0, len(row) - 2) : len(row)] = 0
    skips = np.zeros(extended.shape, dtype=bool)
    skips[:, 2:] = (extended[:, 2:] != 0) & (extended[:, 2:] != extended[:, :-2])
    y = np.take_along_axis(log_p, extended[None].repeat(frames, axis=0), axis=2)  # (T, B, S)
    alpha, beta = np.full(y.shape, -np.inf), np.full(y.shape, -np.inf)
    alpha[0, :, :2] = y[0, :, :2]
    for t in range(1, frames):
        skip = np.where(skips, _before(alpha[t - 1], 2), -np.inf)
        alpha[t] = np.logaddexp(np.logaddexp(alpha[t - 1], _before(alpha[t - 1], 1)), skip) + y[t]
    for t in reversed(range(frames)):
        if t + 1 < frames:
            on = beta[t + 1] + y[t + 1]
            skip = _after(np.where(skips, on, -np.inf), 2)
            beta[t] = np.logaddexp(np.logaddexp(on, _after(on, 1)), skip)
        beta[t] = np.where((lengths == t + 1)[:, None], ends, beta[t])
    log_total = np.logaddexp.reduce(alpha[0] + beta[0], axis=1)  # (B,)
    with np.errstate(invalid="ignore"):
        paths = np.exp(alpha + beta - log_total[:, None])
    share = np.zeros_like(logits)
    place = np.broadcast_to(extended, y.shape)
    frame, sequence = np.ogrid[:frames, :batch]
    np.add.at(share, (frame[..., None], sequence[..., None], place), paths)
    inside = (np.arange(frames)[:, None] < lengths)[..., None]
    return -log_total, np.where(inside, np.exp(log_p) - share, 0.0)


class CTC(torch.autograd.Function):
    """Our loss as a node of autograd: the mean over the batch of −log P / number of labels."""

    @staticmethod
    def forward(ctx: Any, logits: Tensor, lengths: Tokens, labels: Sequence[Sequence[int]]) -> Tensor:
        """Loss from logits (T, B, K); the gradient is made here and kept."""
        losses, dlogits = ctc_batch(logits.detach().numpy().astype(float), lengths, labels)
        counts = np.array([max(1, len(row)) for row in labels])
        dlogits = dlogits / (counts * len(counts))[:, None]
        ctx.save_for_backward(torch.tensor(dlogits, dtype=logits.dtype))
        return torch.tensor(float((losses / counts).mean()), dtype=logits.dtype)

    @staticmethod
    def backward(ctx: Any, *douts: Any) -> Any:
        """The gradient times the one that arrives."""
        return ctx.saved_tensors[0] * douts[0], None, None
