"""Short reviews in which "not", "hardly" and "never" turn the words in their scope: a recipe.

A review has two or three clauses (*the plot was hardly ever clever and warm but funny*). The rule:

    a judging word counts +1 (good) or −1 (bad), and with the opposite sign inside a scope
    a scope runs from a negator to the next "but", comma or full stop
    the review is good when the sum is above zero; sums of zero are drawn again
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from lstm_ref.numpy.arrays import Tokens

GOOD = ("clever", "moving", "funny", "fresh", "warm", "lively", "honest", "bright")
BAD = ("dull", "slow", "silly", "stale", "cold", "clumsy", "empty", "flat")
NEGATORS = ("not", "hardly", "never")
ENDS = ("but", ",", ".")
SUBJECTS = ("plot", "acting", "music", "ending", "dialogue", "pace")
DEGREES = ("very", "ever", "really", "all that")
NEGATED = 0.5  # the share of clauses with a negator
SECOND = {"": 0.3, "and": 0.35, "but": 0.35}  # how a clause goes on after its first judging word
VOCABULARY = tuple(
    sorted({"the", "was", "and", *GOOD, *BAD, *NEGATORS, *ENDS, *SUBJECTS, *" ".join(DEGREES).split()})
)
POLARITY = {**dict.fromkeys(GOOD, 1), **dict.fromkeys(BAD, -1)}


class Review(NamedTuple):
    """Its words, and 1 for a good review, 0 for a bad one."""

    words: tuple[str, ...]
    label: int


def in_scope(words: Sequence[str], ends: Sequence[str] = ENDS) -> list[bool]:
    """For each word whether a negator before it has it in its scope; the negator itself is outside."""
    inside, marks = False, []
    for word in words:
        inside = inside and word not in ends
        marks.append(inside)
        inside = inside or word in NEGATORS
    return marks


def effects(words: Sequence[str]) -> list[int]:
    """What each word adds to the sum: 1, −1, or 0 for a word that does not judge."""
    return [
        POLARITY.get(word, 0) * (-1 if turned else 1)
        for word, turned in zip(words, in_scope(words), strict=True)
    ]


def clause(rng: np.random.Generator) -> list[str]:
    """One clause without the sign that ends it, such as *the pace was not very slow but flat*."""

    def judging() -> str:
        return str(rng.choice(GOOD + BAD))

    words = ["the", str(rng.choice(SUBJECTS)), "was"]
    if rng.random() < NEGATED:
        words.append(str(rng.choice(NEGATORS)))
    if rng.random() < 0.5:
        words += str(rng.choice(DEGREES)).split()
    words.append(judging())
    if link := str(rng.choice(list(SECOND), p=list(SECOND.values()))):
        words += [link, judging()]
    return words


def review(rng: np.random.Generator) -> Review:
    """One review of two or three clauses, its sum not zero."""
    while True:
        words: list[str] = []
        for _ in range(rng.integers(2, 4)):
            words += [*clause(rng), ","]
        words[-1] = "."
        if total := sum(effects(words)):
            return Review(tuple(words), int(total > 0))


def reviews(rng: np.random.Generator, count: int) -> list[Review]:
    """`count` reviews, no two alike.

    Raises:
        ValueError: when `count` is below 1.
    """
    if count < 1:
        raise ValueError(f"count: expected a whole number of at least 1, got {count}")
    found: dict[Review, None] = {}
    while len(found) < count:
        found[review(rng)] = None
    return list(found)


def tagged(words: Sequence[str], ends: Sequence[str] = (",", ".")) -> list[str]:
    """The words, each with NOT_ before it that stands between a negator and the next sign of `ends`.

    With the punctuation marks alone this is the rule of Pang, Lee and Vaithyanathan (2002), who took it from
    Das and Chen; a scope that "but" has ended goes on there.
    """
    return [
        f"NOT_{word}" if turned else word for word, turned in zip(words, in_scope(words, ends), strict=True)
    ]


def word_numbers(words: Sequence[str]) -> Tokens:
    """Each word's place in `VOCABULARY`, counted from 1; 0 is left for padding.

    Raises:
        ValueError: naming the first word that is not among them.
    """
    for word in words:
        if word not in VOCABULARY:
            raise ValueError(f"words: expected words of the recipe, got {word!r}")
    return np.array([VOCABULARY.index(word) + 1 for word in words])
