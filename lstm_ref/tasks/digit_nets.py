"""Recurrent nets that read a picture as a sequence and name it after the last step."""

from collections.abc import Iterator
from copy import deepcopy
from typing import Literal, cast

import numpy as np
import torch
from torch import Tensor, nn

from lstm_ref.numpy.arrays import Array, Tokens
from lstm_ref.torch.convert import to_nn
from lstm_ref.torch.init import chrono, gate_bias, orthogonal
from lstm_ref.torch.lstm import LSTM
from lstm_ref.torch.rnn import RNN
from lstm_ref.torch.training import fit

Kind = Literal["LSTM", "chrono LSTM", "orthogonal RNN"]


class Reader(nn.Module):
    """A recurrent layer and a readout of its last hidden state.

        h_t = cell(x_t, h_{t−1})        logits = W h_T + b

    Arguments:
        kind: "LSTM" starts with a forget bias of 1, "chrono LSTM" with memories of up to `steps` steps,
            "orthogonal RNN" is a tanh RNN whose recurrent matrix starts orthogonal.
        inputs, hidden, classes: D, H, and the number of classes.
        steps: T, how long the sequences are.
        generator: of the starting values.

    The layer is PyTorch's own, loaded with the starting values of ours (twins, by chapter 11).
    """

    def __init__(
        self,
        kind: Kind,
        inputs: int,
        hidden: int,
        *,
        steps: int,
        generator: torch.Generator,
        classes: int = 10,
    ) -> None:
        super().__init__()
        ours = (RNN if kind == "orthogonal RNN" else LSTM)(inputs, hidden, generator=generator)
        with torch.no_grad():
            if isinstance(ours, RNN):
                ours.get_parameter("weight_hh").copy_(orthogonal(hidden, generator=generator))
            else:
                bias = (
                    chrono(hidden, steps, generator=generator)
                    if kind == "chrono LSTM"
                    else gate_bias(hidden, f=1.0)
                )
                ours.get_parameter("bias").copy_(bias)
        self.layer = to_nn(ours.params)
        self.readout = nn.Linear(hidden, classes)
        with torch.no_grad():
            self.readout.weight.copy_(torch.randn(classes, hidden, generator=generator) / hidden**0.5)
            self.readout.bias.zero_()

    def forward(self, xs: Tensor) -> Tensor:
        """(T, B, D) -> logits (T, B, classes), at every step what it would answer now."""
        return cast(Tensor, self.readout(self.layer(xs)[0]))


def last_loss(net: Reader, xs: Tensor, labels: Tensor) -> Tensor:
    """Cross-entropy after the last step."""
    return nn.functional.cross_entropy(net.readout(net.layer(xs)[0][-1]), labels)


def train_reader(
    kind: Kind, xs: Array, labels: Tokens, *, hidden: int, updates: int, lr: float, seed: int, batch: int = 50
) -> Reader:
    """Train on batches drawn from `xs` (T, N, D) and `labels` (N,)."""
    return train_and_look(kind, xs, labels, hidden=hidden, looks=(updates,), lr=lr, seed=seed, batch=batch)[
        updates
    ]


def train_and_look(
    kind: Kind,
    xs: Array,
    labels: Tokens,
    *,
    hidden: int,
    looks: tuple[int, ...],
    lr: float,
    seed: int,
    batch: int = 50,
) -> dict[int, Reader]:
    """One training, and for each number of updates in `looks` the net as it was then."""
    rng, generator = np.random.default_rng(seed), torch.Generator().manual_seed(seed)
    net = Reader(kind, xs.shape[2], hidden, steps=len(xs), generator=generator)
    inputs, targets = torch.from_numpy(xs).float(), torch.from_numpy(labels)
    seen: dict[int, Reader] = {}

    def batches() -> Iterator[tuple[Tensor, Tensor]]:
        for update in range(max(looks)):
            if update in looks:
                seen[update] = deepcopy(net)
            at = torch.from_numpy(rng.permutation(len(labels))[:batch])
            yield inputs[:, at], targets[at]

    fit(last_loss, net, batches(), lr=lr)
    return seen | {max(looks): net}


def answers(net: Reader, xs: Array) -> Tokens:
    """What the net would answer after each step, (T, N)."""
    with torch.no_grad():
        found: Tokens = net(torch.from_numpy(xs).float()).argmax(dim=2).numpy()
    return found
