"""The constant error carousel: a memory that is only ever added to, with no gate before or behind it."""

from typing import NamedTuple

import torch
from torch import Tensor

from lstm_ref.torch.checks import check_step, check_step_backward
from lstm_ref.torch.lstm import LSTMState
from lstm_ref.torch.module import RecurrentModule
from lstm_ref.torch.rnn import RNNParams


class CarouselTape(NamedTuple):
    """What the backward step needs: `x` (B, D); all others (B, H)."""

    x: Tensor
    h_prev: Tensor
    g: Tensor
    c: Tensor


def carousel_step(params: RNNParams, x: Tensor, state: LSTMState) -> tuple[LSTMState, CarouselTape]:
    """One time step of a memory whose loop has the weight one and no nonlinearity.

        g_t = tanh(W_ih x_t + W_hh h_{t−1} + b)        what is written
        c_t = c_{t−1} + g_t
        h_t = tanh(c_t)                                what is read

    Arguments:
        params: `weight_ih` (H, D), `weight_hh` (H, H), `bias` (H,).
        x: (B, D), the input of this step.
        state: `h` (B, H) and `c` (B, H) of the step before.

    Returns:
        the new state, `h` and `c` (B, H), and the tape for `carousel_step_backward`.

    Raises:
        ShapeError, DtypeError, DeviceError: naming the argument, what was expected and what came.

    Source: Hochreiter & Schmidhuber, *Long short-term memory*, Neural Computation 9(8), 1997, section 3.2.
    """
    check_step(params, x, state, gates=1)
    g = torch.tanh(x @ params.weight_ih.T + state.h @ params.weight_hh.T + params.bias)  # (B, H)
    c = state.c + g
    h = torch.tanh(c)
    return LSTMState(h, c), CarouselTape(x, state.h, g, c)


def carousel_step_backward(
    params: RNNParams, tape: CarouselTape, dstate: LSTMState, *, truncated: bool = False
) -> tuple[Tensor, LSTMState, RNNParams]:
    """The gradient of one step: `carousel_step` read from its last line to its first.

        dc ← dc + dh ⊙ (1 − h_t²)        dc_{t−1} = dc
        dg = dc                          da = dg ⊙ (1 − g_t²)
        dx = da W_ih    dh_{t−1} = da W_hh    dW_ih = daᵀ x_t    dW_hh = daᵀ h_{t−1}    db = Σ_batch da

    Arguments:
        params: as given to `carousel_step`.
        tape: as returned by `carousel_step`.
        dstate: `h` and `c` (B, H), the gradients of the loss with respect to the new state.
        truncated: cut every path but the one through c, so dh_{t−1} = 0, as the paper of 1997 does.

    Returns:
        the gradients of `x` (B, D), of the state before (`h` and `c` (B, H)), and of the parameters.

    Raises:
        ShapeError, DtypeError, DeviceError: naming the argument, what was expected and what came.

    Source: the truncation is that of Hochreiter & Schmidhuber, 1997, section 4 and appendix A.1.
    """
    check_step_backward(tape.c, dstate)
    dc = dstate.c + dstate.h * (1 - torch.tanh(tape.c) ** 2)
    dg = dc
    da = dg * (1 - tape.g**2)
    dx = da @ params.weight_ih
    dh_prev = torch.zeros_like(da) if truncated else da @ params.weight_hh
    dparams = RNNParams(
        weight_ih=da.T @ tape.x,
        weight_hh=da.T @ tape.h_prev,
        bias=da.sum(dim=0),
    )
    return dx, LSTMState(dh_prev, dc), dparams


class Carousel(RecurrentModule[RNNParams, LSTMState]):
    """The carousel as a module; its forward is ``scan(carousel_step, …)`` and its gradient is autograd's.

        c_t = c_{t−1} + tanh(W_ih x_t + W_hh h_{t−1} + b)        h_t = tanh(c_t)

    Arguments:
        input_size, hidden_size: D and H, at least 1.
        generator: the random generator of the starting values; PyTorch's own by default.
        dtype, device: as everywhere in PyTorch.

    Parameters carry the names and shapes of `RNNParams`. Weights start from U(−1/√H, 1/√H), the bias at 0.
    """

    params_type = RNNParams
    state_type = LSTMState
    step = staticmethod(carousel_step)
    blocks = 1
