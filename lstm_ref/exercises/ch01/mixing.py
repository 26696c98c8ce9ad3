"""1.2: a counting model's interpolated probability."""

from collections.abc import Iterator

import numpy as np

from lstm_ref.numpy.arrays import Array
from lstm_ref.numpy.init import Rng
from lstm_ref.verify.engine import (
    Case,
    Mistake,
    Output,
    Task,
)


def mixed(pairs: Array, weights: Array, shorter: Array) -> Array:
    """Counts and `weights` (V, 1) votes for the shorter context; without any vote, the shorter alone."""
    votes = pairs.sum(axis=1, keepdims=True) + weights
    answer: Array = np.where(votes > 0, (pairs + weights * shorter) / np.maximum(votes, 1), shorter)
    return answer


def kinds_after(pairs: Array) -> Array:
    kinds: Array = (pairs > 0).sum(axis=1, keepdims=True)
    return kinds


def interpolated(pairs: Array, shorter: Array) -> Array:
    return mixed(pairs, kinds_after(pairs), shorter)


def pair_inputs(rng: Rng) -> Iterator[Case]:
    for symbols, unseen in ((4, 2), (6, 0), (5, 4)):
        pairs = np.floor(rng.gamma(0.6, 4.0, size=(symbols, symbols)))
        pairs[np.arange(symbols), rng.permutation(symbols)] += 2.0
        pairs[unseen] = 0.0
        pairs[(unseen + 1) % symbols, unseen] = 0.0
        yield Case(f"V = {symbols}", (pairs, rng.dirichlet(np.full(symbols, 2.0))))


def kinds_before(pairs: Array, shorter: Array) -> Array:
    return mixed(pairs, (pairs > 0).sum(axis=0)[:, None], shorter)


def exchanged(pairs: Array, shorter: Array) -> Array:
    return interpolated(pairs.T, shorter)


def uniform_below(pairs: Array, shorter: Array) -> Array:
    return interpolated(pairs, np.full_like(shorter, 1 / len(shorter)))


def kinds_of_the_table(pairs: Array, shorter: Array) -> Array:
    return mixed(pairs, np.full((len(pairs), 1), float(len(pairs))), shorter)


def one_vote(pairs: Array, shorter: Array) -> Array:
    return mixed(pairs, np.ones((len(pairs), 1)), shorter)


def not_divided_by_the_kinds(pairs: Array, shorter: Array) -> Array:
    kinds, count = kinds_after(pairs), pairs.sum(axis=1, keepdims=True)
    answer: Array = np.where(count > 0, (pairs + kinds * shorter) / np.maximum(count, 1), shorter)
    return answer


def one_added(pairs: Array, shorter: Array) -> Array:
    answer: Array = (pairs + 1) / (pairs.sum(axis=1, keepdims=True) + len(pairs))
    return answer


def no_mixing(pairs: Array, shorter: Array) -> Array:
    return mixed(pairs, np.zeros((len(pairs), 1)), shorter)


def only_where_never_seen(pairs: Array, shorter: Array) -> Array:
    count, kinds = pairs.sum(axis=1, keepdims=True), kinds_after(pairs)
    votes = np.maximum(count + kinds, 1)
    answer: Array = np.where(pairs > 0, pairs / votes, kinds * shorter / votes)
    return np.where(count > 0, answer, shorter)


def sums_along_the_columns(pairs: Array, shorter: Array) -> Array:
    count, kinds = pairs.sum(axis=1), (pairs > 0).sum(axis=1)  # (V,) is lined up with the columns
    votes = count + kinds
    answer: Array = np.where(votes > 0, (pairs + kinds * shorter) / np.maximum(votes, 1), shorter)
    return answer


def nothing_after_unseen(pairs: Array, shorter: Array) -> Array:
    kinds = kinds_after(pairs)
    votes = np.maximum(pairs.sum(axis=1, keepdims=True) + kinds, 1)
    answer: Array = (pairs + kinds * shorter) / votes
    return answer


KINDS = "Look at the line of k"


MIXES = (
    Mistake(
        "kinds-before-instead-of-after",
        kinds_before,
        "k counts how many different symbols came *before* the symbol, where it should count those after it.",
        f"{KINDS}: along which axis do the symbols lie that came after a?",
    ),
    Mistake(
        "rows-and-columns-exchanged",
        exchanged,
        "Rows and columns of `pairs` are exchanged: you predict the symbol before.",
        "Look at the sums: `pairs[a, b]` is a first, then b. Which of the two is the context?",
    ),
    Mistake(
        "uniform-for-the-shorter",
        uniform_below,
        "The counts are mixed with a uniform distribution.",
        "Look at what k is multiplied with: an argument is there for it.",
    ),
    Mistake(
        "kinds-of-the-whole-table",
        kinds_of_the_table,
        "Every context gives the same number of votes away, that of all symbols there are.",
        f"{KINDS}: it belongs to one context. How many different symbols came after this one?",
    ),
    Mistake(
        "one-vote",
        one_vote,
        "Every context gives one vote away, whatever came after it.",
        f"{KINDS}: a context that met many different symbols should ask the shorter one more.",
    ),
    Mistake(
        "not-divided-by-the-kinds",
        not_divided_by_the_kinds,
        "The rows sum to more than one: votes are given away and not counted.",
        "Look at the denominator: it is the number of all votes.",
    ),
    Mistake(
        "one-added-to-each-count",
        one_added,
        "One is added to every count. That is another method, and it never asks the shorter context.",
        "Look at the numerator: what does each symbol get besides its count?",
    ),
    Mistake(
        "no-mixing",
        no_mixing,
        "A context that was seen answers alone, so what never came after it has the probability zero.",
        "Look at the numerator: the shorter context has a say after *every* context.",
    ),
    Mistake(
        "only-where-never-seen",
        only_where_never_seen,
        "The shorter context's share goes only to symbols that never came, and the rows do not sum to one.",
        "Look at the numerator: it is the same formula for every symbol.",
    ),
    Mistake(
        "sums-lined-up-with-the-columns",
        sums_along_the_columns,
        "The sums are right, and NumPy lines an array of shape (V,) up with the columns, not with the rows.",
        "Look at the lines of the two sums: which shape must they have to belong to the rows?",
    ),
    Mistake(
        "zero-after-an-unseen-context",
        nothing_after_unseen,
        "After a context that was never seen every symbol has the probability zero.",
        "Look at what you return where all counts of a row are zero.",
    ),
)


TASK = Task(
    "1.2",
    "Mix the counts with the shorter context",
    reference=interpolated,
    inputs=pair_inputs,
    outputs=[Output("probability", ("V before", "V next"))],
    mistakes=MIXES,
    hints=(
        "The sum of a row of `pairs` is count(u). How many entries of the row are above zero is k(u).",
        "Keep both as columns, of shape (V, 1). Then one formula works on the whole table.",
        "Where count(u) + k(u) is zero, the answer is the row `shorter`. `np.where` computes both and picks: "
        "`np.maximum(votes, 1)` under the line keeps NumPy from warning.",
    ),
    section="sec-counting",
)
