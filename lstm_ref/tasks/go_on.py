"""The film net's walk in NumPy, which shows its cell: frames first, then a dark screen."""

import numpy as np

from lstm_ref.numpy.arrays import Array
from lstm_ref.numpy.lstm import LSTMParams, LSTMState, lstm_step
from lstm_ref.numpy.scan import scan


def memories(params: LSTMParams, seen: Array, ahead: int) -> Array:
    """What the cell holds after each frame and each dark step.

    Arguments: `params` of a cell with P + 1 inputs; `seen` (T, B, P), frames as rows.

    Returns: the cells (T + ahead, B, H).
    """
    lit = np.concatenate([seen, np.zeros((*seen.shape[:2], 1))], axis=2)
    dark = np.zeros((ahead, *lit.shape[1:]))
    dark[..., -1] = 1
    xs = np.concatenate([lit, dark]).astype(params.weight_hh.dtype)
    start = LSTMState.zeros(seen.shape[1], params.weight_hh.shape[1], xs.dtype)
    _, _, tapes = scan(lstm_step, params, xs, start)
    return np.stack([tape.c for tape in tapes])


def linear_map(inputs: Array, targets: Array) -> Array:
    """The least-squares weights (F + 1, K), the last row a constant, from (N, F) to (N, K)."""
    with_one = np.concatenate([inputs, np.ones((len(inputs), 1))], axis=1)
    weights: Array = np.linalg.lstsq(with_one, targets, rcond=None)[0]
    return weights


def mapped(weights: Array, inputs: Array) -> Array:
    """What `linear_map`'s weights say for inputs (…, F): (…, K)."""
    return np.asarray(inputs @ weights[:-1] + weights[-1])
