"""Weights of several layers and of both directions, moved into one `torch.nn.LSTM`."""

from typing import Any

import torch
from torch import nn

from lstm_ref.numpy.two_way import TwoWay
from lstm_ref.torch.lstm import LSTMParams


def stack_to_nn(layers: tuple[Any, ...], *, dropout: float = 0.0) -> nn.LSTM:
    """Our layers as one `nn.LSTM`, time first; `bias_ih` takes our bias and `bias_hh` is zero.

    Arguments:
        layers: L entries, each the LSTMParams of the Torch half or a `TwoWay` of two of them, as
            `stacked_scan` takes them.
        dropout: handed on; between layers only, and while training only.

    Returns:
        a layer of its own memory: later changes of `layers` do not reach it.

    Raises:
        TypeError: when a layer is neither, or when the layers are not all of one kind.
        ValueError: when a cell does not have 4H rows, or its columns do not fit the layer below.
    """
    two_way = bool(layers) and isinstance(layers[0], TwoWay)
    flat = [part for layer in layers for part in (layer if isinstance(layer, TwoWay) else (layer,))]
    kinds = {isinstance(layer, TwoWay) for layer in layers}
    if not flat or len(kinds) != 1 or not all(isinstance(part, LSTMParams) for part in flat):
        raise TypeError(
            "layers: expected LSTMParams of the Torch half for each, or a TwoWay of them for each"
        )
    first = flat[0]
    hidden = first.weight_hh.shape[1]
    sizes = [first.weight_ih.shape[1]] + [hidden * (1 + two_way)] * (len(layers) - 1)
    for number, part in enumerate(flat):
        due = (4 * hidden, sizes[number // (1 + two_way)])
        if tuple(part.weight_ih.shape) != due:
            raise ValueError(f"layers: expected weight_ih of shape {due}, got {tuple(part.weight_ih.shape)}")
    like: dict[str, Any] = {"dtype": first.weight_ih.dtype, "device": first.weight_ih.device}
    made = nn.LSTM(sizes[0], hidden, len(layers), bidirectional=two_way, dropout=dropout, **like)
    with torch.no_grad():
        for names, part in zip(made.all_weights, flat, strict=True):
            for theirs, ours in zip(names, (*part, torch.zeros_like(part.bias)), strict=True):
                theirs.copy_(ours)
    return made
