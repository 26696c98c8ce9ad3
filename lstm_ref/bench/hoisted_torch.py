"""The PyTorch loop with the input's product taken out of it; autograd finds the gradients."""

import torch
from torch import Tensor

from lstm_ref.torch.lstm import LSTMParams, LSTMState


def hoisted_step(inputs: Tensor, weight_hh: Tensor, h: Tensor, c: Tensor) -> tuple[Tensor, Tensor]:
    """One step from the input's share of the pre-activations: (B, 4H), (4H, H), (B, H), (B, H) to h and c."""
    a_i, a_f, a_g, a_o = (inputs + h @ weight_hh.T).chunk(4, dim=1)
    c = torch.sigmoid(a_f) * c + torch.sigmoid(a_i) * torch.tanh(a_g)
    return torch.sigmoid(a_o) * torch.tanh(c), c


def hoisted_lstm(
    params: LSTMParams, xs: Tensor, state: LSTMState, step: object = hoisted_step
) -> tuple[Tensor, LSTMState]:
    """Walk forward: a = (X W_ihᵀ + b)_t + h W_hhᵀ, the bracket for all steps at once.

    Arguments:
        params: `weight_ih` (4H, D), `weight_hh` (4H, H), `bias` (4H,), rows in the order i, f, g, o.
        xs: (T, B, D).
        state: `h` and `c` (B, H).
        step: `hoisted_step` or its compiled form.

    Returns:
        `hs` (T, B, H) and the last state.
    """
    inputs = xs @ params.weight_ih.T + params.bias
    (h, c), hs = state, []
    for row in inputs.unbind():
        h, c = step(row, params.weight_hh, h, c)  # type: ignore[operator]
        hs.append(h)
    return torch.stack(hs), LSTMState(h, c)
