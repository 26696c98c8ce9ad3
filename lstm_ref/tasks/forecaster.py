"""An LSTM that reads a series once and forecasts after every step, made from values up to that step alone."""

import copy

import numpy as np
import torch
from torch import Tensor, nn

from lstm_ref.numpy.arrays import Array


class Forecaster(nn.Module):
    """y_t = W h_t + b after each step, with h from an LSTM; `torch.nn.LSTM` is our cell, and quicker.

    Arguments:
        inputs: D, numbers read at each step.
        hidden: H.
        outputs: how many numbers are forecast after each step.
    """

    def __init__(self, inputs: int, hidden: int, outputs: int) -> None:
        super().__init__()
        self.cell = nn.LSTM(inputs, hidden)
        self.readout = nn.Linear(hidden, outputs)
        with torch.no_grad():
            self.cell.get_parameter("bias_hh_l0").zero_()
            self.cell.get_parameter("bias_ih_l0")[hidden : 2 * hidden] = 1.0  # PyTorch's order is i, f, g, o

    def forward(self, xs: Tensor) -> Tensor:
        """(T, B, D) -> forecasts (T, B, outputs)."""
        out: Tensor = self.readout(self.cell(xs)[0])
        return out


def forecasts(net: Forecaster, xs: Array) -> Array:
    """Read `xs` (N, D) from the start, the state carried; what is forecast after each: (N, outputs)."""
    with torch.no_grad():
        found: Array = net(torch.tensor(xs[:, None], dtype=torch.float32))[:, 0].numpy().astype(np.float64)
    return found


def memory(net: Forecaster, xs: Array) -> Array:
    """The cell's c after each step of `xs` (N, D): (N, H); `torch.nn.LSTM` hands out only the last one."""
    found, state = [], None
    with torch.no_grad():
        for x in torch.tensor(xs[:, None, None], dtype=torch.float32):
            _, state = net.cell(x, state)
            found.append(state[1][0, 0].numpy())
    return np.array(found, dtype=np.float64)


def train_forecaster(
    xs: Array,
    ys: Array,
    train: int,
    valid: int,
    seed: int,
    *,
    hidden: int = 16,
    window: int = 48,
    warm: int = 12,
    updates: int = 200,
    batch: int = 32,
    lr: float = 1e-2,
    every: int = 20,
) -> Forecaster:
    """Train on windows from before `train`, and keep the weights with the lowest error up to `valid`.

    Arguments:
        xs: (N, D), inputs; what is forecast after step t may depend on rows up to t.
        ys: (M, outputs), the answers, M ≤ N; row t is due after step t. A NaN is not counted.
        train: answers of rows before this one train.
        valid: those between `train` and this one choose.
        seed: of the weights and of the windows.
        hidden: H.
        window, warm: a window's steps, and how many at its beginning do not count.
        updates, batch, lr: of Adam; the rate falls to zero along a cosine.
        every: updates between two measurements.

    Returns:
        the forecaster with the best mean absolute error on the rows between `train` and `valid`.

    Raises:
        ValueError: when the training part is shorter than a window.
    """
    if train < window:
        raise ValueError(f"train: expected at least a window of {window}, got {train}")
    torch.manual_seed(seed)
    rng = np.random.default_rng(seed)
    net = Forecaster(xs.shape[1], hidden, ys.shape[1])
    optimiser = torch.optim.Adam(net.parameters(), lr=lr)
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimiser, updates)
    read, due = (torch.tensor(part, dtype=torch.float32) for part in (xs, ys))
    best, lowest = copy.deepcopy(net.state_dict()), np.inf
    for update in range(1, updates + 1):
        starts = torch.tensor(rng.integers(train - window + 1, size=batch))
        rows = starts + torch.arange(window)[:, None]
        off = (net(read[rows]) - due[rows])[warm:]
        loss = nn.functional.smooth_l1_loss(off.nan_to_num(), torch.zeros_like(off))
        optimiser.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        nn.utils.clip_grad_norm_(net.parameters(), 1.0)
        optimiser.step()
        schedule.step()
        if update % every == 0:
            error = float(np.nanmean(np.abs(forecasts(net, xs[:valid])[train:] - ys[train:valid])))
            if error < lowest:
                best, lowest = copy.deepcopy(net.state_dict()), error
    net.load_state_dict(best)
    return net
