"""Connectionist temporal classification: the probability of a label row, summed over all its alignments.

T, B, K: frames, batch, symbols; symbol 0 is the blank. An *alignment* is one symbol a frame. `collapse` makes
a label row of it: first equal neighbours become one, then the blanks go.
"""

from collections.abc import Sequence
from itertools import product

import numpy as np

from lstm_ref.numpy.arrays import Array
from lstm_ref.numpy.checks import ShapeError

BLANK = 0


def collapse(alignment: Sequence[int]) -> tuple[int, ...]:
    """Take repeats together, then drop the blanks: 0 3 3 0 3 5 becomes 3 3 5."""
    before = [None, *alignment]
    kept = zip(before, alignment, strict=False)
    return tuple(int(symbol) for last, symbol in kept if symbol not in (last, BLANK))


def with_blanks(labels: Sequence[int]) -> list[int]:
    """A blank before, between and after the labels: 3 5 becomes 0 3 0 5 0."""
    extended = [BLANK]
    for label in labels:
        extended += [int(label), BLANK]
    return extended


def log_softmax(logits: Array) -> Array:
    """log p over the last axis."""
    shifted = logits - logits.max(axis=-1, keepdims=True)
    logs: Array = shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True))
    return logs


def _skips(extended: list[int]) -> list[bool]:
    """Whether a place may be reached from two before: not onto a blank, nor onto an equal label."""
    return [s > 1 and extended[s] not in (BLANK, extended[s - 2]) for s in range(len(extended))]


def ctc_forward(log_p: Array, labels: Sequence[int]) -> Array:
    """log α (T, S): the log probability of all ways to stand at place s of the extended row after frame t.

        α_1 = y at places 0 and 1
        α_t(s) = (α_{t−1}(s) + α_{t−1}(s − 1) + α_{t−1}(s − 2) if it may be skipped) · y_t(l′_s)

    Arguments:
        log_p: (T, K), log probabilities of one sequence.
        labels: without blanks; S = 2 · len(labels) + 1.

    Source: Graves, Fernández, Gomez and Schmidhuber, ICML 2006, section 4.1, here with logarithms.
    """
    extended = with_blanks(labels)
    skips = np.array(_skips(extended))
    y = log_p[:, extended]  # (T, S)
    alpha = np.full(y.shape, -np.inf)
    alpha[0, :2] = y[0, :2]
    for t in range(1, len(y)):
        stay = alpha[t - 1]
        step = np.concatenate([[-np.inf], stay[:-1]])
        twice = np.concatenate([[-np.inf, -np.inf], stay[:-2]])[: len(stay)]
        skip = np.where(skips, twice, -np.inf)
        alpha[t] = np.logaddexp(np.logaddexp(stay, step), skip) + y[t]
    return alpha


def ctc_backward(log_p: Array, labels: Sequence[int]) -> Array:
    """log β (T, S): the log probability of all ways to go on from place s after frame t, to the end.

    Frame t itself is not in it, so that α β is the probability of all ways through (t, s).
    The source has frame t in both; ours needs no division by y.
    """
    extended = with_blanks(labels)
    turned = ctc_forward(log_p[::-1], list(labels)[::-1])[::-1, ::-1]  # the same walk from the end
    beta: Array = turned - log_p[:, extended]  # frame t taken out again
    return beta


def ctc_loss(logits: Array, labels: Sequence[int]) -> tuple[float, Array]:
    """−log P(labels | logits) of one sequence, and its gradient with respect to the logits.

        P = Σ_s α_t(s) β_t(s)  for every t      ∂loss/∂logit_t(k) = p_t(k) − Σ_{s: l′_s = k} α_t(s) β_t(s) / P

    Arguments:
        logits: (T, K), before the softmax.
        labels: integers from 1 to K − 1.

    Returns:
        the loss and its gradient (T, K).

    Raises:
        ShapeError: when the logits are not (T, K).
        ValueError: when a label is out of range, or the frames are too few for the labels.

    Source: Graves et al. 2006, section 4.2.
    """
    if logits.ndim != 2:
        raise ShapeError(f"logits: expected shape (T, K), got {logits.shape}")
    needed = len(labels) + sum(a == b for a, b in zip(labels, list(labels)[1:], strict=False))
    if not all(0 < label < logits.shape[1] for label in labels) or needed > len(logits):
        raise ValueError(
            f"labels: expected 1 to {logits.shape[1] - 1}, {needed} or more frames; got {labels}"
        )
    log_p = log_softmax(logits)
    paths = ctc_forward(log_p, labels) + ctc_backward(log_p, labels)  # (T, S)
    log_total = np.logaddexp.reduce(paths[0])
    share = np.zeros_like(logits)
    for s, symbol in enumerate(with_blanks(labels)):
        share[:, symbol] += np.exp(paths[:, s] - log_total)
    return float(-log_total), np.exp(log_p) - share


def brute_force(log_p: Array, labels: Sequence[int]) -> float:
    """log P(labels) by trying all K^T alignments; only for tiny cases."""
    frames, symbols = log_p.shape
    wanted = tuple(labels)
    found = [
        sum(log_p[t, symbol] for t, symbol in enumerate(alignment))
        for alignment in product(range(symbols), repeat=frames)
        if collapse(alignment) == wanted
    ]
    return float(np.logaddexp.reduce(found)) if found else float("-inf")


def best_path(logits: Array) -> tuple[int, ...]:
    """Decode one sequence (T, K): the likeliest symbol of each frame, collapsed."""
    return collapse([int(symbol) for symbol in logits.argmax(axis=-1)])


def edits(said: Sequence[int], heard: Sequence[int]) -> int:
    """The fewest insertions, deletions and replacements that make `heard` of `said`."""
    row = list(range(len(heard) + 1))
    for i, one in enumerate(said, start=1):
        diagonal, row[0] = row[0], i
        for j, other in enumerate(heard, start=1):
            diagonal, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, diagonal + (one != other))
    return row[-1]


def error_rate(said: Sequence[Sequence[int]], heard: Sequence[Sequence[int]]) -> float:
    """All edits of all sequences for each label said; above 1 when much is heard that was not said."""
    return sum(edits(a, b) for a, b in zip(said, heard, strict=True)) / sum(map(len, said))
