"""Attention without the softmax, written twice: with weights over all steps, and with a matrix memory."""

import numpy as np

from lstm_ref.numpy.arrays import Array
from lstm_ref.numpy.attention import check_attention
from lstm_ref.numpy.checks import check


def all_open(values: Array) -> tuple[Array, Array]:
    """Gates that change nothing: keep (T, B) and write (T, B), all ones."""
    ones = np.ones(values.shape[:2], values.dtype)
    return ones, ones.copy()


def linear_attention(
    queries: Array, keys: Array, values: Array, gates: tuple[Array, Array] | None = None
) -> Array:
    """Look at all steps so far, with the products themselves as weights.

        y_t = Σ_{s ≤ t} (f_t f_{t−1} … f_{s+1}) i_s (q_t · k_s) v_s

    Arguments:
        queries, keys: (T, B, K). values: (T, B, V).
        gates: keep f and write i, each (T, B); without them both are 1 everywhere.

    Returns:
        y (T, B, V).

    Raises:
        DtypeError, ShapeError: naming the argument, what was expected and what came.

    Source: Katharopoulos, Vyas, Pappas & Fleuret, ICML 2020; with gates Beck et al., xLSTM, 2024.
    """
    keep, write = _checked(queries, keys, values, gates)
    weights = np.einsum("tbk,sbk->tsb", queries, keys) * write[None]
    for t in range(len(keys)):
        weights[t, t + 1 :] = 0.0
        for s in range(t):
            weights[t, s] *= keep[s + 1 : t + 1].prod(axis=0)
    ys: Array = np.einsum("tsb,sbv->tbv", weights, values)
    return ys


def matrix_memory_scan(
    queries: Array, keys: Array, values: Array, gates: tuple[Array, Array] | None = None
) -> tuple[Array, Array]:
    """Walk through time with a memory that is a matrix; no step is looked at twice.

        C_t = f_t C_{t−1} + i_t v_t k_tᵀ        y_t = C_t q_t        C_0 = 0

    Arguments:
        as for `linear_attention`.

    Returns:
        y (T, B, V), and the last memory C (B, V, K).

    Raises:
        DtypeError, ShapeError: naming the argument, what was expected and what came.

    Source: as `linear_attention`.
    """
    keep, write = _checked(queries, keys, values, gates)
    memory = np.zeros((*values.shape[1:], keys.shape[-1]), values.dtype)
    ys = np.empty_like(values)
    for t, (f, i) in enumerate(zip(keep, write, strict=True)):
        written = values[t, :, :, None] * keys[t, :, None, :]  # (B, V, K)
        memory = f[:, None, None] * memory + i[:, None, None] * written
        ys[t] = np.einsum("bvk,bk->bv", memory, queries[t])
    return ys, memory


def _checked(
    queries: Array, keys: Array, values: Array, gates: tuple[Array, Array] | None
) -> tuple[Array, Array]:
    check_attention(queries, keys, values)
    keep, write = all_open(values) if gates is None else gates
    check([("values", values, "T B V"), ("keep", keep, "T B"), ("write", write, "T B")])
    return keep, write
