"""Layers on top of one another: the h of one layer are the inputs of the next."""

from collections.abc import Callable, Sequence
from typing import Any

from torch import Tensor

from lstm_ref.numpy.stack import Layers, check_layers
from lstm_ref.torch.scan import scan, scan_backward


def stacked_scan(
    step: Callable[..., tuple[Any, Any]],
    layers: Layers,
    xs: Tensor,
    states: Layers,
    *,
    walk: Callable[..., tuple[Tensor, Any, Any]] = scan,
    masks: Sequence[Tensor] | None = None,
) -> tuple[Tensor, Layers, Layers]:
    """Walk through time once for each layer, from the lowest to the highest.

        hs⁰ = xs        hsˡ, lastˡ, tapeˡ = walk(step, paramsˡ, maskˡ⁻¹ ⊙ hsˡ⁻¹, stateˡ)        l = 1 … L

    Arguments:
        step: such as `lstm_step`, the same for all layers.
        layers: L parameters; those of the first take D inputs, those of the others what the one below gives.
        xs: (T, B, D), time first.
        states: L states, each as `walk` takes it.
        walk: `scan`, or `two_way_scan` for layers that read in both directions.
        masks: L − 1 tensors that are multiplied onto what goes from a layer to the next; each of a shape that
            broadcasts with (T, B, H), from `dropout_mask`. None for none.

    Returns:
        `hs` of the highest layer; L last states; L tapes.

    Raises:
        ValueError: when there are not as many states or masks as the layers need.
        ShapeError, DtypeError, DeviceError: naming the argument, what was expected and what came.
    """
    check_layers(layers=layers, states=states, masks=masks)
    lasts, tapes = [], []
    for number, (params, state) in enumerate(zip(layers, states, strict=True)):
        if number and masks is not None:
            xs = xs * masks[number - 1]
        xs, last, tape = walk(step, params, xs, state)
        lasts.append(last)
        tapes.append(tape)
    return xs, tuple(lasts), tuple(tapes)


def stacked_scan_backward(
    step_backward: Callable[..., tuple[Tensor, Any, Any]],
    layers: Layers,
    tapes: Layers,
    dhs: Tensor,
    dstates: Layers,
    *,
    walk_back: Callable[..., tuple[Tensor, Any, Any]] = scan_backward,
    masks: Sequence[Tensor] | None = None,
) -> tuple[Tensor, Layers, Layers]:
    """The gradient of `stacked_scan`: a layer's dxs are the dhs of the layer below.

    Arguments:
        step_backward: such as `lstm_step_backward`.
        layers, tapes: as given to and returned by `stacked_scan`.
        dhs: the gradient of the highest layer's hs.
        dstates: L gradients of the last states.
        walk_back: `scan_backward`, or `two_way_scan_backward`.
        masks: as given to `stacked_scan`.

    Returns:
        `dxs` (T, B, D); L gradients of the first states; L gradients of the parameters.

    Raises:
        ValueError: when there are not as many tapes, gradients or masks as the layers need.
        ShapeError, DtypeError, DeviceError: naming the argument, what was expected and what came.
    """
    check_layers(layers=layers, tapes=tapes, dstates=dstates, masks=masks)
    firsts, grads = [], []
    for number in reversed(range(len(layers))):
        dhs, first, dparams = walk_back(step_backward, layers[number], tapes[number], dhs, dstates[number])
        if number and masks is not None:
            dhs = dhs * masks[number - 1]
        firsts.append(first)
        grads.append(dparams)
    return dhs, tuple(firsts[::-1]), tuple(grads[::-1])
