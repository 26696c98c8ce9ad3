"""A DNA-like string: do its two motifs stand in the right order?

    right order   CCAAT … TATAA                                    half of the strings
    wrong         TATAA … CCAAT, or the same motif twice           the other half

In the promoters of many genes a CCAAT box lies upstream of a TATA box; the letters are borrowed from there,
everything else is made up. The letters around the motifs are drawn evenly, and a string in which a motif
comes up by accident is drawn again.
"""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

import numpy as np

from lstm_ref.numpy.arrays import Array, Tokens

BASES = "ACGT"
FIRST, SECOND = "CCAAT", "TATAA"
ORDERS: Mapping[tuple[str, str], float] = {
    (FIRST, SECOND): 0.5,
    (SECOND, FIRST): 0.3,
    (FIRST, FIRST): 0.1,
    (SECOND, SECOND): 0.1,
}
LENGTH = 40


class Strand(NamedTuple):
    """A string of bases, where its two motifs begin, and 1 where they stand in the right order, else 0."""

    bases: str
    starts: tuple[int, int]
    label: int


def places_of(motif: str, bases: str) -> list[int]:
    """Where the motif begins, overlapping places included."""
    return [at for at in range(len(bases) - len(motif) + 1) if bases.startswith(motif, at)]


def strand(rng: np.random.Generator, length: int = LENGTH) -> Strand:
    """One string; its motifs do not overlap, and lie anywhere.

    Raises:
        ValueError: when two motifs do not fit into `length`.
    """
    if length < len(FIRST) + len(SECOND):
        raise ValueError(f"length: expected at least {len(FIRST) + len(SECOND)}, got {length}")
    pairs = list(ORDERS)
    one, other = pairs[rng.choice(len(pairs), p=list(ORDERS.values()))]
    while True:
        letters = "".join(BASES[k] for k in rng.integers(0, 4, length))
        gaps = np.sort(rng.choice(length - len(one) - len(other) + 2, 2, replace=False))
        start, then = int(gaps[0]), int(gaps[1]) - 1 + len(one)
        letters = letters[:start] + one + letters[start + len(one) :]
        letters = letters[:then] + other + letters[then + len(other) :]
        wanted = sorted([(start, one), (then, other)])
        found = sorted((at, motif) for motif in (FIRST, SECOND) for at in places_of(motif, letters))
        if found == wanted:
            return Strand(letters, (start, then), int((one, other) == (FIRST, SECOND)))


def strands(rng: np.random.Generator, count: int, length: int = LENGTH) -> list[Strand]:
    """`count` strings, drawn independently."""
    return [strand(rng, length) for _ in range(count)]


def base_numbers(bases: str) -> Tokens:
    """Each base's place in `BASES`, counted from 1; 0 is left for padding."""
    return np.array([BASES.index(base) + 1 for base in bases])


def kmer_counts(bases: str, sizes: Iterable[int], parts: int = 1) -> dict[str, int]:
    """How often each run of letters occurs, for each part of the string by itself.

    Arguments:
        bases: the string.
        sizes: the lengths of the runs.
        parts: 1 for the whole string; with 2, the runs that begin in each half are counted apart.
    """
    counts: dict[str, int] = {}
    for size in sizes:
        for at in range(len(bases) - size + 1):
            name = f"{at * parts // len(bases)}:{bases[at : at + size]}"
            counts[name] = counts.get(name, 0) + 1
    return counts


def presence(bases: str) -> int:
    """The rule that slides both motifs along and takes the best match of each: are both there?"""
    return int(all(best_match(motif, bases) == len(motif) for motif in (FIRST, SECOND)))


def best_match(motif: str, bases: str) -> int:
    """The most letters of the motif that fit at any place: a convolution, and the maximum over places."""
    sliding = [
        sum(a == b for a, b in zip(motif, bases[at:], strict=False))
        for at in range(len(bases) - len(motif) + 1)
    ]
    return max(sliding)


def order_blind_best() -> float:
    """The share right of the best rule that knows which motifs are there, but not in which order."""
    mixed = ORDERS[FIRST, SECOND], ORDERS[SECOND, FIRST]
    return max(mixed) + sum(share for pair, share in ORDERS.items() if pair[0] == pair[1])


def one_hot(bases: str) -> Array:
    """(T, 4), columns as in `BASES`."""
    return np.eye(4)[base_numbers(bases) - 1]
