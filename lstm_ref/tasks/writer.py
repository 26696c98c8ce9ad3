"""An LSTM that writes: it reads the pen's last point and gives a mixture for the next."""

import math
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from lstm_ref.numpy.arrays import Array
from lstm_ref.numpy.init import Rng
from lstm_ref.tasks.mixture import draw_point
from lstm_ref.torch.convert import from_nn, to_nn
from lstm_ref.torch.lstm import LSTM, LSTMState, lstm_step
from lstm_ref.torch.scan import scan


def mixture_loss(raw: Tensor, points: Tensor, components: int) -> Tensor:
    """The twin of `lstm_ref.tasks.mixture.mixture_loss`; autograd finds the gradient.

    Arguments:
        raw: (…, 5K + 1), points: (…, 3), components: K, as there.

    Returns:
        the mean negative log-likelihood in nats per point, shape ().
    """
    k, pairs = components, (*raw.shape[:-1], components, 2)
    means, log_sigmas = raw[..., k : 3 * k].reshape(pairs), raw[..., 3 * k : 5 * k].reshape(pairs)
    log_pi = torch.log_softmax(raw[..., :k], dim=-1)
    z = (points[..., None, :2] - means) * torch.exp(-log_sigmas)
    joint = log_pi - (z**2 / 2 + log_sigmas).sum(dim=-1) - math.log(2 * math.pi)
    up, logit = points[..., 2], raw[..., -1]
    nll = nn.functional.softplus(logit) - up * logit - torch.logsumexp(joint, dim=-1)
    return nll.mean()


class Writer(nn.Module):
    """An LSTM layer with a readout of 5K + 1 numbers.

    Arguments:
        hidden: H.
        components: K, the Gaussians in the mixture.
        generator: of the starting values.

    The layer is PyTorch's own, loaded with the starting values of ours, forget bias 1.
    """

    def __init__(self, hidden: int, components: int, *, generator: torch.Generator | None = None) -> None:
        super().__init__()
        self.hidden, self.components = hidden, components
        self.layer = to_nn(LSTM(3, hidden, generator=generator).params)
        self.readout = nn.Linear(hidden, 5 * components + 1)
        with torch.no_grad():
            self.readout.weight.copy_(
                torch.randn(self.readout.weight.shape, generator=generator) / hidden**0.5
            )
            self.readout.bias.zero_()

    def forward(self, points: Tensor, state: Any = None) -> tuple[Tensor, Any]:
        """Points (T, B, 3) -> what it says of each next point, (T, B, 5K + 1), and the last state."""
        hs, last = self.layer(points, state)
        return self.readout(hs), last


def shifted(lines: Array) -> Tensor:
    """What the net reads: the point before, and zeros at the first step. (T, B, 3) -> (T, B, 3)."""
    return torch.from_numpy(np.concatenate([np.zeros_like(lines[:1]), lines[:-1]])).float()


def writer_loss(net: Writer, inputs: Tensor, points: Tensor) -> Tensor:
    """Nats per point of `points` (T, B, 3), when the net has read `inputs` (T, B, 3)."""
    return mixture_loss(net(inputs)[0], points, net.components)


def train_writer(
    net: Writer, lines: Array, rng: Rng, *, updates: int, lr: float, batch: int = 32
) -> list[float]:
    """Train on `lines` (T, N, 3) with Adam; the learning rate falls to zero along half a cosine.

    Returns:
        the loss at every update, in nats per point.
    """
    inputs, points = shifted(lines), torch.from_numpy(lines).float()
    optimiser = torch.optim.Adam(net.parameters(), lr=lr)
    falling = torch.optim.lr_scheduler.CosineAnnealingLR(optimiser, updates)
    losses = []
    for _ in range(updates):
        at = torch.from_numpy(rng.permutation(lines.shape[1])[:batch])
        loss = writer_loss(net, inputs[:, at], points[:, at])
        optimiser.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        nn.utils.clip_grad_norm_(net.parameters(), 1.0)
        optimiser.step()
        falling.step()
        losses.append(loss.item())
    return losses


def nats(net: Writer, lines: Array) -> float:
    """The held-out loss: nats per point of `lines` (T, B, 3)."""
    with torch.no_grad():
        return float(writer_loss(net, shifted(lines), torch.from_numpy(lines).float()))


def write(net: Writer, rng: Rng, steps: int, *, count: int = 1, bias: float = 0.0) -> Array:
    """Let the net write `count` lines: what it draws is what it reads next. -> (steps, count, 3)."""
    point: Array = np.zeros((count, 3))
    state, written = None, []
    with torch.no_grad():
        for _ in range(steps):
            raw, state = net(torch.from_numpy(point[None]).float(), state)
            point = draw_point(rng, raw[0].double().numpy(), net.components, bias)
            written.append(point)
    return np.stack(written)


def memories(net: Writer, lines: Array) -> Array:
    """The memory c after each point that was read: (T, B, 3) -> (T, B, H), from our own step."""
    inputs = torch.cat([torch.zeros(1, lines.shape[1], 3), torch.from_numpy(lines).float()])
    with torch.no_grad():
        _, _, tape = scan(lstm_step, from_nn(net.layer), inputs, LSTMState.zeros(lines.shape[1], net.hidden))
    found: Array = torch.stack([step.c for step in tape[1:]]).double().numpy()
    return found


def best_cell(cs: Array, mark: Array) -> tuple[int, float]:
    """The cell whose tanh of the memory goes most with `mark`, and its correlation, with its sign.

    Arguments:
        cs: (T, B, H).
        mark: (T, B), what may be remembered, such as 1 where a dot is due.
    """
    values = np.tanh(cs).reshape(-1, cs.shape[-1])
    apart, centred = values - values.mean(axis=0), (mark - mark.mean()).reshape(-1)
    size = np.sqrt((apart**2).sum(axis=0) * (centred**2).sum()) + 1e-12
    found = (apart * centred[:, None]).sum(axis=0) / size
    cell = int(np.abs(found).argmax())
    return cell, float(found[cell])
