"""What the path through time multiplies a gradient by, in a cell that has not been trained."""

from collections.abc import Callable
from typing import Any

import numpy as np

from lstm_ref.numpy.arrays import Array
from lstm_ref.numpy.gradient_flow import jacobian_norms
from lstm_ref.numpy.gru import GRUParams, GRUState, gru_step
from lstm_ref.numpy.lstm import LSTMParams, LSTMState, lstm_step
from lstm_ref.numpy.peephole import PeepholeLSTMParams, peephole_lstm_step
from lstm_ref.numpy.rnn import RNNParams, RNNState, rnn_step
from lstm_ref.numpy.scan import scan


def rnn_path(params: RNNParams, xs: Array, lag: int) -> float:
    """‖∂h_T/∂h_{T−lag}‖₂, the median over the batch."""
    hs, _, _ = scan(rnn_step, params, xs, RNNState.zeros(xs.shape[1], params.weight_hh.shape[1]))
    return float(np.median(jacobian_norms(params, hs)[lag]))


def lstm_path(params: LSTMParams | PeepholeLSTMParams, xs: Array, lag: int) -> float:
    """‖∂c_T/∂c_{T−lag}‖₂ along the cell alone, the gates as constants: the largest Π f; the median over B."""
    step = peephole_lstm_step if isinstance(params, PeepholeLSTMParams) else lstm_step
    _, _, tape = scan(step, params, xs, LSTMState.zeros(xs.shape[1], params.weight_hh.shape[1]))
    kept = np.prod([step.f for step in tape[-lag:]], axis=0)  # (B, H)
    return float(np.median(kept.max(axis=-1)))


def gru_path(params: GRUParams, xs: Array, lag: int) -> float:
    """The same for h of a GRU, whose gate z keeps: the largest Π z; the median over B."""
    _, _, tape = scan(gru_step, params, xs, GRUState.zeros(xs.shape[1], params.weight_hh.shape[1]))
    kept = np.prod([step.z for step in tape[-lag:]], axis=0)  # (B, H)
    return float(np.median(kept.max(axis=-1)))


PATHS: dict[type, Callable[[Any, Array, int], float]] = {
    RNNParams: rnn_path,
    LSTMParams: lstm_path,
    PeepholeLSTMParams: lstm_path,
    GRUParams: gru_path,
}


def path_at(params: Any, xs: Array, lag: int) -> float:
    """What is left of a gradient after `lag` steps back along the path of the cell.

    Arguments:
        params: RNNParams, LSTMParams, PeepholeLSTMParams or GRUParams of the NumPy half.
        xs: (T, B, D) with T at least `lag`.
        lag: how many steps.
    """
    return PATHS[type(params)](params, xs, lag)
