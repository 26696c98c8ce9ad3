"""Nets that are to keep track of a parity: an LSTM, and cells whose gates do not see the state."""

from collections.abc import Iterator
from typing import Literal

import torch
from torch import Tensor, nn
from torch.nn.functional import cross_entropy, one_hot

from lstm_ref.numpy.arrays import Tokens
from lstm_ref.numpy.init import Rng
from lstm_ref.tasks.parity import parity_batch
from lstm_ref.torch.min_lstm import MinLSTM
from lstm_ref.torch.training import fit

Kind = Literal["LSTM", "minLSTM"]


class ParityNet(nn.Module):
    """Bits (T, B) to logits (T, B, 2).

    Arguments:
        kind: "LSTM", `torch.nn.LSTM` with one layer, or "minLSTM".
        hidden_size: H. layers: how many of the "minLSTM", one on top of the other.
        seed: of the start.

    Raises:
        ValueError: when the kind is neither.
    """

    def __init__(self, kind: Kind, hidden_size: int, seed: int, layers: int = 1) -> None:
        super().__init__()
        if kind not in ("LSTM", "minLSTM"):
            raise ValueError(f"kind: expected LSTM or minLSTM, got {kind!r}")
        generator = torch.Generator().manual_seed(seed)
        sizes = [2, *[hidden_size] * layers]
        self.cells = nn.ModuleList(
            [nn.LSTM(2, hidden_size)]
            if kind == "LSTM"
            else [MinLSTM(*pair, generator=generator) for pair in zip(sizes[:-1], sizes[1:], strict=True)]
        )
        self.readout = nn.Linear(hidden_size, 2)
        if kind == "LSTM":
            _draw(self.cells[0], hidden_size**-0.5, generator)
        _draw(self.readout, hidden_size**-0.5, generator)

    def forward(self, bits: Tensor) -> Tensor:
        x = one_hot(bits, 2).to(self.readout.weight.dtype)
        for cell in self.cells:
            x = cell(x)[0] if isinstance(cell, nn.LSTM) else cell(x)
        logits: Tensor = self.readout(x)
        return logits


def _draw(module: nn.Module, bound: float, generator: torch.Generator) -> None:
    for parameter in module.parameters():
        nn.init.uniform_(parameter, -bound, bound, generator=generator)


def train_parity(net: ParityNet, rng: Rng, *, updates: int, steps: int = 16, lr: float = 1e-2) -> list[float]:
    """Train on fresh rows of `steps` bits, 32 an update; returns the loss at every update."""

    def loss_of(model: nn.Module, bits: Tensor, due: Tensor) -> Tensor:
        return cross_entropy(model(bits).flatten(0, 1), due.flatten())

    def batches() -> Iterator[tuple[Tensor, Tensor]]:
        for _ in range(updates):
            bits, due = parity_batch(rng, 32, steps)
            yield torch.from_numpy(bits), torch.from_numpy(due)

    return fit(loss_of, net, batches(), lr=lr)


@torch.no_grad()
def parity_answers(net: ParityNet, bits: Tokens) -> Tokens:
    """The likelier of the two answers at every step: bits (T, B) to (T, B)."""
    answers: Tokens = net(torch.from_numpy(bits)).argmax(dim=-1).numpy()
    return answers
