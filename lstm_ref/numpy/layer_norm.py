"""Layer normalisation: each vector is brought to mean zero and variance one, then stretched and moved."""

from typing import Any, NamedTuple

import numpy as np

from lstm_ref.numpy.arrays import Array
from lstm_ref.numpy.checks import ShapeError, check_dtypes

EPS = 1e-5  # added to the variance, as `torch.nn.LayerNorm` does


class LayerNormParams(NamedTuple):
    """`weight` (N,), the stretch; `bias` (N,), the shift."""

    weight: Array
    bias: Array


class LayerNormTape(NamedTuple):
    """What the backward step needs: `normal` (…, N), normalised; `scale` (…, 1), 1 / the std."""

    normal: Array
    scale: Array


def check_layer_norm(params: Any, xs: Any, name: str = "xs") -> None:
    """Check that `xs` (…, N) fits the parameters; for arrays and tensors.

    Raises:
        ShapeError: naming the argument, what was expected and what came.
    """
    weight, bias = tuple(params.weight.shape), tuple(params.bias.shape)
    if len(weight) != 1 or bias != weight:
        raise ShapeError(f"layer_norm: expected weight (N,) and bias (N,), got {weight} and {bias}")
    if not xs.ndim or tuple(xs.shape[-1:]) != weight:
        raise ShapeError(f"{name}: expected shape (…, N = {weight[0]}), got {tuple(xs.shape)}")


def layer_norm(params: LayerNormParams, xs: Array) -> tuple[Array, LayerNormTape]:
    """Normalise along the last axis.

        y = weight ⊙ (x − mean(x)) / √(var(x) + 10⁻⁵) + bias        var divides by N

    Arguments:
        params: `weight` (N,), `bias` (N,).
        xs: (…, N).

    Returns:
        the same shape, and the tape for `layer_norm_backward`.

    Raises:
        ShapeError, DtypeError: naming the argument, what was expected and what came.

    Source: Ba, Kiros & Hinton, *Layer normalization*, arXiv:1607.06450, 2016.
    """
    check_dtypes([("xs", xs, ""), ("weight", params.weight, ""), ("bias", params.bias, "")])
    check_layer_norm(params, xs)
    centred = xs - xs.mean(axis=-1, keepdims=True)
    scale = 1 / np.sqrt((centred**2).mean(axis=-1, keepdims=True) + EPS)
    normal = centred * scale
    return params.weight * normal + params.bias, LayerNormTape(normal, scale)


def layer_norm_backward(
    params: LayerNormParams, tape: LayerNormTape, dys: Array
) -> tuple[Array, LayerNormParams]:
    """The gradient of `layer_norm`.

        dn = dy ⊙ weight        dx = scale · (dn − mean(dn) − n · mean(dn ⊙ n))
        dweight = Σ dy ⊙ n      dbias = Σ dy        over all vectors

    Arguments:
        params, tape: as given to and returned by `layer_norm`.
        dys: (…, N).

    Returns:
        `dxs` (…, N), and the gradients of `weight` and `bias`.

    Raises:
        ShapeError, DtypeError: naming the argument, what was expected and what came.
    """
    check_dtypes([("dys", dys, ""), ("weight", params.weight, "")])
    check_layer_norm(params, dys, "dys")
    dnormal = dys * params.weight
    along: Any = {"axis": -1, "keepdims": True}
    share = tape.normal * (dnormal * tape.normal).mean(**along)
    dxs = tape.scale * (dnormal - dnormal.mean(**along) - share)
    others = tuple(range(dys.ndim - 1))
    return dxs, LayerNormParams((dys * tape.normal).sum(axis=others), dys.sum(axis=others))
