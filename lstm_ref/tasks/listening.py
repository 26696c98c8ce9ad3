"""An LSTM that listens: features in, at each frame the ten digits and the blank out; trained with our CTC."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import torch
from torch import Tensor, nn

from lstm_ref.numpy import LSTMState, lstm_step, scan
from lstm_ref.numpy.arrays import Array, Tokens
from lstm_ref.tasks.ctc import BLANK, best_path
from lstm_ref.tasks.ctc_batch import CTC
from lstm_ref.tasks.spectra import BANDS, HOP, WINDOW, log_spectrum
from lstm_ref.tasks.speech import Utterance
from lstm_ref.torch import fit, from_nn, reverse, to_numpy

SYMBOLS = 11  # the blank and ten digits: digit d is symbol d + 1


class Recording(NamedTuple):
    """`features` (T, BANDS) and `labels`, the digits plus one."""

    features: Array
    labels: tuple[int, ...]


class Listener(nn.Module):
    """Two `nn.LSTM`, one for each direction, and a readout: features (T, B, BANDS) to logits (T, B, 11).

    The forget biases start at 1. The way back begins at each recording's own end.
    """

    def __init__(self, hidden_size: int = 32) -> None:
        super().__init__()
        self.ahead, self.back = nn.LSTM(BANDS, hidden_size), nn.LSTM(BANDS, hidden_size)
        self.readout = nn.Linear(2 * hidden_size, SYMBOLS)
        with torch.no_grad():
            for layer in (self.ahead, self.back):
                layer.bias_ih_l0[hidden_size : 2 * hidden_size] = 1.0  # type: ignore[operator]

    def forward(self, xs: Tensor, lengths: Tokens) -> Tensor:
        """Logits at every frame; behind a recording's end they mean nothing."""
        ends = torch.as_tensor(lengths)
        back = reverse(self.back(reverse(xs, ends))[0], ends)
        logits: Tensor = self.readout(torch.cat([self.ahead(xs)[0], back], dim=-1))
        return logits


def recordings(utterances: Sequence[Utterance]) -> list[Recording]:
    """Features and labels of utterances; where a word begins is left out."""
    return [Recording(log_spectrum(u.samples), tuple(d + 1 for d in u.digits)) for u in utterances]


def padded(features: Sequence[Array]) -> tuple[Tensor, Tokens]:
    """(T, B, BANDS) with zeros behind the shorter ones, and the lengths (B,)."""
    lengths = np.array([len(rows) for rows in features])
    xs = torch.zeros(int(lengths.max()), len(features), features[0].shape[1])
    for b, rows in enumerate(features):
        xs[: len(rows), b] = torch.tensor(rows, dtype=torch.float32)
    return xs, lengths


def ctc_of(model: nn.Module, xs: Tensor, lengths: Tokens, labels: Sequence[Sequence[int]]) -> Tensor:
    """The loss that `fit` asks for."""
    loss: Tensor = CTC.apply(model(xs, lengths), lengths, labels)  # type: ignore[no-untyped-call]
    return loss


def train_listener(
    stages: Sequence[tuple[Sequence[Recording], int]],
    seed: int,
    *,
    hidden_size: int = 32,
    batch: int = 16,
    lr: float = 1e-2,
) -> tuple[Listener, list[float]]:
    """A listener trained with Adam on one set of recordings after the other; and the loss of every update.

    Arguments:
        stages: recordings, and how many updates are made on batches of them. Short ones first: as long as
            every frame says *blank*, a row of many labels tells the net little about any of them.
        seed: of the starting values and of the batches.
        hidden_size, batch, lr: H of each direction, recordings in a batch, the rate of the first updates;
            the last fifth of each stage is trained at a quarter of it.
    """
    torch.manual_seed(seed)
    rng = np.random.default_rng(seed)
    model = Listener(hidden_size)
    losses: list[float] = []
    for data, updates in stages:
        last = updates // 5
        for count, rate in ((updates - last, lr), (last, lr / 4)):
            chosen = (rng.integers(len(data), size=batch) for _ in range(count))
            drawn = ([data[int(k)] for k in some] for some in chosen)
            batches = ((*padded([r.features for r in some]), [r.labels for r in some]) for some in drawn)
            losses += fit(ctc_of, model, batches, lr=rate)
    return model, losses


def logits_of(model: Listener, features: Sequence[Array]) -> list[Array]:
    """The logits (T, 11) of each recording."""
    xs, lengths = padded(features)
    with torch.no_grad():
        logits = model(xs, lengths).numpy().astype(float)
    return [logits[:length, b] for b, length in enumerate(lengths)]


def listen(model: Listener, features: Sequence[Array]) -> list[tuple[int, ...]]:
    """What is heard in each recording: symbols by the best path."""
    return [best_path(logits) for logits in logits_of(model, features)]


def spike_places(model: Listener, utterances: Sequence[Utterance]) -> tuple[float, float, float]:
    """Which shares of the spikes stand before, in and behind their words, in the rows that are heard right.

    A spike is a run of frames with the same likeliest digit; it stands where that digit is likeliest. All
    three are NaN where no row is heard right.
    """
    heard = recordings(utterances)
    places: list[int] = []
    for one, wanted, logits in zip(
        utterances, heard, logits_of(model, [r.features for r in heard]), strict=True
    ):
        best = logits.argmax(axis=1)
        if best_path(logits) != wanted.labels:
            continue
        runs = np.split(np.arange(len(best)), np.flatnonzero(np.diff(best)) + 1)
        spikes = [run[logits[run, best[run[0]]].argmax()] for run in runs if best[run[0]] != BLANK]
        for at, (begin, end) in zip(spikes, one.spans, strict=True):
            middle = at * HOP + WINDOW // 2
            places.append(int(middle >= begin) + int(middle >= end))
    if not places:
        return np.nan, np.nan, np.nan
    before, inside, behind = np.bincount(places, minlength=3) / len(places)
    return float(before), float(inside), float(behind)


def memory_of(model: Listener, features: Sequence[Array]) -> list[Array]:
    """c at every frame of each recording, (T, H), of the direction that reads ahead.

    The same weights, walked by the NumPy half: `nn.LSTM` does not hand out the c of every step.
    """
    xs, lengths = padded(features)
    params = to_numpy(from_nn(model.ahead.double()))
    model.float()
    state = LSTMState.zeros(len(features), params.weight_hh.shape[1])
    _, _, tape = scan(lstm_step, params, xs.numpy().astype(float), state)
    cs = np.array([at.c for at in tape])  # (T, B, H)
    return [cs[:length, b] for b, length in enumerate(lengths)]
