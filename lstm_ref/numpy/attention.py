"""Attention over all steps so far: each output is a weighted mean of the values; its gradient by hand."""

from typing import NamedTuple

import numpy as np

from lstm_ref.numpy.arrays import Array
from lstm_ref.numpy.checks import check
from lstm_ref.numpy.losses import softmax


class AttentionTape(NamedTuple):
    """What goes in, `queries` and `keys` (T, B, K), `values` (T, B, V), and the `weights` (T, T, B)."""

    queries: Array
    keys: Array
    values: Array
    weights: Array


def check_attention(queries: Array, keys: Array, values: Array) -> None:
    """Check that the three fit together.

    Raises:
        DtypeError, ShapeError: naming the argument, what was expected and what came.
    """
    check([("keys", keys, "T B K"), ("queries", queries, "T B K"), ("values", values, "T B V")])


def causal_attention(queries: Array, keys: Array, values: Array) -> tuple[Array, AttentionTape]:
    """Softmax attention in which step t looks at the steps up to t.

        a_ts = q_t · k_s / √K        w_ts = exp(a_ts) / Σ_{r ≤ t} exp(a_tr)        y_t = Σ_{s ≤ t} w_ts v_s

    Arguments:
        queries, keys: (T, B, K).
        values: (T, B, V).

    Returns:
        y (T, B, V), and the tape; its `weights` (T, T, B) are w_ts at [t, s], 0 where s > t.

    Raises:
        DtypeError, ShapeError: naming the argument, what was expected and what came.

    Source: Bahdanau, Cho & Bengio, ICLR 2015, for the weighted mean; Vaswani et al., 2017, for the products.
    """
    check_attention(queries, keys, values)
    steps, _, size = keys.shape
    scores = np.einsum("tbk,sbk->tbs", queries, keys) / np.sqrt(size)
    future = np.triu(np.ones((steps, steps), dtype=bool), 1)[:, None]
    weights = softmax(np.where(future, -np.inf, scores)).transpose(0, 2, 1)  # (T, T, B)
    ys: Array = np.einsum("tsb,sbv->tbv", weights, values)
    return ys, AttentionTape(queries, keys, values, weights)


def causal_attention_backward(tape: AttentionTape, dys: Array) -> tuple[Array, Array, Array]:
    """The gradient of `causal_attention`: `dys` (T, B, V) to those of queries, keys and values.

        dv_s = Σ_t w_ts dy_t                       a value gets the share that it gave, at any distance
        da_ts = w_ts (dy_t · v_s − dy_t · y_t)     its weight times what its value fits better than the mean
        dq_t = Σ_s da_ts k_s / √K        dk_s = Σ_t da_ts q_t / √K

    Arguments:
        tape: as returned by `causal_attention`.
        dys: (T, B, V), the gradient of the loss with respect to every output.

    Returns:
        the gradients of queries and keys, (T, B, K), and of values, (T, B, V).

    Raises:
        DtypeError, ShapeError: naming the argument, what was expected and what came.

    Source: derived from the equations of `causal_attention`.
    """
    check([("values", tape.values, "T B V"), ("dys", dys, "T B V")])
    dvalues = np.einsum("tsb,tbv->sbv", tape.weights, dys)
    dweights = np.einsum("tbv,sbv->tsb", dys, tape.values)
    mean = (tape.weights * dweights).sum(axis=1, keepdims=True)
    dscores = tape.weights * (dweights - mean) / np.sqrt(tape.keys.shape[-1])
    dqueries = np.einsum("tsb,sbk->tbk", dscores, tape.keys)
    dkeys = np.einsum("tsb,tbk->sbk", dscores, tape.queries)
    return dqueries, dkeys, dvalues
