"""Starting values, by name: random matrices, gate biases, and whole cells."""

import math
from typing import Any

import numpy as np

from lstm_ref.numpy.arrays import Array
from lstm_ref.numpy.gru import GRUParams
from lstm_ref.numpy.lstm import LSTMParams
from lstm_ref.numpy.readout import ReadoutParams
from lstm_ref.numpy.rnn import RNNParams
from lstm_ref.numpy.tree import tree_map

Rng = np.random.Generator


def uniform(rng: Rng, shape: tuple[int, ...], bound: float) -> Array:
    """Entries drawn from U(−bound, bound), any shape; PyTorch's recurrent layers take bound = 1/√H."""
    return rng.uniform(-bound, bound, shape)


def orthogonal(rng: Rng, size: int, gain: float = 1.0) -> Array:
    """A random orthogonal matrix times `gain`: every singular value equals `gain`.

    Arguments:
        rng: the random generator.
        size: H.
        gain: what the matrix multiplies every vector's length by.

    Returns:
        (H, H), drawn evenly from the orthogonal matrices (the signs of R's diagonal are taken out).

    Source: Saxe, McClelland & Ganguli, ICLR 2014.
    """
    q, r = np.linalg.qr(rng.standard_normal((size, size)))
    matrix: Array = gain * q * np.sign(np.diag(r))
    return matrix


def identity(size: int, gain: float = 1.0) -> Array:
    """`gain` times the identity, (H, H).

    Source: Le, Jaitly & Hinton, arXiv:1504.00941, who start a ReLU network so.
    """
    return gain * np.eye(size)


def gate_bias(hidden_size: int, order: str = "ifgo", **values: float) -> Array:
    """A stacked bias with one value for each gate: ``gate_bias(16, f=1.0, i=-3.0)``.

    Arguments:
        hidden_size: H.
        order: the stacked blocks: ``"ifgo"`` for the LSTM, ``"igo"`` for 1997's, ``"rzn"`` for the GRU.
        values: a number for each gate that is not to start at zero.

    Returns:
        (len(order)·H,).

    Raises:
        ValueError: when a gate is named that `order` does not have.
    """
    if unknown := set(values) - set(order):
        raise ValueError(
            f"gate_bias: expected gates out of {', '.join(order)}, got {', '.join(sorted(unknown))}"
        )
    return np.repeat([values.get(gate, 0.0) for gate in order], hidden_size)


def chrono(rng: Rng, hidden_size: int, max_lag: int) -> Array:
    """The chrono bias: forget gates that start with memories of up to `max_lag` steps.

        b_f = log u,  u ~ U(1, max_lag − 1)        b_i = −b_f        b_g = b_o = 0

    Arguments:
        rng: the random generator.
        hidden_size: H.
        max_lag: the longest lag, in steps, that the task is expected to have; above 2.

    Returns:
        (4H,), rows in the order i, f, g, o.

    Raises:
        ValueError: when `max_lag` is not above 2.

    Source: Tallec & Ollivier, *Can recurrent neural networks warp time?*, ICLR 2018.
    """
    if max_lag <= 2:
        raise ValueError(f"max_lag: expected more than 2 steps, got {max_lag}")
    forget = np.log(rng.uniform(1, max_lag - 1, hidden_size))
    zero = np.zeros(hidden_size)
    return np.concatenate([-forget, forget, zero, zero])


def _weights(rng: Rng, blocks: int, input_size: int, hidden_size: int) -> tuple[Array, Array]:
    for name, size in (("input_size", input_size), ("hidden_size", hidden_size)):
        if size < 1:
            raise ValueError(f"{name}: expected a whole number of at least 1, got {size}")
    bound, rows = 1 / math.sqrt(hidden_size), blocks * hidden_size
    return uniform(rng, (rows, input_size), bound), uniform(rng, (rows, hidden_size), bound)


def init_rnn(rng: Rng, input_size: int, hidden_size: int, weight_hh: Array | None = None) -> RNNParams:
    """A plain RNN: `weight_ih` (H, D) and `weight_hh` (H, H) from U(−1/√H, 1/√H), `bias` (H,) zero.

    A `weight_hh` (H, H) that you give replaces the drawn one.
    """
    weight_ih, drawn = _weights(rng, 1, input_size, hidden_size)
    return RNNParams(weight_ih, drawn if weight_hh is None else weight_hh, np.zeros(hidden_size))


def init_lstm(rng: Rng, input_size: int, hidden_size: int, bias: Array | None = None) -> LSTMParams:
    """An LSTM: `weight_ih` (4H, D) and `weight_hh` (4H, H) from U(−1/√H, 1/√H), rows i, f, g, o.

    `bias` (4H,) is 1 on the forget gate and 0 elsewhere, unless you give another.

    Source of the default: Jozefowicz, Zaremba & Sutskever, ICML 2015.
    """
    weights = _weights(rng, 4, input_size, hidden_size)
    return LSTMParams(*weights, gate_bias(hidden_size, f=1.0) if bias is None else bias)


def init_lstm_1997(rng: Rng, input_size: int, hidden_size: int, bias: Array | None = None) -> LSTMParams:
    """1997's cell: `weight_ih` (3H, D) and `weight_hh` (3H, H) from U(−1/√H, 1/√H), rows i, g, o.

    `bias` (3H,) is zero, unless you give another.
    """
    weights = _weights(rng, 3, input_size, hidden_size)
    return LSTMParams(*weights, np.zeros(3 * hidden_size) if bias is None else bias)


def init_gru(rng: Rng, input_size: int, hidden_size: int) -> GRUParams:
    """A GRU: `weight_ih` (3H, D) and `weight_hh` (3H, H) from U(−1/√H, 1/√H), both biases (3H,) zero."""
    weights = _weights(rng, 3, input_size, hidden_size)
    return GRUParams(*weights, np.zeros(3 * hidden_size), np.zeros(3 * hidden_size))


def init_readout(rng: Rng, hidden_size: int, output_size: int) -> ReadoutParams:
    """A readout: `weight` (V, H) from U(−1/√H, 1/√H), `bias` (V,) zero; V is `output_size`."""
    weight = uniform(rng, (output_size, hidden_size), 1 / math.sqrt(hidden_size))
    return ReadoutParams(weight, np.zeros(output_size))


def as_dtype(params: Any, dtype: Any) -> Any:
    """The same parameters in another dtype, such as ``np.float32``; all initialisers draw float64."""
    return tree_map(lambda leaf: leaf.astype(dtype), params)
