"""From tokens to vectors: a row look-up, and its gradient."""

from typing import Any

import torch
from torch import Tensor

from lstm_ref.numpy.checks import DtypeError, ShapeError
from lstm_ref.torch.checks import check_tensors


def check_tokens(weight: Tensor, tokens: Any) -> None:
    """Check that `tokens` are row numbers of `weight` (V, D).

    Raises:
        DtypeError, ShapeError, IndexError: naming the argument, what was expected and what came.
    """
    check_tensors([("weight", weight, "V D")])
    if weight.ndim != 2:
        raise ShapeError(f"weight: expected shape (vocabulary, vector size), got {tuple(weight.shape)}")
    if not isinstance(tokens, Tensor) or tokens.dtype not in (torch.int64, torch.int32):
        kind = getattr(tokens, "dtype", type(tokens).__name__)
        raise DtypeError(f"tokens: expected an integer tensor of row numbers, got {kind}")
    if tokens.numel() and (int(tokens.min()) < 0 or int(tokens.max()) >= len(weight)):
        came = f"{int(tokens.min())} to {int(tokens.max())}"
        raise IndexError(f"tokens: expected row numbers from 0 to {len(weight) - 1}, got {came}")


def embedding(weight: Tensor, tokens: Tensor) -> Tensor:
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


def embedding_backward(weight: Tensor, tokens: Tensor, dvectors: Tensor) -> Tensor:
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
    expected = (*tokens.shape, weight.shape[1])
    if tuple(dvectors.shape) != expected:
        raise ShapeError(f"dvectors: expected shape {expected}, got {tuple(dvectors.shape)}")
    rows = dvectors.reshape(-1, weight.shape[1])
    return torch.zeros_like(weight).index_add_(0, tokens.reshape(-1), rows)
