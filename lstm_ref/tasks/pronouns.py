"""A small LSTM that learns to say *he* or *she*, and questions to its memory.

The net reads sentences of `lstm_ref.tasks.gender_grammar` and is asked only where a pronoun comes next.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from lstm_ref.numpy.arrays import Array
from lstm_ref.numpy.init import init_lstm, init_readout
from lstm_ref.numpy.losses import cross_entropy
from lstm_ref.numpy.lstm import LSTMParams, LSTMState, LSTMTape, lstm_step, lstm_step_backward
from lstm_ref.numpy.readout import ReadoutParams, readout, readout_backward
from lstm_ref.numpy.scan import scan, scan_backward
from lstm_ref.numpy.training import fit
from lstm_ref.tasks.gender_grammar import INDEX, PRONOUNS, VOCABULARY, batches

TWINS = {"boy": "girl", "man": "woman", "king": "queen", "uncle": "aunt"}
TWINS |= {"brother": "sister", "son": "daughter", "he": "she"}
TWINS |= {right: left for left, right in TWINS.items()}


class PronounNet(NamedTuple):
    """`cell`, an LSTM over one-hot words, and `readout` (2, H), the scores of *he* and *she*."""

    cell: LSTMParams
    readout: ReadoutParams


def asked(targets: Array) -> NDArray[np.bool_]:
    """Where the next word is a pronoun: (T, B) indices -> (T, B) of truth values."""
    return np.isin(targets, [INDEX[word] for word in PRONOUNS])


def run(net: PronounNet, words: Array) -> tuple[Array, list[LSTMTape]]:
    """The hidden states (T, B, H) and the tape over `words`, indices (T, B)."""
    size = net.cell.weight_hh.shape[1]
    xs = np.eye(len(VOCABULARY))[words]  # (T, B, D)
    hs, _, tape = scan(lstm_step, net.cell, xs, LSTMState.zeros(words.shape[1], size))
    return hs, tape


def pronoun_loss(net: PronounNet, words: Array, targets: Array) -> tuple[float, PronounNet]:
    """Cross-entropy over the places where a pronoun is due, and its gradients."""
    hs, tape = run(net, words)
    at = asked(targets)
    is_she = (targets[at] == INDEX["she"]).astype(int)
    loss, dlogits = cross_entropy(readout(net.readout, hs[at]), is_she)
    dhs = np.zeros_like(hs)
    dhs[at], dreadout = readout_backward(net.readout, hs[at], dlogits)
    nothing = LSTMState.zeros(*hs.shape[1:])
    _, _, dcell = scan_backward(lstm_step_backward, net.cell, tape, dhs, nothing)
    return loss, PronounNet(dcell, dreadout)


def train_pronouns(
    rng: np.random.Generator, sentences: list[tuple[str, ...]], *, hidden_size: int = 4, updates: int = 300
) -> PronounNet:
    """Train on windows of sentences that follow one another."""
    start = PronounNet(
        init_lstm(rng, len(VOCABULARY), hidden_size), init_readout(rng, hidden_size, len(PRONOUNS))
    )
    data = batches(rng, sentences, steps=32, batch=16, updates=updates)
    return fit(pronoun_loss, start, data, lr=2e-2)[0]


def picks_she(net: PronounNet, h: Array) -> NDArray[np.bool_]:
    """(..., H) hidden states -> (...) of truth values: is *she* the likelier pronoun?"""
    scores = readout(net.readout, h)
    return np.asarray(scores[..., 1] > scores[..., 0])


def share_right(net: PronounNet, words: Array, targets: Array) -> float:
    """The share of pronouns that the net gets right."""
    at = asked(targets)
    return float((picks_she(net, run(net, words)[0][at]) == (targets[at] == INDEX["she"])).mean())


def share_told(memory: Array, is_she: NDArray[np.bool_]) -> Array:
    """How well each unit alone tells the gender.

    Arguments:
        memory: (N, H), the cell state at N places.
        is_she: (N,), whose turn it is.

    Returns:
        (H,), the share of places on the right side of the middle between the two groups' means.
    """
    she, he = memory[is_she].mean(axis=0), memory[~is_she].mean(axis=0)
    on_her_side = (memory - (she + he) / 2) * (she - he) > 0
    return np.asarray((on_her_side == is_she[:, None]).mean(axis=0))


def twin(words: Array) -> Array:
    """The same sentences about people of the other gender, word by word."""
    swap = np.arange(len(VOCABULARY))
    for word, other in TWINS.items():
        swap[INDEX[word]] = INDEX[other]
    return np.asarray(swap[words])


def share_turned(
    net: PronounNet, words: Array, targets: Array, *, c: Sequence[int] = (), h: Sequence[int] = ()
) -> float:
    """The share of answers that turn when a part of the state comes from the twin sentence.

    The exchange is made just before the word that precedes a pronoun.

    Arguments:
        words, targets: (T, B), as `batches` makes them.
        c, h: which units of the cell state and of the hidden state to exchange.
    """
    hs, tape = run(net, words)
    twin_hs, twin_tape = run(net, twin(words))
    t, b = np.nonzero(asked(targets)[1:])  # the state before step t + 1 is the one after step t
    state = LSTMState(hs[t, b], np.stack([step.c for step in tape])[t, b])
    state.h[:, list(h)] = twin_hs[t, b][:, list(h)]
    state.c[:, list(c)] = np.stack([step.c for step in twin_tape])[t, b][:, list(c)]
    x = np.eye(len(VOCABULARY))[words[t + 1, b]]
    after = picks_she(net, lstm_step(net.cell, x, state)[0].h)
    return float((after != picks_she(net, hs[t + 1, b])).mean())
