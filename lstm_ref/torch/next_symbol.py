"""Small nets that predict the next symbol of endless Reber streams: an LSTM, and layers of minLSTM."""

from collections.abc import Iterator

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn.functional import cross_entropy, one_hot

from lstm_ref.tasks.reber import SYMBOLS, reber_streams
from lstm_ref.torch.min_lstm import MinLSTM


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


class MinNextSymbol(nn.Module):
    """Layers of minLSTM, one on top of the other, and a linear readout; every stream is read from zero.

    Arguments:
        hidden_size, layers: H of every layer and how many, at least 1. seed: of the start.
    """

    def __init__(self, hidden_size: int, layers: int, seed: int) -> None:
        super().__init__()
        generator = torch.Generator().manual_seed(seed)
        sizes = [len(SYMBOLS), *[hidden_size] * layers]
        self.cells = nn.Sequential(
            *(MinLSTM(*pair, generator=generator) for pair in zip(sizes[:-1], sizes[1:], strict=True))
        )
        with torch.random.fork_rng():
            torch.manual_seed(seed)
            self.readout = nn.Linear(hidden_size, len(SYMBOLS))

    def forward(self, tokens: Tensor) -> Tensor:
        """Tokens (T, B), whole numbers, to logits (T, B, V)."""
        logits: Tensor = self.readout(self.cells(one_hot(tokens, len(SYMBOLS)).to(self.readout.weight.dtype)))
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
