"""A counting model that also counts in the very piece it reads: what followed before, in this piece?"""

from collections import Counter
from collections.abc import Sequence
from itertools import product

import numpy as np

from lstm_ref.numpy.arrays import Array
from lstm_ref.tasks.ngram import CountingModel, bits


def cached(text: str, order: int, symbols: int) -> Array:
    """The probability of each symbol by the counts in `text` before it: (N,).

    The same rule as in `ngram.probabilities`, with contexts of 0 to `order` symbols: a context that was not
    yet seen leaves the shorter context's answer, and below the shortest stands 1 / `symbols`.
    """
    after: list[dict[str, Counter[str]]] = [{} for _ in range(order + 1)]
    answers = np.empty(len(text))
    for at, symbol in enumerate(text):
        p = 1 / symbols
        for n in range(min(order, at) + 1):
            seen = after[n].setdefault(text[at - n : at], Counter())
            if seen:
                p = (seen[symbol] + len(seen) * p) / (seen.total() + len(seen))
            seen[symbol] += 1
        answers[at] = p
    return answers


def mixed_bits(
    model: CountingModel, text: str, order: int, share: float, reach: int = 3, again: str | None = None
) -> Array:
    """Minus the binary logarithm of (1 − share) P(symbol) + share P_cache(symbol): (N,).

    Arguments:
        model: counted on the training pieces.
        text: one piece.
        order: the context that the model's answer is taken at.
        share: how much the cache counts, from 0 to 1.
        reach: the longest context of the cache.
        again: the piece as the cache reads it, as long as `text`; by default `text` itself. A symbol that
            says where in the piece it stands never comes back, and would leave the cache blind.

    Source: Kuhn and De Mori, *A cache-based natural language model for speech recognition*, 1990; the rule
    within the cache is ours.
    """
    learned = 2.0 ** -bits(model, text)[:, order]
    of_cache = cached(again or text, reach, len(model.symbols) + 1)
    surprise: Array = -np.log2((1 - share) * learned + share * of_cache)
    return surprise


def tuned(
    model: CountingModel,
    texts: Sequence[str],
    shares: Sequence[float],
    orders: Sequence[int],
    reaches: Sequence[int] = (3, 4, 5),
    scored: slice = slice(1, None),
    again: Sequence[str] | None = None,
) -> tuple[int, float, int]:
    """The order, share and reach with the fewest bits on the `scored` symbols of `texts`.

    `again`: the texts as the cache reads them, see `mixed_bits`.
    """
    learned = [2.0 ** -bits(model, text) for text in texts]
    costs = {}
    for reach in reaches:
        of_cache = [cached(text, reach, len(model.symbols) + 1) for text in again or texts]
        pairs = list(zip(learned, of_cache, strict=True))
        for order, share in product(orders, shares):
            rows = [-np.log2((1 - share) * p[scored, order] + share * q[scored]) for p, q in pairs]
            costs[order, share, reach] = float(np.concatenate(rows).mean())
    return min(costs, key=lambda one: costs[one])
