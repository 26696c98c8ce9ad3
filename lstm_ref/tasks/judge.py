"""A net that reads a sequence and answers where it is asked: word vectors, one LSTM, a readout.

    x_t = Σ_w e_w        h_t, c_t = LSTM(x_t, h_{t−1}, c_{t−1})        logits_t = V h_t + b

A step is a word, a letter, or a whole line, whose vectors are added up. `torch.nn.LSTM` runs the cell:
chapter 11 shows that it computes `lstm_step`.
"""

from collections.abc import Iterator, Sequence

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn.functional import cross_entropy

from lstm_ref.numpy.arrays import Array, Tokens
from lstm_ref.torch.convert import from_nn
from lstm_ref.torch.lstm import LSTMState, LSTMTape, lstm_step
from lstm_ref.torch.scan import scan
from lstm_ref.torch.training import fit

NO_ANSWER = -100  # where a target holds this number, nothing is due
FORGET_BIAS = 1.0


class Judge(nn.Module):
    """Tokens to logits at every step.

    Arguments:
        symbols: how many there are; they are numbered from 1, and 0 is padding, a vector of zeros.
        hidden_size: H; the vectors have the same size.
        answers: K, the number of classes.
    """

    def __init__(self, symbols: int, hidden_size: int, answers: int) -> None:
        super().__init__()
        self.vectors = nn.Embedding(symbols + 1, hidden_size, padding_idx=0)
        self.lstm = nn.LSTM(hidden_size, hidden_size)
        self.readout = nn.Linear(hidden_size, answers)
        with torch.no_grad():
            self.lstm.get_parameter("bias_ih_l0")[hidden_size : 2 * hidden_size] = FORGET_BIAS

    def read(self, tokens: Tensor) -> Tensor:
        """Tokens (T, B), or (T, B, W) with W words in a step, to every hidden state (T, B, H)."""
        vectors = self.vectors(tokens)
        hs: Tensor = self.lstm(vectors.sum(2) if tokens.ndim == 3 else vectors)[0]
        return hs

    def forward(self, tokens: Tensor) -> Tensor:
        """Logits (T, B, K), an answer after every step."""
        logits: Tensor = self.readout(self.read(tokens))
        return logits


def answer_loss(net: Judge, tokens: Tensor, targets: Tensor) -> Tensor:
    """The mean cross-entropy where `targets` (T, B) hold an answer, shape ()."""
    return cross_entropy(net(tokens).flatten(0, 1), targets.flatten(), ignore_index=NO_ANSWER)


def one_answer_each(rows: Sequence[Tokens], labels: Sequence[int]) -> tuple[Tensor, Tensor]:
    """Sequences of different lengths, each with one label that is due at its own last step.

    Returns:
        tokens (T, B), padded with 0 at the end; targets (T, B), `NO_ANSWER` everywhere else.
    """
    steps = max(map(len, rows))
    tokens = np.zeros((steps, len(rows)), dtype=np.int64)
    targets = np.full((steps, len(rows)), NO_ANSWER)
    for k, (row, label) in enumerate(zip(rows, labels, strict=True)):
        tokens[: len(row), k] = row
        targets[len(row) - 1, k] = label
    return torch.from_numpy(tokens), torch.from_numpy(targets)


def drawn_batches(
    rng: np.random.Generator, tokens: Tensor, targets: Tensor, updates: int, size: int = 64
) -> Iterator[tuple[Tensor, Tensor]]:
    """`updates` times `size` sequences out of a fixed set."""
    for _ in range(updates):
        some = torch.from_numpy(rng.integers(0, tokens.shape[1], size))
        yield tokens[:, some], targets[:, some]


def train_judge(
    net: Judge, rng: np.random.Generator, data: tuple[Tensor, Tensor], updates: int, lr: float = 1e-2
) -> list[float]:
    """Train in place with the package's `fit`, the last quarter of the updates at a quarter of `lr`.

    Returns:
        the loss of every update.
    """
    quick = updates - updates // 4
    losses = fit(answer_loss, net, drawn_batches(rng, *data, quick), lr=lr)
    return losses + fit(answer_loss, net, drawn_batches(rng, *data, updates - quick), lr=lr / 4)


def answers(net: Judge, tokens: Tensor) -> Array:
    """The likeliest class after every step, (T, B)."""
    with torch.no_grad():
        found: Array = net(tokens).argmax(-1).numpy()
    return found


def share_right(net: Judge, data: tuple[Tensor, Tensor]) -> float:
    """The share of the answers due that are right."""
    tokens, targets = data
    due = (targets != NO_ANSWER).numpy()
    return float((answers(net, tokens) == targets.numpy())[due].mean())


def watch(net: Judge, tokens: Tensor) -> list[LSTMTape]:
    """Read tokens (T, B) once more with the package's own step, and keep what it saw and made.

    Returns:
        a tape for each step; c, i, f, g, o are (B, H).
    """
    with torch.no_grad():
        xs = net.vectors(tokens)
        start = LSTMState.zeros(xs.shape[1], xs.shape[2])
        tape: list[LSTMTape] = list(scan(lstm_step, from_nn(net.lstm), xs, start)[2])
    return tape


def memories(net: Judge, tokens: Tensor) -> Array:
    """The memory after every step, (T, B, H)."""
    return torch.stack([at.c for at in watch(net, tokens)]).numpy()


def best_unit(states: Array, marks: Array) -> tuple[int, float]:
    """The unit whose state goes most with a mark that is 0 or 1.

    Arguments:
        states: (N, H).
        marks: (N,).

    Returns:
        its number, and the correlation of its state with the mark.
    """
    apart = np.array([correlation(unit, marks) for unit in states.T])
    best = int(np.abs(apart).argmax())
    return best, float(apart[best])


def correlation(one: Array, other: Array) -> float:
    """Pearson's correlation of two rows of numbers, 0 where one of them does not vary."""
    spread = float(np.std(one) * np.std(other))
    return float(np.mean((one - one.mean()) * (other - other.mean()))) / spread if spread else 0.0
