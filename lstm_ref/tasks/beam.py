"""Which sentence is likeliest? Beam search, and the search through all sentences that checks it."""

from collections.abc import Callable, Iterator
from itertools import product

import numpy as np

from lstm_ref.numpy.arrays import Array

Line = tuple[int, ...]
NextWord = Callable[[Line], Array]  # the words so far -> log probability of every word, (V,)


def beam_search(log_next: NextWord, width: int, longest: int, end: int) -> tuple[Line, float]:
    """Keep the `width` best beginnings at every step; a finished sentence stays until it is beaten.

    Arguments:
        log_next: from the words so far to the logarithms of what may follow (V,).
        width: how many beginnings are kept, at least 1; 1 is the greedy search.
        longest: the largest number of words, `end` included.
        end: the number of the word that finishes a sentence.

    Returns:
        the best finished sentence with `end` as its last word, and its log probability; where none of those
        kept is finished after `longest` words, the empty line and −inf.

    Raises:
        ValueError: when `width` or `longest` is below 1.
    """
    if width < 1 or longest < 1:
        raise ValueError(f"width, longest: expected 1 or more, got {width} and {longest}")
    kept: list[tuple[Line, float]] = [((), 0.0)]
    for _ in range(longest):
        grown = [one for one in kept if one[0][-1:] == (end,)]
        for words, score in kept:
            if words[-1:] != (end,):
                grown += [((*words, k), score + float(log_p)) for k, log_p in enumerate(log_next(words))]
        kept = sorted(grown, key=lambda one: -one[1])[:width]
        if all(words[-1] == end for words, _ in kept):
            break
    finished = [one for one in kept if one[0][-1] == end]
    return max(finished, key=lambda one: one[1], default=((), -np.inf))


def sentences(vocabulary: int, longest: int, end: int) -> Iterator[Line]:
    """Every sentence of at most `longest` words that ends with `end` and has it nowhere else."""
    others = [k for k in range(vocabulary) if k != end]
    for length in range(longest):
        for words in product(others, repeat=length):
            yield (*words, end)


def log_probability(log_next: NextWord, words: Line) -> float:
    """The logarithm of the probability of all words, one after the other."""
    return float(sum(log_next(words[:n])[words[n]] for n in range(len(words))))


def exhaustive_search(log_next: NextWord, vocabulary: int, longest: int, end: int) -> tuple[Line, float]:
    """The best of *all* sentences: the exact answer, for a vocabulary and a length that allow it."""
    scored = ((words, log_probability(log_next, words)) for words in sentences(vocabulary, longest, end))
    return max(scored, key=lambda one: one[1])
