"""Interpolated n-grams over millions of characters: the strongest simple model of text, counted by sorting.

Two ways to share a context's weight between what followed it and the next shorter context:

    Witten–Bell   P_n(s | u) = (count(u s) + k(u) P_{n−1}(s | u′)) / (count(u) + k(u))
    Kneser–Ney    P_n(s | u) = (max(count(u s) − d, 0) + d k(u) P_{n−1}(s | u′)) / count(u)

u is the last n symbols, u′ the last n − 1, k(u) how many different symbols followed u, and P_{−1} is uniform.
For Kneser–Ney the counts of all contexts but the longest are counts of *kinds*: after how many different
symbols u s was seen, and not how often. A context that was never seen hands on what the shorter one says.

Sources: Witten & Bell, IEEE Transactions on Information Theory 37, 1991 (method C); Chen & Goodman, Computer
Speech and Language 13, 1999, for interpolated Kneser–Ney smoothing with one discount.
"""

from typing import Any, Literal, NamedTuple

import numpy as np

from lstm_ref.numpy.arrays import Array, Tokens
from lstm_ref.numpy.init import Rng

Method = Literal["Witten-Bell", "Kneser-Ney"]
MOST = 63  # bits of a whole number that a context and its next symbol must fit into


class Counted(NamedTuple):
    """All grams of one length, sorted: `grams` (G,), and running sums (G + 1,).

    `seen` sums how often, `company` after how many different symbols; a gram's own number is the difference
    of two entries.
    """

    grams: Tokens
    seen: Tokens
    company: Tokens


class Interpolated(NamedTuple):
    """`counts[n]` has the grams of n + 1 symbols: n of context and the next one; `size` is V."""

    size: int
    counts: tuple[Counted, ...]

    @property
    def context(self) -> int:
        """How many symbols the longest context has."""
        return len(self.counts) - 1


def packed(tokens: Tokens, length: int, size: int) -> Tokens:
    """Every run of `length` tokens as one whole number in base `size`: (N − length + 1,)."""
    codes: Tokens = np.zeros(max(len(tokens) - length + 1, 0), dtype=np.int64)
    for place in range(length):
        codes = codes * size + tokens[place : place + len(codes)]
    return codes


def count(tokens: Tokens, context: int, size: int) -> Interpolated:
    """Count all grams of a text.

    Arguments:
        tokens: (N,) whole numbers from 0 to size − 1.
        context: how many symbols the longest context has, 0 or more.
        size: V, how many symbols there are.

    Raises:
        ValueError: when the text is not longer than the context, or so many symbols do not fit into 63 bits.
    """
    if not 0 <= context < len(tokens):
        raise ValueError(f"context: expected 0 or more and below {len(tokens)} symbols, got {context}")
    if (context + 1) * np.log2(size) >= MOST:
        raise ValueError(f"context: {context + 1} symbols out of {size} do not fit into {MOST} bits")
    counts: list[Counted] = []
    for length in range(context + 1, 0, -1):
        grams, seen = np.unique(packed(tokens, length, size), return_counts=True)
        company = np.ones_like(seen)  # a gram that only begins the text has nothing before it
        if counts:
            ends, kinds = np.unique(counts[-1].grams % size**length, return_counts=True)
            company[np.searchsorted(grams, ends)] = kinds
        counts.append(Counted(grams, *(np.concatenate([[0], np.cumsum(of)]) for of in (seen, company))))
    return Interpolated(size, tuple(counts[::-1]))


def shorter(model: Interpolated, context: int) -> Interpolated:
    """The model that looks back at most `context` symbols: no text has to be counted again."""
    return model._replace(counts=model.counts[: context + 1])


def chances(
    model: Interpolated, before: Tokens, symbols: Tokens, method: Method = "Kneser-Ney", discount: float = 0.8
) -> Array:
    """P(symbol | before) for many places at once.

    Arguments:
        before: (N, at least `context`), the symbols before each place, the last one nearest.
        symbols: (N,), what came.
        method, discount: the formula at the top of this module, and its d, from 0 to 1.

    Returns:
        (N,) probabilities; over all V symbols they sum to one.

    Raises:
        ValueError: when fewer symbols than the context are before a place, or the method is another one.
    """
    if before.shape[1] < model.context:
        raise ValueError(f"before: expected {model.context} or more symbols, got {before.shape[1]}")
    if method not in ("Witten-Bell", "Kneser-Ney"):
        raise ValueError(f'method: expected "Witten-Bell" or "Kneser-Ney", got {method!r}')
    p = np.full(len(symbols), 1 / model.size)
    context = np.zeros(len(symbols), dtype=np.int64)
    for n, counted in enumerate(model.counts):
        if n:
            context = context + before[:, -n] * model.size ** (n - 1)
        sums = counted.seen if method == "Witten-Bell" or n == model.context else counted.company
        first, last = (np.searchsorted(counted.grams, (context + add) * model.size) for add in (0, 1))
        at = np.searchsorted(counted.grams, context * model.size + symbols)
        same = counted.grams[np.minimum(at, len(counted.grams) - 1)] == context * model.size + symbols
        found = np.where(same, sums[np.minimum(at + 1, len(sums) - 1)] - sums[at], 0)
        total, kinds = sums[last] - sums[first], last - first
        if method == "Witten-Bell":
            mixed = (found + kinds * p) / np.maximum(total + kinds, 1)
        else:
            mixed = (np.maximum(found - discount, 0) + discount * kinds * p) / np.maximum(total, 1)
        p = np.where(total == 0, p, mixed)
    return p


def before_each(tokens: Tokens, context: int) -> Tokens:
    """(N − context, context): the symbols before each place that has as many."""
    return np.lib.stride_tricks.sliding_window_view(tokens, context)[: len(tokens) - context]


def bits_per_symbol(
    model: Interpolated, tokens: Tokens, method: Method = "Kneser-Ney", discount: float = 0.8
) -> float:
    """The mean of −log₂ P over all places of a text (N,) that have a whole context before them."""
    p = chances(model, before_each(tokens, model.context), tokens[model.context :], method, discount)
    return float(-np.log2(p).mean())


def generate(
    model: Interpolated, rng: Rng, start: Tokens, length: int, temperature: float = 1.0, **options: Any
) -> Tokens:
    """Texts drawn from the model, a symbol after the other.

    Arguments:
        start: (B, at least `context`) what the texts begin with; it is not returned.
        temperature: above 0; probabilities are raised to 1 / temperature.
        options: `method` and `discount` of `chances`.

    Returns:
        (B, length).
    """
    streams, size = len(start), model.size
    text = np.concatenate([start, np.zeros((streams, length), dtype=np.int64)], axis=1)
    for at in range(start.shape[1], text.shape[1]):
        before = np.repeat(text[:, at - model.context : at], size, axis=0)
        p = chances(model, before, np.tile(np.arange(size), streams), **options)
        weights = p.reshape(streams, size) ** (1 / temperature)
        steps = np.cumsum(weights, axis=1)
        text[:, at] = (rng.random((streams, 1)) * steps[:, -1:] > steps).sum(axis=1)
    return text[:, start.shape[1] :]
