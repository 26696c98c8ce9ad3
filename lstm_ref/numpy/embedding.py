"""From tokens to vectors: a row look-up, and its gradient."""

from typing import Any

import numpy as np

from lstm_ref.numpy.arrays import Array, Tokens
from lstm_ref.numpy.checks import DtypeError, ShapeError, check_dtypes


def check_tokens(weight: Array, tokens: Any) -> None:
    """Check that `tokens` are row numbers of `weight` (V, D).

    Raises:
        DtypeError, ShapeError, IndexError: naming the argument, what was expected and what came.
    """
    check_dtypes([("weight", weight, "V D")])
    if weight.ndim != 2:
        raise ShapeError(f"weight: expected shape (vocabulary, vector size), got {weight.shape}")
    if not isinstance(tokens, np.ndarray) or tokens.dtype.kind not in "iu":
        kind = getattr(tokens, "dtype", type(tokens).__name__)
        raise DtypeError(f"tokens: expected an integer array of row numbers, got {kind}")
    if tokens.size and not (0 <= tokens.min() and tokens.max() < len(weight)):
        raise IndexError(
            f"tokens: expected row numbers from 0 to {len(weight) - 1}, got {tokens.min()} to {tokens.max()}"
        )


def embedding(weight: Array, tokens: Tokens) -> Array:
    """Row `tokens[…]` of `weight`: the same as a one-hot vector times the matrix, without the product.

    Arguments:
        weight: (V, D), one row a token.
        tokens: integers of any shape, usually (T, B).

    Returns:
        (…, D), usually (T, B, D).

    Raises:
        ShapeError, DtypeError, IndexError: naming the argument, what was expected and what came.
    """
    check_tokens(weight, tokens)
    return weight[tokens]


def embedding_backward(weight: Array, tokens: Tokens, dvectors: Array) -> Array:
    """The gradient of `embedding`: each row collects from every place where its token stands.

        dW[v] = Σ over the positions where token = v of dvectors[position]

    Arguments:
        weight, tokens: as given to `embedding`.
        dvectors: (…, D), the gradient of the loss with respect to what `embedding` returned.

    Returns:
        (V, D); zero in the rows of tokens that do not occur.

    Raises:
        ShapeError, DtypeError, IndexError: naming the argument, what was expected and what came.
    """
    check_tokens(weight, tokens)
    if dvectors.shape != (*tokens.shape, weight.shape[1]):
        raise ShapeError(f"dvectors: expected shape {(*tokens.shape, weight.shape[1])}, got {dvectors.shape}")
    dweight = np.zeros_like(weight)
    np.add.at(dweight, tokens, dvectors)  # `dweight[tokens] += …` would keep one share of a repeated token
    return dweight
