"""Few sequences and equal parameters: who predicts the next Reber symbol best?

An LSTM, a one-layer causal Transformer and two layers of minLSTM, each at two learning rates, and an
interpolated n-gram whose context and discount are chosen too. All see the same training streams and are
chosen on the same others.
"""

from collections.abc import Callable
from copy import deepcopy
from math import log
from typing import NamedTuple

import numpy as np
import torch
from torch import nn
from torch.nn.functional import cross_entropy

from lstm_ref.numpy.arrays import Tokens
from lstm_ref.numpy.init import Rng
from lstm_ref.tasks.interpolated import chances, count, shorter
from lstm_ref.tasks.reber import SYMBOLS, ReberStreams, reber_streams
from lstm_ref.torch.causal import CausalTransformer
from lstm_ref.torch.next_symbol import MinNextSymbol, NextSymbol

Net = NextSymbol | CausalTransformer | MinNextSymbol

STEPS = 30
TRAIN, CHOOSE, TEST = 200, 100, 500
RATES = {"LSTM": (1e-2, 2e-2), "Transformer": (1e-2, 2e-2), "stacked minLSTM": (4e-2, 8e-2)}


class Best(NamedTuple):
    """The fewest `bits` on the streams to choose on, after how many updates, and the net as it was then."""

    bits: float
    update: int
    net: Net


def draw_parts(rng: Rng) -> list[ReberStreams]:
    """Streams to train on, to choose on, and to test on, all of `STEPS` symbols."""
    return [reber_streams(rng, STEPS, streams) for streams in (TRAIN, CHOOSE, TEST)]


def small_net(name: str, seed: int) -> Net:
    """One of `RATES`, all with nearly as many parameters."""
    if name == "stacked minLSTM":
        return MinNextSymbol(23, layers=2, seed=seed)
    if name == "Transformer":
        return CausalTransformer(len(SYMBOLS), size=14, wide=28, steps=STEPS, heads=2, seed=seed)
    with torch.random.fork_rng():
        torch.manual_seed(seed)
        return NextSymbol(20)


def learned(net: nn.Module) -> int:
    """How many numbers a module learns."""
    return sum(parameter.numel() for parameter in net.parameters())


@torch.no_grad()
def bits(net: nn.Module, tokens: Tokens) -> float:
    """The mean of −log₂ P over all symbols but the first of each stream; tokens (T, B)."""
    given = torch.from_numpy(tokens)
    return cross_entropy(net(given[:-1]).flatten(0, 1), given[1:].flatten()).item() / log(2)


def _loss(net: Net, tokens: torch.Tensor) -> torch.Tensor:
    return cross_entropy(net(tokens[:-1]).flatten(0, 1), tokens[1:].flatten())


def train_small(net: Net, tokens: Tokens, others: Tokens, rng: Rng, lr: float, updates: int) -> Best:
    """Train on `tokens` (T, B), and keep the parameters that were best on `others`.

    Looked at every twentieth update; 32 streams an update, Adam, clipped at norm 1.
    """
    optimiser = torch.optim.Adam(net.parameters(), lr=lr)
    given, best, at, kept = torch.from_numpy(tokens), np.inf, 0, net.state_dict()
    for update in range(1, updates + 1):
        loss = _loss(net, given[:, torch.from_numpy(rng.permutation(tokens.shape[1])[:32])])
        optimiser.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        nn.utils.clip_grad_norm_(net.parameters(), 1.0)
        optimiser.step()
        if update % 20 == 0 and (now := bits(net, others)) < best:
            best, at, kept = now, update, deepcopy(net.state_dict())
    net.load_state_dict(kept)
    return Best(float(best), at, net)


def chosen_net(name: str, seed: int, parts: list[ReberStreams], updates: int) -> Best:
    """The better of two learning rates, by the streams that are there to choose on."""
    train, choose, _ = (part.tokens for part in parts)
    found = [
        train_small(small_net(name, seed), train, choose, np.random.default_rng(seed), lr, updates)
        for lr in RATES[name]
    ]
    return min(found, key=lambda best: best.bits)


def chosen_counts(parts: list[ReberStreams]) -> Callable[[Tokens], float]:
    """Counts of the training streams with the best context and discount; bits of other streams (T, B).

    The streams are counted as one text in which `len(SYMBOLS)` stands between them, as often as the context
    is long, so that no context reaches over a beginning.
    """
    edge, longest = len(SYMBOLS), 12
    train, choose, _ = (part.tokens for part in parts)
    model = count(_joined(train, edge, longest), longest, edge + 1)

    def scored(tokens: Tokens, context: int, discount: float) -> float:
        text = np.concatenate([np.full((context, tokens.shape[1]), edge), tokens])
        windows = np.lib.stride_tricks.sliding_window_view(text, context + 1, axis=0)[
            1:
        ]  # first one left out
        flat = windows.reshape(-1, context + 1)
        p = chances(shorter(model, context), flat[:, :-1], flat[:, -1], discount=discount)
        return float(-np.log2(p).mean())

    settings = [
        (context, discount) for context in range(1, longest + 1) for discount in (0.05, 0.2, 0.5, 0.8)
    ]
    best = min(settings, key=lambda setting: scored(choose, *setting))
    return lambda tokens: scored(tokens, *best)


def _joined(tokens: Tokens, edge: int, longest: int) -> Tokens:
    text: Tokens = np.concatenate([np.full((longest, tokens.shape[1]), edge), tokens]).T.ravel()
    return text


def fewest_bits(part: ReberStreams) -> float:
    """What who knows the recipe needs: the mean of log₂ of how many symbols may follow."""
    return float(np.log2(part.legal[:-1].sum(axis=-1)).mean())
