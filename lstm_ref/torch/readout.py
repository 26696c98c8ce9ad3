"""From hidden states to predictions: one linear layer, the same at every step."""

from typing import NamedTuple

from torch import Tensor

from lstm_ref.numpy.readout import check_readout_shapes
from lstm_ref.torch.checks import check_tensors


class ReadoutParams(NamedTuple):
    """`weight` (V, H), `bias` (V,); V is the number of outputs, H the hidden size."""

    weight: Tensor
    bias: Tensor


def check_readout(params: ReadoutParams, hs: Tensor) -> None:
    """Check that `hs` (…, H) fits the weights.

    Raises:
        DtypeError, DeviceError, ShapeError: naming the argument, what was expected and what came.
    """
    check_tensors([("weight", params.weight, "V H"), ("bias", params.bias, "V"), ("hs", hs, "B H")])
    check_readout_shapes(params, hs)


def readout(params: ReadoutParams, hs: Tensor) -> Tensor:
    """The linear layer y = W h + b, at every position.

    Arguments:
        params: `weight` (V, H), `bias` (V,).
        hs: (…, H): the states of one step (B, H) or of all (T, B, H).

    Returns:
        (…, V): logits for `cross_entropy`, or predictions for `mean_squared_error`.

    Raises:
        ShapeError, DtypeError, DeviceError: naming the argument, what was expected and what came.
    """
    check_readout(params, hs)
    return hs @ params.weight.T + params.bias


def readout_backward(params: ReadoutParams, hs: Tensor, dy: Tensor) -> tuple[Tensor, ReadoutParams]:
    """The gradient of `readout`.

        dh = dy W        dW = Σ dyᵀ h        db = Σ dy        (sums over all positions)

    Arguments:
        params, hs: as given to `readout`.
        dy: (…, V), the gradient of the loss with respect to what `readout` returned.

    Returns:
        the gradients of `hs` (…, H) and of the parameters.

    Raises:
        ShapeError, DtypeError, DeviceError: naming the argument, what was expected and what came.
    """
    check_readout(params, hs)
    check_readout_shapes(params, hs, dy)
    outputs, hidden = params.weight.shape
    dhs = dy @ params.weight
    dy_rows, h_rows = dy.reshape(-1, outputs), hs.reshape(-1, hidden)
    return dhs, ReadoutParams(weight=dy_rows.T @ h_rows, bias=dy_rows.sum(dim=0))
