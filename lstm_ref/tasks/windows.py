"""What a net can learn when its gradient ends at a window's edge and its state does not.

A stream is made of strings of the gap task, one after the other: a clue, fillers, a question mark, at which
the clue is due. Nothing is due elsewhere, so a loss arises at the question marks alone.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from lstm_ref.numpy.arrays import Array, Tokens
from lstm_ref.numpy.init import Rng, gate_bias, init_lstm, init_readout
from lstm_ref.numpy.losses import cross_entropy
from lstm_ref.numpy.lstm import LSTMParams, LSTMState, lstm_step, lstm_step_backward
from lstm_ref.numpy.optim import adam, adam_start, clip_by_global_norm
from lstm_ref.numpy.readout import ReadoutParams, readout, readout_backward
from lstm_ref.numpy.scan import scan, scan_backward
from lstm_ref.numpy.tree import tree_add
from lstm_ref.tasks.gap import CLUES, SYMBOLS, gap_batch, one_hot

SIZE, STREAMS, LR = 16, 16, 2e-2


class Net(NamedTuple):
    """A cell and the readout of its hidden state."""

    cell: LSTMParams
    readout: ReadoutParams


class Stream(NamedTuple):
    """`tokens` (T, S); `due` (T, S), the place of the clue in `CLUES` at a question mark, else −1."""

    tokens: Tokens
    due: Tokens


def start_net(rng: Rng, keep: float = 3.0) -> Net:
    """An LSTM with a forget bias of `keep` and an input bias of −`keep`, and an output for each clue."""
    bias = gate_bias(SIZE, f=keep, i=-keep)
    return Net(init_lstm(rng, len(SYMBOLS), SIZE, bias), init_readout(rng, SIZE, len(CLUES)))


def draw_stream(rng: Rng, memories: Sequence[int], streams: int = STREAMS) -> Stream:
    """One string after the other.

    Arguments:
        rng: draws clues and fillers.
        memories: for each string, how many steps after the clue it is asked for; at least 1.
        streams: S, side by side.
    """
    tokens, due = [], []
    for memory in memories:
        string = gap_batch(rng, streams, memory - 1)
        tokens.append(string[:-1])
        due.append(np.full_like(string[:-1], -1))
        due[-1][-1] = string[-1]
    return Stream(np.concatenate(tokens), np.concatenate(due))


def window_gradient(net: Net, part: Stream, state: LSTMState) -> tuple[float, Net, LSTMState]:
    """The loss of one window, its gradient back to the window's first step, and the state to carry on.

    The loss is the cross-entropy at the question marks, summed over them and averaged over the streams. The
    state that comes in counts as a constant.
    """
    hs, after, tape = scan(lstm_step, net.cell, one_hot(part.tokens), state)
    loss, dhs = 0.0, np.zeros_like(hs)
    dreadout = ReadoutParams(*map(np.zeros_like, net.readout))
    for t in np.flatnonzero(part.due[:, 0] >= 0):
        here, dy = cross_entropy(readout(net.readout, hs[t]), part.due[t])
        dhs[t], more = readout_backward(net.readout, hs[t], dy)
        loss, dreadout = loss + here, tree_add(dreadout, more)
    nothing_later = LSTMState.zeros(*state.h.shape)
    _, _, dcell = scan_backward(lstm_step_backward, net.cell, tape, dhs, nothing_later)
    return loss, Net(dcell, dreadout), after


def pieces(stream: Stream, window: int) -> Iterator[Stream]:
    """A stream in windows of `window` steps, the last one perhaps shorter."""
    for start in range(0, len(stream.tokens), window):
        yield Stream(*(part[start : start + window] for part in stream))


def windowed_gradient(net: Net, stream: Stream, window: int) -> Net:
    """The gradients of all windows of one stream, summed: the state is carried, the weights stay."""
    state = LSTMState.zeros(stream.tokens.shape[1], SIZE)
    total = None
    for part in pieces(stream, window):
        _, grads, state = window_gradient(net, part, state)
        total = grads if total is None else tree_add(total, grads)
    assert total is not None
    return total


def train_on_windows(net: Net, stream: Stream, window: int) -> Net:
    """An update after every window in which something is asked, the state carried on and never reset."""
    state, mean = LSTMState.zeros(stream.tokens.shape[1], SIZE), adam_start(net)
    for part in pieces(stream, window):
        if (part.due < 0).all():  # nothing to learn from: read on
            _, state, _ = scan(lstm_step, net.cell, one_hot(part.tokens), state)
            continue
        _, grads, state = window_gradient(net, part, state)
        net, mean = adam(net, clip_by_global_norm(grads, 1.0)[0], mean, lr=LR)
    return net


def right_after(rng: Rng, net: Net, memory: int, strings: int = 10) -> float:
    """The share of right answers on fresh streams whose strings all ask after `memory` steps."""
    stream = draw_stream(rng, [memory] * strings)
    hs, _, _ = scan(lstm_step, net.cell, one_hot(stream.tokens), LSTMState.zeros(STREAMS, SIZE))
    asked = stream.due >= 0
    best: Array = readout(net.readout, hs).argmax(axis=-1)
    return float((best == stream.due)[asked].mean())
