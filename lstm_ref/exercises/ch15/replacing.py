"""15.5: how far does the logit of the likeliest symbol move when a character is replaced?"""

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from lstm_ref.numpy.arrays import Array, Tokens
from lstm_ref.numpy.init import Rng
from lstm_ref.verify.engine import Case, Mistake, Output, Task

Logits = Callable[[Tokens], Array]


def small_net(rng: Rng, size: int) -> Logits:
    """A fixed little net over `size` symbols that reads tokens (T,) and returns logits (V,)."""
    vectors, back = rng.standard_normal((size, 4)), 0.6 * rng.standard_normal((4, 4))
    out = rng.standard_normal((size, 4))

    def logits_of(tokens: Tokens) -> Array:
        h = np.zeros(4)
        for token in tokens:
            h = np.tanh(vectors[token] + back @ h)
        logits: Array = out @ h
        return logits

    return logits_of


def softmax(logits: Array) -> Array:
    p = np.exp(logits - logits.max())
    shares: Array = p / p.sum()
    return shares


def moved(
    logits_of: Logits,
    tokens: Tokens,
    others: Tokens,
    *,
    how: str = "logit",
    sign: bool = False,
    keep: bool = False,
    total: bool = False,
    first: bool = False,
    again: bool = False,
    largest: bool = False,
    late: bool = False,
    kinds: bool = False,
    least: bool = False,
) -> Array:
    """The reference, and with one of the options set a mistake."""
    before = logits_of(tokens)
    chosen = before.argmin() if least else before.argmax()
    others = np.unique(others) if kinds else others
    found, tried = np.zeros((len(tokens), len(others))), tokens.copy()
    for t in range(len(tokens)):
        for r, other in enumerate(others):
            if not keep:
                tried = tokens.copy()
            tried[t] = others[0] if first else other
            after = logits_of(tried)
            place = after.argmax() if again else chosen
            change = np.abs(after - before).mean() if how == "all" else after[place] - before[chosen]
            if how == "probability":
                change = softmax(after)[chosen] - softmax(before)[chosen]
            if how == "square":
                change = change**2
            found[t, r] = change if sign or late else np.abs(change)
    if largest:
        largest_change: Array = found.max(axis=1)
        return largest_change
    sums: Array = found.sum(axis=1)
    moves: Array = sums if total else sums / len(others)
    return np.abs(moves) if late else moves


def reference(logits_of: Logits, tokens: Tokens, others: Tokens) -> Array:
    return moved(logits_of, tokens, others)


def given(rng: Rng) -> Iterator[Case]:
    for steps, size, count in ((6, 5, 3), (4, 7, 2), (9, 6, 4)):
        tokens, others = rng.integers(size, size=steps), rng.permutation(size)[:count]
        if count == 4:
            others = np.append(others, others[[0, 0]])  # a replacement may come more than once
        yield Case(f"{steps} characters", (small_net(rng, size), tokens, others))


def with_option(**option: Any) -> Callable[[Logits, Tokens, Tokens], Array]:
    return lambda logits_of, tokens, others: moved(logits_of, tokens, others, **option)


TASK = Task(
    "15.5",
    "Replace each character",
    reference,
    given,
    (Output("moves", axes=("T",)),),
    (
        Mistake(
            "changes-cancel",
            with_option(sign=True),
            "You average changes with their signs. A rise and a fall then cancel.",
            "Look at the line that collects a change: where does its sign go?",
        ),
        Mistake(
            "sign-dropped-after-the-mean",
            with_option(late=True),
            "You take the mean first and drop its sign then. A rise and a fall have cancelled by that time.",
            "Look at the two lines with the sign and the mean: which comes first?",
        ),
        Mistake(
            "each-replacement-once",
            with_option(kinds=True),
            "A replacement that is given twice counts once with you.",
            "Look at the inner loop: does it visit every entry of `others`?",
        ),
        Mistake(
            "least-likely",
            with_option(least=True),
            "You follow the logit that is the smallest before anything is replaced.",
            "Look at the line that chooses the symbol.",
        ),
        Mistake(
            "probabilities-compared",
            with_option(how="probability"),
            "You compare probabilities. They depend on all the logits.",
            "Look at the line that compares: the logit itself was asked for.",
        ),
        Mistake(
            "squared-changes",
            with_option(how="square"),
            "You average squares of the changes.",
            "Look at the line that compares: how is the sign to go?",
        ),
        Mistake(
            "replacements-pile-up",
            with_option(keep=True),
            "Replaced characters stay replaced.",
            "Look at the line that replaces: in which array, and is it a fresh copy each time?",
        ),
        Mistake(
            "not-divided",
            with_option(total=True),
            "You return sums over the replacements.",
            "Look at the last line: the mean over what?",
        ),
        Mistake(
            "first-replacement-only",
            with_option(first=True),
            "Only the first of the replacements is ever put in.",
            "Look at the inner loop.",
        ),
        Mistake(
            "likeliest-anew",
            with_option(again=True),
            "After a replacement you look at whatever is likeliest then.",
            "Look at the index of the logit: when is it chosen?",
        ),
        Mistake(
            "all-logits",
            with_option(how="all"),
            "You average over all logits. One logit was asked for.",
            "Look at the line that compares the logits: which of them?",
        ),
        Mistake(
            "largest-change",
            with_option(largest=True),
            "You return the largest of the changes.",
            "Look at the last line: which summary was asked for?",
        ),
    ),
    (
        "First the logits as they are: which symbol is likeliest? Its number stays the same to the end.",
        "Two loops: over the places, and over the replacements. Copy `tokens` before you change one.",
        "Take the change without its sign before you average.",
    ),
    "sec-leaning",
)
