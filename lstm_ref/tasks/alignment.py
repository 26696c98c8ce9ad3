"""Which word of a translation stands for which: learned from sentence pairs by rounds of counting.

Model 1 of Brown et al. (1993) with a preference for the diagonal (Dyer et al., 2013):

    p(target_j comes from source_i)  ∝  t(target_j | source_i) · exp(−λ |i/S − j/T|)

and t is counted again from these shares, round after round.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from lstm_ref.numpy.arrays import Array
from lstm_ref.tasks.agreement import Pair, Words

SLOPE = 4.0


class WordTable(NamedTuple):
    """`chance` (source words, target words), each row summing to one; the words in their order."""

    source: dict[str, int]
    target: dict[str, int]
    chance: Array


def diagonal(source_length: int, target_length: int, slope: float = SLOPE) -> Array:
    """How likely place i of the source stands for place j of the target before a word is seen: (T, S)."""
    there = (np.arange(target_length) + 0.5) / target_length
    here = (np.arange(source_length) + 0.5) / source_length
    weights: Array = np.exp(-slope * np.abs(there[:, None] - here))
    return weights


def learn_words(pairs: Sequence[Pair], rounds: int = 6) -> WordTable:
    """Rounds of counting from a table that knows nothing.

    Raises:
        ValueError: when there are no pairs.
    """
    if not pairs:
        raise ValueError("pairs: expected at least one")
    source = {word: k for k, word in enumerate(sorted({w for p in pairs for w in p.source}))}
    target = {word: k for k, word in enumerate(sorted({w for p in pairs for w in p.target}))}
    groups: dict[tuple[int, int], list[Pair]] = {}
    for pair in pairs:
        groups.setdefault((len(pair.source), len(pair.target)), []).append(pair)
    batches = [
        (
            np.array([[source[w] for w in pair.source] for pair in group]),
            np.array([[target[w] for w in pair.target] for pair in group]),
            diagonal(*lengths),
        )
        for lengths, group in groups.items()
    ]
    chance = np.full((len(source), len(target)), 1 / len(target))
    for _ in range(rounds):
        counts = np.full_like(chance, 1e-9)
        for here, there, near in batches:
            shares = chance[here[:, None, :], there[:, :, None]] * near
            shares /= shares.sum(axis=2, keepdims=True)
            np.add.at(counts, (here[:, None, :], there[:, :, None]), shares)
        chance = counts / counts.sum(axis=1, keepdims=True)
    return WordTable(source, target, chance)


def align(table: WordTable, pair: Pair) -> list[int]:
    """For each target word the place of the source word that it most likely stands for."""
    here = np.array([table.source[word] for word in pair.source])
    there = np.array([table.target[word] for word in pair.target])
    shares = table.chance[here[None, :], there[:, None]] * diagonal(len(here), len(there))
    return [int(place) for place in shares.argmax(axis=1)]


def commonest(table: WordTable, pairs: Sequence[Pair]) -> dict[str, Words]:
    """For each source word the words that most often stand for it: the word-by-word dictionary."""
    seen: dict[str, dict[Words, int]] = {}
    for pair in pairs:
        places = align(table, pair)
        for i, word in enumerate(pair.source):
            words = tuple(w for w, place in zip(pair.target, places, strict=True) if place == i)
            of = seen.setdefault(word, {})
            of[words] = of.get(words, 0) + 1
    return {word: max(of, key=lambda words: of[words]) for word, of in seen.items()}


def word_by_word(dictionary: dict[str, Words], sentence: Words) -> Words:
    """Each word's entry, in the order of the source; a word without an entry stays as it is."""
    return tuple(out for word in sentence for out in dictionary.get(word, (word,)))
