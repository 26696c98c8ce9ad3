"""Weights move both ways: between NumPy and Torch, and between our cells and `torch.nn`."""

from typing import Any

import torch
from torch import nn

from lstm_ref import numpy as reference
from lstm_ref.numpy.tree import tree_map
from lstm_ref.numpy.two_way import TwoWay
from lstm_ref.torch.full_gates import FullGatesParams, FullGatesState
from lstm_ref.torch.gru import GRUParams, GRUState
from lstm_ref.torch.layer_norm import LayerNormParams
from lstm_ref.torch.lstm import LSTMParams, LSTMState
from lstm_ref.torch.minimal import MinimalParams
from lstm_ref.torch.peephole import PeepholeLSTMParams
from lstm_ref.torch.readout import ReadoutParams
from lstm_ref.torch.rnn import RNNParams, RNNState

TWINS: list[tuple[Any, Any]] = [
    (reference.RNNParams, RNNParams),
    (reference.RNNState, RNNState),
    (reference.LSTMParams, LSTMParams),
    (reference.LSTMState, LSTMState),
    (reference.PeepholeLSTMParams, PeepholeLSTMParams),
    (reference.FullGatesParams, FullGatesParams),
    (reference.FullGatesState, FullGatesState),
    (reference.MinimalParams, MinimalParams),
    (reference.GRUParams, GRUParams),
    (reference.GRUState, GRUState),
    (reference.ReadoutParams, ReadoutParams),
    (reference.LayerNormParams, LayerNormParams),
]


def to_torch(tree: Any, dtype: torch.dtype | None = None, device: torch.device | str | None = None) -> Any:
    """A NumPy array, or parameters or a state of the NumPy half, as the Torch twin; the numbers are copied.

    Arguments:
        tree: an array or one of the NumPy half's named tuples.
        dtype, device: of the tensors; by default the arrays' dtype, on the CPU.

    Returns:
        the same tree of tensors, each of the shape of its array.

    Raises:
        TypeError: when the named tuple has no twin.
    """
    tensors = tree_map(lambda array: torch.tensor(array, dtype=dtype, device=device), tree)
    return as_twin(tensors, dict(TWINS))


def to_numpy(tree: Any) -> Any:
    """A tensor, or parameters or a state of the Torch half, as the NumPy twin; detached, on the CPU, copied.

    Raises:
        TypeError: when the named tuple has no twin.
    """
    arrays = tree_map(lambda tensor: tensor.detach().cpu().numpy().copy(), tree)
    return as_twin(arrays, {torch_type: numpy_type for numpy_type, torch_type in TWINS})


def as_twin(tree: Any, twins: dict[Any, Any]) -> Any:
    """The same tree in the named tuples of the other half; its leaves are not touched."""
    if not isinstance(tree, tuple):
        return tree
    if type(tree) in (tuple, TwoWay):  # layers or directions: the parts have twins
        parts = [as_twin(part, twins) for part in tree]
        return TwoWay(*parts) if isinstance(tree, TwoWay) else tuple(parts)
    if type(tree) not in twins:
        known = ", ".join(kind.__name__ for kind in twins)
        raise TypeError(f"convert: expected one of {known}, got {type(tree).__name__}")
    return twins[type(tree)](*tree)


def to_nn(params: Any) -> nn.Module:
    """Our parameters as `nn.RNN`, `nn.LSTM`, `nn.GRU` or `nn.Linear`: one layer, time first.

    Where we have one bias and PyTorch two, `bias_ih` takes ours and `bias_hh` is zero.

    Arguments:
        params: RNNParams, LSTMParams (4H rows, order i, f, g, o), GRUParams or ReadoutParams of the
            Torch half.

    Returns:
        the layer, with copies of the parameters in their dtype and on their device.

    Raises:
        TypeError: when PyTorch has no such layer.
        ValueError: when LSTMParams do not have 4H rows: `nn.LSTM` knows no cell without a forget gate.
    """
    rows, columns = params[0].shape
    like = {"dtype": params[0].dtype, "device": params[0].device}
    if isinstance(params, ReadoutParams):
        linear = nn.Linear(columns, rows, **like)
        linear.load_state_dict(params._asdict())
        return linear
    layers: dict[Any, Any] = {RNNParams: nn.RNN, LSTMParams: nn.LSTM, GRUParams: nn.GRU}
    if type(params) not in layers:
        raise TypeError(f"to_nn: expected parameters of the Torch half, got {type(params).__name__}")
    hidden = params.weight_hh.shape[1]
    if isinstance(params, LSTMParams) and rows != 4 * hidden:
        raise ValueError(f"to_nn: expected 4·hidden_size = {4 * hidden} rows (i, f, g, o), got {rows}")
    layer: nn.Module = layers[type(params)](columns, hidden, **like)
    biases = params[2:] if len(params) == 4 else (params[2], torch.zeros_like(params[2]))
    names = ("weight_ih_l0", "weight_hh_l0", "bias_ih_l0", "bias_hh_l0")
    layer.load_state_dict(dict(zip(names, (*params[:2], *biases), strict=True)))
    return layer


def from_nn(layer: nn.Module) -> Any:
    """The parameters of `nn.RNN`, `nn.LSTM`, `nn.GRU` or `nn.Linear` as ours, copied.

    Where PyTorch has two biases and we one, ours is their sum.

    Raises:
        TypeError: when the layer is of another kind.
        ValueError: when it has several layers, two directions, a projection, no bias, or is an `nn.RNN`
            with another nonlinearity than tanh: none of those is one of our cells.
    """
    if isinstance(layer, nn.Linear):
        if layer.bias is None:
            raise ValueError("from_nn: expected a layer with a bias, got bias=False")
        return ReadoutParams(layer.weight.detach().clone(), layer.bias.detach().clone())
    if not isinstance(layer, nn.RNN | nn.LSTM | nn.GRU):
        raise TypeError(f"from_nn: expected nn.RNN, nn.LSTM, nn.GRU or nn.Linear, got {type(layer).__name__}")
    plain = {"num_layers": 1, "bidirectional": False, "proj_size": 0, "bias": True, "nonlinearity": "tanh"}
    for option, expected in plain.items():
        if getattr(layer, option, expected) != expected:
            raise ValueError(f"from_nn: expected {option}={expected!r}, got {getattr(layer, option)!r}")
    weights = {name: value.detach().clone() for name, value in layer.named_parameters()}
    w_ih, w_hh, b_ih, b_hh = weights.values()
    if isinstance(layer, nn.GRU):
        return GRUParams(w_ih, w_hh, b_ih, b_hh)
    return (LSTMParams if isinstance(layer, nn.LSTM) else RNNParams)(w_ih, w_hh, b_ih + b_hh)
