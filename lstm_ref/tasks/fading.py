"""One unit on its own: what its biases make of a stored number, in one step and over many."""

import math

import numpy as np

from lstm_ref.numpy.arrays import Array, sigmoid
from lstm_ref.numpy.init import gate_bias
from lstm_ref.numpy.lstm import LSTMParams, LSTMState, lstm_step
from lstm_ref.numpy.scan import scan

FAR = 40.0  # a sigmoid of −40 is zero to seventeen digits, one of 40 is one


def lone_unit(**biases: float) -> LSTMParams:
    """One unit that sees nothing: its weights are zero, and its gates stand where their biases put them."""
    return LSTMParams(np.zeros((4, 1)), np.zeros((4, 1)), gate_bias(1, "ifgo", **biases))


def one_step(memory: float, **biases: float) -> float:
    """What one step of the lone unit makes of its memory: ``one_step(0.8, f=40, i=-40)`` keeps it."""
    state = LSTMState(np.zeros((1, 1)), np.full((1, 1), memory))
    after, _ = lstm_step(lone_unit(**biases), np.zeros((1, 1)), state)
    return float(after.c[0, 0])


def follow(bias: Array, candidates: Array, start: float = 0.8) -> Array:
    """The memory of one unit with gates that stand where `bias` (4,) puts them, offered `candidates` (T,).

    Returns:
        the memory after each step, (T,); the candidates lie in (−1, 1).
    """
    weight_ih = np.array([[0.0], [0.0], [1.0], [0.0]])  # the input reaches the candidate alone
    params = LSTMParams(weight_ih, np.zeros((4, 1)), bias)
    state = LSTMState(np.zeros((1, 1)), np.full((1, 1), start))
    _, _, tape = scan(lstm_step, params, np.arctanh(candidates)[:, None, None], state)
    return np.array([t.c[0, 0] for t in tape])


def fade(forget_bias: float, steps: int, start: float = 0.1) -> tuple[Array, Array]:
    """Run the lone unit from c = `start`, with the input gate shut and the output gate open.

    Returns:
        what is left of the memory and what the hidden state shows, both (steps,).
    """
    unit, state = lone_unit(i=-FAR, f=forget_bias, o=FAR), LSTMState(np.zeros((1, 1)), np.full((1, 1), start))
    hs, _, tape = scan(lstm_step, unit, np.zeros((steps, 1, 1)), state)
    return np.array([t.c[0, 0] for t in tape]), hs[:, 0, 0]


def measured_half_life(values: Array, start: float) -> float:
    """After how many steps `values`, falling from `start`, has come down to half of it.

    Between two steps the fall is taken to be geometric.

    Raises:
        ValueError: when half is not reached.
    """
    shares = np.log(np.concatenate([[1.0], values / start]))
    if shares[-1] > math.log(0.5):
        raise ValueError(f"values: expected a run long enough to lose half, got {len(values)} steps")
    return float(np.interp(math.log(2), -shares, np.arange(len(shares))))


def predicted_half_life(forget_bias: float) -> float:
    """log ½ / log f with f = σ(b_f): the number n for which fⁿ = ½."""
    f = float(sigmoid(np.array(forget_bias)))
    return math.log(0.5) / math.log(f)
