"""From hidden states to predictions: one linear layer, the same at every step."""

from typing import Any, NamedTuple

from lstm_ref.numpy.arrays import Array
from lstm_ref.numpy.checks import ShapeError, check_dtypes


class ReadoutParams(NamedTuple):
    """`weight` (V, H), `bias` (V,); V is the number of outputs, H the hidden size."""

    weight: Array
    bias: Array


def check_readout(params: ReadoutParams, hs: Array) -> None:
    """Check that `hs` (…, H) fits the weights.

    Raises:
        DtypeError, ShapeError: naming the argument, what was expected and what came.
    """
    check_dtypes([("weight", params.weight, "V H"), ("bias", params.bias, "V"), ("hs", hs, "B H")])
    check_readout_shapes(params, hs)


def check_readout_shapes(params: Any, hs: Any, dy: Any = None) -> None:
    """The shapes alone, for arrays and tensors; `dy` (…, V) is looked at where it is given.

    Raises:
        ShapeError: naming the argument, what was expected and what came.
    """
    weight, bias = tuple(params.weight.shape), tuple(params.bias.shape)
    if len(weight) != 2 or bias != weight[:1]:
        raise ShapeError(
            "readout: expected weight (output_size, hidden_size) and bias (output_size,), "
            f"got {weight} and {bias}"
        )
    if hs.ndim < 2 or hs.shape[-1] != weight[1]:
        raise ShapeError(f"hs: expected shape (…, hidden_size = {weight[1]}), got {tuple(hs.shape)}")
    if dy is not None and tuple(dy.shape) != (*hs.shape[:-1], weight[0]):
        raise ShapeError(f"dy: expected shape {(*hs.shape[:-1], weight[0])}, got {tuple(dy.shape)}")


def readout(params: ReadoutParams, hs: Array) -> Array:
    """The linear layer y = W h + b, at every position.

    Arguments:
        params: `weight` (V, H), `bias` (V,).
        hs: (…, H): the states of one step (B, H) or of all (T, B, H).

    Returns:
        (…, V): logits for `cross_entropy`, or predictions for `mean_squared_error`.

    Raises:
        ShapeError, DtypeError: naming the argument, what was expected and what came.
    """
    check_readout(params, hs)
    y: Array = hs @ params.weight.T + params.bias
    return y


def readout_backward(params: ReadoutParams, hs: Array, dy: Array) -> tuple[Array, ReadoutParams]:
    """The gradient of `readout`.

        dh = dy W        dW = Σ dyᵀ h        db = Σ dy        (sums over all positions)

    Arguments:
        params, hs: as given to `readout`.
        dy: (…, V), the gradient of the loss with respect to what `readout` returned.

    Returns:
        the gradients of `hs` (…, H) and of the parameters.

    Raises:
        ShapeError, DtypeError: naming the argument, what was expected and what came.
    """
    check_readout(params, hs)
    check_readout_shapes(params, hs, dy)
    outputs, hidden = params.weight.shape
    dhs: Array = dy @ params.weight
    dy_rows, h_rows = dy.reshape(-1, outputs), hs.reshape(-1, hidden)
    return dhs, ReadoutParams(weight=dy_rows.T @ h_rows, bias=dy_rows.sum(axis=0))
