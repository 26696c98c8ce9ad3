"""A net that reads symbols and gives the next one's probabilities: embedding, recurrent cell, readout.

V symbols, E the length of an embedding, T time steps, B sequences.
"""

import math
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np

from lstm_ref.numpy.arrays import Array, Tokens
from lstm_ref.numpy.embedding import embedding, embedding_backward
from lstm_ref.numpy.init import init_lstm, init_readout, init_rnn
from lstm_ref.numpy.losses import cross_entropy, softmax
from lstm_ref.numpy.lstm import LSTMParams, LSTMState, lstm_step, lstm_step_backward
from lstm_ref.numpy.readout import ReadoutParams, readout, readout_backward
from lstm_ref.numpy.rnn import RNNParams, RNNState, rnn_step, rnn_step_backward
from lstm_ref.numpy.scan import scan, scan_backward
from lstm_ref.numpy.training import fit

LETTERS = " abcdefghijklmnopqrstuvwxyz"
STEPS: dict[Any, Any] = {  # by the type of a cell's parameters: step, step backward, state
    RNNParams: (rnn_step, rnn_step_backward, RNNState),
    LSTMParams: (lstm_step, lstm_step_backward, LSTMState),
}


class LanguageModel(NamedTuple):
    """`embedding` (V, E); `cell`, an RNN's or an LSTM's parameters; `readout` to V symbols."""

    embedding: Array
    cell: Any
    readout: ReadoutParams


def letters_only(text: str) -> str:
    """Lower-case letters and single blanks: everything else becomes a blank."""
    return re.sub("[^a-z]+", " ", text.lower())


def init_language_model(
    rng: np.random.Generator, symbols: int, hidden_size: int, *, embedding_size: int = 16, cell: str = "rnn"
) -> LanguageModel:
    """The usual small start; `cell` is "rnn" or "lstm"."""
    start = {"rnn": init_rnn, "lstm": init_lstm}[cell]
    return LanguageModel(
        rng.normal(0.0, 0.5, (symbols, embedding_size)),
        start(rng, embedding_size, hidden_size),
        init_readout(rng, hidden_size, symbols),
    )


def zero_state(model: LanguageModel, batch: int) -> Any:
    """The state before the first symbol, `h` (B, H) and what else the cell has."""
    return STEPS[type(model.cell)][2].zeros(batch, model.cell.weight_hh.shape[1])


def next_symbol_logits(model: LanguageModel, tokens: Tokens, state: Any = None) -> tuple[Array, Any]:
    """The logits of each next symbol.

    Arguments:
        tokens: (T, B), each a number below V.
        state: the state before the first symbol; zeros by default.

    Returns:
        logits (T, B, V), and the state after the last symbol.
    """
    start = zero_state(model, tokens.shape[1]) if state is None else state
    step = STEPS[type(model.cell)][0]
    hs, state, _ = scan(step, model.cell, embedding(model.embedding, tokens), start)
    return readout(model.readout, hs), state


def language_model_loss(model: LanguageModel, tokens: Tokens, targets: Tokens) -> tuple[float, LanguageModel]:
    """The cross-entropy in nats, averaged over all positions, and its gradients.

    Arguments:
        tokens, targets: (T, B); each target is the symbol that comes after its token.
    """
    step, step_backward, state_type = STEPS[type(model.cell)]
    start = zero_state(model, tokens.shape[1])
    vectors = embedding(model.embedding, tokens)  # (T, B, E)
    hs, _, tape = scan(step, model.cell, vectors, start)
    loss, dlogits = cross_entropy(readout(model.readout, hs), targets)
    dhs, dreadout = readout_backward(model.readout, hs, dlogits)
    nothing = state_type.zeros(*hs.shape[1:])
    dvectors, _, dcell = scan_backward(step_backward, model.cell, tape, dhs, nothing)
    return loss, LanguageModel(embedding_backward(model.embedding, tokens, dvectors), dcell, dreadout)


def random_windows(
    rng: np.random.Generator, series: Tokens, *, steps: int, batch: int, updates: int
) -> Iterator[tuple[Tokens, Tokens]]:
    """For each update, windows (T, B) from random places of one long series, and the symbols one later."""
    for _ in range(updates):
        starts = rng.integers(len(series) - steps, size=batch)
        window = series[starts + np.arange(steps + 1)[:, None]]  # (T + 1, B)
        yield window[:-1], window[1:]


def train_language_model(
    rng: np.random.Generator,
    series: Tokens,
    symbols: int,
    *,
    hidden_size: int = 64,
    updates: int = 1500,
    cell: str = "rnn",
) -> LanguageModel:
    """Train on windows of 24 symbols from random places of a series (N,)."""
    start = init_language_model(rng, symbols, hidden_size, cell=cell)
    data = random_windows(rng, series, steps=24, batch=16, updates=updates)
    return fit(language_model_loss, start, data, lr=1e-2)[0]


def bits_of(model: LanguageModel, series: Tokens, columns: int = 50) -> float:
    """Bits per symbol on a series (N,), read as `columns` streams side by side, the state carried in each."""
    steps = (len(series) - 1) // columns
    tokens = series[: steps * columns].reshape(columns, steps).T
    targets = series[1 : steps * columns + 1].reshape(columns, steps).T
    loss, _ = cross_entropy(next_symbol_logits(model, tokens)[0], targets)
    return loss / math.log(2)


def generate(
    model: LanguageModel, start: Tokens, length: int, rng: np.random.Generator | None = None
) -> list[int]:
    """Let the model go on after `start`, each symbol that it gives read back as its next input.

    Arguments:
        start: (N,), the symbols that it reads first.
        length: how many symbols to add.
        rng: draw each symbol from the model's probabilities; without one, take the most likely symbol.

    Returns:
        the `length` symbols that were added.
    """
    logits, state = next_symbol_logits(model, start[:, None])
    made: list[int] = []
    while len(made) < length:
        p = softmax(logits[-1, 0])
        made.append(int(p.argmax() if rng is None else rng.choice(len(p), p=p)))
        logits, state = next_symbol_logits(model, np.array([[made[-1]]]), state)
    return made
