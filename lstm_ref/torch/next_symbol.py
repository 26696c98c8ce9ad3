"""A small net of `torch.nn` layers that predicts the next symbol of endless Reber streams."""

from collections.abc import Iterator

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn.functional import cross_entropy, one_hot

from lstm_ref.tasks.reber import SYMBOLS, reber_streams


class NextSymbol(nn.Module):
    """`nn.LSTM` and a linear readout; every stream is read from a zero state.

    Arguments:
        hidden_size: H, at least 1.
    """

    def __init__(self, hidden_size: int) -> None:
        super().__init__()
        self.lstm = nn.LSTM(len(SYMBOLS), hidden_size)
        self.readout = nn.Linear(hidden_size, len(SYMBOLS))

    def forward(self, tokens: Tensor) -> Tensor:
        """Tokens (T, B), whole numbers, to logits (T, B, V)."""
        hs, _ = self.lstm(one_hot(tokens, len(SYMBOLS)).to(self.readout.weight.dtype))
        logits: Tensor = self.readout(hs)
        return logits


def next_symbol_loss(net: NextSymbol, tokens: Tensor) -> Tensor:
    """The mean cross-entropy of each token from those before it, in nats; tokens (T, B) to shape ()."""
    logits = net(tokens[:-1])
    return cross_entropy(logits.flatten(0, 1), tokens[1:].flatten())


def symbol_batches(
    rng: np.random.Generator, updates: int, steps: int = 30, streams: int = 16
) -> Iterator[tuple[Tensor]]:
    """For each update one batch of fresh streams, tokens (steps, streams)."""
    for _ in range(updates):
        yield (torch.from_numpy(reber_streams(rng, steps, streams).tokens),)
