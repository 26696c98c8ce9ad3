"""Layer normalisation: each vector is brought to mean zero and variance one, then stretched and moved."""

from typing import NamedTuple

from torch import Tensor

from lstm_ref.numpy.layer_norm import EPS, check_layer_norm


class LayerNormParams(NamedTuple):
    """`weight` (N,), the stretch; `bias` (N,), the shift."""

    weight: Tensor
    bias: Tensor


class LayerNormTape(NamedTuple):
    """What the backward step needs: `normal` (…, N), normalised; `scale` (…, 1), 1 / the std."""

    normal: Tensor
    scale: Tensor


def layer_norm(params: LayerNormParams, xs: Tensor) -> tuple[Tensor, LayerNormTape]:
    """Normalise along the last axis.

        y = weight ⊙ (x − mean(x)) / √(var(x) + 10⁻⁵) + bias        var divides by N

    Arguments:
        params: `weight` (N,), `bias` (N,).
        xs: (…, N).

    Returns:
        the same shape, and the tape for `layer_norm_backward`.

    Raises:
        ShapeError: naming the argument, what was expected and what came.

    Source: Ba, Kiros & Hinton, *Layer normalization*, arXiv:1607.06450, 2016.
    """
    check_layer_norm(params, xs)
    centred = xs - xs.mean(-1, keepdim=True)
    scale = ((centred**2).mean(-1, keepdim=True) + EPS).rsqrt()
    normal = centred * scale
    return params.weight * normal + params.bias, LayerNormTape(normal, scale)


def layer_norm_backward(
    params: LayerNormParams, tape: LayerNormTape, dys: Tensor
) -> tuple[Tensor, LayerNormParams]:
    """The gradient of `layer_norm`.

        dn = dy ⊙ weight        dx = scale · (dn − mean(dn) − n · mean(dn ⊙ n))
        dweight = Σ dy ⊙ n      dbias = Σ dy        over all vectors

    Arguments:
        params, tape: as given to and returned by `layer_norm`.
        dys: (…, N).

    Returns:
        `dxs` (…, N), and the gradients of `weight` and `bias`.

    Raises:
        ShapeError: naming the argument, what was expected and what came.
    """
    check_layer_norm(params, dys, "dys")
    dnormal = dys * params.weight
    share = tape.normal * (dnormal * tape.normal).mean(-1, keepdim=True)
    dxs = tape.scale * (dnormal - dnormal.mean(-1, keepdim=True) - share)
    others = list(range(dys.ndim - 1))
    if not others:  # in PyTorch an empty list of axes means all of them
        return dxs, LayerNormParams(dys * tape.normal, dys)
    return dxs, LayerNormParams((dys * tape.normal).sum(others), dys.sum(others))
