"""Counting models: how often did each symbol follow the last few? The baseline that a net has to beat."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from lstm_ref.numpy.arrays import Array

Symbols = str | tuple[str, ...]  # characters or words: pieces of both can be looked up in a dict


@dataclass(frozen=True)
class CountingModel:
    """What followed each context of 0 to `context` symbols, as `count_ngrams` counted it.

    `followers[n]` maps every context of n symbols that was seen to how often each symbol came next;
    `symbols` is all that can come next.
    """

    context: int
    symbols: tuple[str, ...]
    followers: tuple[dict[Symbols, Counter[str]], ...]


class Suffix(NamedTuple):
    """The end of a context: how often it was seen, and what came next, the commonest first."""

    symbols: Symbols
    seen: int
    next: list[tuple[str, int]]


def count_ngrams(texts: Iterable[Symbols], context: int) -> CountingModel:
    """Count what follows every context of 0 to `context` symbols.

    Arguments:
        texts: strings for a model of characters, tuples of words for one of words. Nothing is counted
            across the border between two of them.
        context: the largest number of symbols that the model looks back, 0 or more.

    Raises:
        ValueError: when `context` is below 0, or there is nothing to count.
    """
    if context < 0:
        raise ValueError(f"context: expected 0 or more symbols, got {context}")
    grams: list[Counter[Symbols]] = [Counter() for _ in range(context + 1)]
    for text in texts:
        for n, counter in enumerate(grams):
            counter.update(text[start : start + n + 1] for start in range(len(text) - n))
    if not grams[0]:
        raise ValueError("texts: expected at least one symbol, got none")
    followers: list[dict[Symbols, Counter[str]]] = []
    for counter in grams:
        table: defaultdict[Symbols, Counter[str]] = defaultdict(Counter)
        for gram, count in counter.items():
            table[gram[:-1]][gram[-1]] = count
        followers.append(dict(table))
    symbols = tuple(sorted(gram[0] for gram in grams[0]))
    return CountingModel(context, symbols, tuple(followers))


def probabilities(model: CountingModel, symbol: str, before: Symbols) -> Array:
    """The probability of `symbol` after `before`, for each length of context: (context + 1,).

        P_n(s) = (count(u s) + k(u) P_{n−1}(s)) / (count(u) + k(u))

    u is the last n symbols, k(u) the number of different symbols that were seen after it. P_{−1} is uniform
    over the symbols and one more, which stands for all that were never seen. A context that was never seen
    leaves the probability as it was. Entry n is the answer of the model that looks n symbols back.

    Source: I. H. Witten and T. C. Bell, IEEE Transactions on Information Theory 37 (1991), method C,
    interpolated with the shorter context.
    """
    p = 1 / (len(model.symbols) + 1)
    answers = np.empty(model.context + 1)
    for n, table in enumerate(model.followers):
        found = table.get(before[len(before) - n :]) if n <= len(before) else None
        if found is not None:
            kinds = len(found)
            p = (found[symbol] + kinds * p) / (found.total() + kinds)
        answers[n] = p
    return answers


def most_likely(model: CountingModel, before: Symbols) -> str:
    """The symbol with the largest probability after `before`; of equals the first in order."""
    return max(model.symbols, key=lambda symbol: probabilities(model, symbol, before)[-1])


def choose(model: CountingModel, choices: Sequence[str], before: Symbols) -> list[str]:
    """The likeliest of `choices` after `before`, for each length of context; of equals the first."""
    answers = np.array([probabilities(model, choice, before) for choice in choices])
    return [choices[place] for place in answers.argmax(axis=0)]


def bits(model: CountingModel, text: Symbols) -> Array:
    """Minus the binary logarithm of each symbol's probability, for each length of context: (N, context + 1).

    The mean over the rows is the model's bits per symbol on this text. To each symbol the ones before it in
    `text` are shown, as many as the model looks back.
    """
    reach = model.context
    rows = [probabilities(model, text[at], text[max(0, at - reach) : at]) for at in range(len(text))]
    surprise: Array = -np.log2(rows)
    return surprise


def known_contexts(model: CountingModel, text: Symbols) -> Array:
    """The share of places in `text` whose last n symbols were counted at all: (context + 1,)."""
    shares = []
    for n, table in enumerate(model.followers):
        found = [text[at - n : at] in table for at in range(n, len(text))]
        shares.append(float(np.mean(found)) if found else 0.0)
    return np.array(shares)


def suffixes(model: CountingModel, before: Symbols, top: int = 3) -> list[Suffix]:
    """What the model knows about `before`: an entry for each suffix of it, the longest first.

    A suffix that was never seen has `seen` 0 and nothing next: the model backs off to the one below it.
    """
    rows = []
    for n in range(min(model.context, len(before)), -1, -1):
        suffix = before[len(before) - n :]
        found = model.followers[n].get(suffix, Counter())
        rows.append(Suffix(suffix, found.total(), found.most_common(top)))
    return rows
