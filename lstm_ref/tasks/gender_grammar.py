"""Sentences made by a recipe, in which a pronoun must agree with a noun some words before it.

    the NOUN VERB [ADVERB] [PLACE] because he|she was ADJECTIVE (but|and the NOUN … | .)

Nothing between the noun and its pronoun tells the gender, and two clauses may name two people.
"""

import math
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from lstm_ref.numpy.arrays import Array

HE = ("boy", "man", "king", "uncle", "brother", "son")
SHE = ("girl", "woman", "queen", "aunt", "sister", "daughter")
VERBS = ("ran", "stayed", "laughed", "waited", "slept", "sang", "left", "wept")
ADVERBS = ("", "often", "quietly", "again", "early", "alone")
PLACES = ("", "at home", "in the garden", "near the river", "on the hill", "at the market in the town")
ADJECTIVES = ("late", "ill", "tired", "happy", "hungry", "lost", "cold", "busy")
JOINS = (".", ".", "but", "and")  # half of the clauses end the sentence
PRONOUNS = ("he", "she")
NOUNS = HE + SHE

VOCABULARY = tuple(
    sorted(
        {*NOUNS, *PRONOUNS, *VERBS, *ADJECTIVES, *JOINS, *" ".join(ADVERBS + PLACES).split(), "the"}
        | {"because", "was"}
    )
)
INDEX = {word: k for k, word in enumerate(VOCABULARY)}


class Corpus(NamedTuple):
    """Sentences, each a tuple of words; no sentence is in both parts."""

    train: list[tuple[str, ...]]
    held_out: list[tuple[str, ...]]


def clauses() -> int:
    """How many different clauses the recipe can make, before the word that joins or ends them."""
    return math.prod(map(len, (NOUNS, VERBS, ADVERBS, PLACES, ADJECTIVES)))


def sentence(rng: np.random.Generator, most_clauses: int = 3) -> tuple[str, ...]:
    """One sentence of one to `most_clauses` clauses."""
    words: list[str] = []
    for clause in range(most_clauses):
        noun, verb, adverb, place, adjective = (
            str(rng.choice(choices)) for choices in (NOUNS, VERBS, ADVERBS, PLACES, ADJECTIVES)
        )
        words += ["the", noun, verb, *adverb.split(), *place.split()]
        words += ["because", PRONOUNS[noun in SHE], "was", adjective]
        join = str(rng.choice(JOINS)) if clause + 1 < most_clauses else "."
        words.append(join)
        if join == ".":
            break
    return tuple(words)


def corpus(rng: np.random.Generator, train: int = 12_000, held_out: int = 1_000) -> Corpus:
    """Different sentences, as many as asked for in each part."""
    found: dict[tuple[str, ...], None] = {}  # keeps the order, so that a seed gives one corpus
    while len(found) < train + held_out:
        found[sentence(rng)] = None
    every = list(found)
    return Corpus(every[:train], every[train:])


def stream(rng: np.random.Generator, sentences: list[tuple[str, ...]], length: int) -> list[str]:
    """`length` words: sentences drawn at random, one after the other; the last one may be cut."""
    words: list[str] = []
    while len(words) < length:
        words += sentences[rng.integers(len(sentences))]
    return words[:length]


def batches(
    rng: np.random.Generator, sentences: list[tuple[str, ...]], *, steps: int, batch: int, updates: int
) -> Iterator[tuple[Array, Array]]:
    """For each update the words (T, B) and, one later, the words to predict (T, B), as indices."""
    for _ in range(updates):
        columns = [[INDEX[word] for word in stream(rng, sentences, steps + 1)] for _ in range(batch)]
        tokens = np.array(columns).T  # (T + 1, B)
        yield tokens[:-1], tokens[1:]


def gender_so_far(words: Array) -> Array:
    """+1 or −1 at every place for the gender of the last noun, 0 before the first: (T, B) -> (T, B)."""
    sign = np.zeros(len(VOCABULARY))
    sign[[INDEX[noun] for noun in HE]] = 1
    sign[[INDEX[noun] for noun in SHE]] = -1
    told = np.zeros(words.shape)
    last = np.zeros(words.shape[1:])
    for t, row in enumerate(words):
        last = np.where(sign[row] != 0, sign[row], last)
        told[t] = last
    return told
