"""The plain recurrent cell (Elman 1990): one step, and the same step read backward."""

from typing import Any, NamedTuple

import numpy as np

from lstm_ref.numpy.arrays import Array
from lstm_ref.numpy.checks import check_step, check_step_backward


class RNNParams(NamedTuple):
    """`weight_ih` (H, D), `weight_hh` (H, H), `bias` (H,)."""

    weight_ih: Array
    weight_hh: Array
    bias: Array


class RNNState(NamedTuple):
    """`h` (B, H): what the cell hands from one step to the next, and also its output."""

    h: Array

    @classmethod
    def zeros(cls, batch: int, hidden_size: int, dtype: Any = np.float64) -> "RNNState":
        """The state before the first step: all zeros, shape (B, H)."""
        return cls(np.zeros((batch, hidden_size), dtype))


class RNNTape(NamedTuple):
    """What the backward step needs: `x` (B, D), `h_prev` (B, H), `h` (B, H)."""

    x: Array
    h_prev: Array
    h: Array


def rnn_step(params: RNNParams, x: Array, state: RNNState) -> tuple[RNNState, RNNTape]:
    """One time step of the plain RNN.

        a_t = W_ih x_t + W_hh h_{t−1} + b
        h_t = tanh(a_t)

    Arguments:
        params: `weight_ih` (H, D), `weight_hh` (H, H), `bias` (H,).
        x: (B, D), the input of this step.
        state: `h` (B, H), the state of the step before.

    Returns:
        the new state, `h` (B, H), and the tape for `rnn_step_backward`.

    Raises:
        ShapeError, DtypeError: naming the argument, what was expected and what came.

    Source: Elman, *Finding structure in time*, Cognitive Science 14, 1990.
    """
    check_step(params, x, state, gates=1)
    a = x @ params.weight_ih.T + state.h @ params.weight_hh.T + params.bias  # (B, H)
    h = np.tanh(a)
    return RNNState(h), RNNTape(x, state.h, h)


def rnn_step_backward(
    params: RNNParams, tape: RNNTape, dstate: RNNState
) -> tuple[Array, RNNState, RNNParams]:
    """The gradient of one step: `rnn_step` read from its last line to its first.

        da       = dh ⊙ (1 − h_t²)
        dx       = da W_ih          dh_{t−1} = da W_hh
        dW_ih    = daᵀ x_t          dW_hh    = daᵀ h_{t−1}        db = Σ_batch da

    Arguments:
        params: as given to `rnn_step`.
        tape: as returned by `rnn_step`.
        dstate: `h` (B, H), the gradient of the loss with respect to the new state.

    Returns:
        the gradients of `x` (B, D), of the state before (`h` (B, H)), and of the parameters.

    Raises:
        ShapeError, DtypeError: naming the argument, what was expected and what came.

    Source: Werbos, *Backpropagation through time*, Proceedings of the IEEE 78(10), 1990.
    """
    check_step_backward(tape.h, dstate)
    da = dstate.h * (1 - tape.h**2)  # (B, H); tanh′(a) = 1 − tanh²(a)
    dx = da @ params.weight_ih
    dh_prev = da @ params.weight_hh
    dparams = RNNParams(
        weight_ih=da.T @ tape.x,
        weight_hh=da.T @ tape.h_prev,
        bias=da.sum(axis=0),
    )
    return dx, RNNState(dh_prev), dparams
