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


def turned_in_dark(places: Array, seen: int) -> Array:
    """Where the last step went another way than the last step seen: bool, (T − seen, B, 2).

    Arguments: `places` (T, B, 2), of which the first `seen`, two or more, had a frame.
    """
    ways = np.sign(np.diff(places, axis=0))
    return np.asarray(ways[seen - 1 :] != ways[seen - 2])


def explained(told: Array, true: Array) -> float:
    """1 − squared error / variance: 1 when all is right, 0 for always saying the mean, below 0 when worse."""
    return float(1 - ((told - true) ** 2).mean() / true.var())
