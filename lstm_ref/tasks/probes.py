"""What can be read off a state with a line? Linear probes, each beside one with shuffled labels.

A probe is a linear classifier from a state to a property of the word that was read. It can be right for two
reasons: the property lies along a direction, or the probe has learned the words by heart. A *control* has
labels that were dealt to the words at random (Hewitt & Liang, 2019): it can only be learned by heart. And
a test on words that the probe has not seen leaves only the first reason.
"""

from collections.abc import Sequence
from statistics import median
from typing import NamedTuple

import numpy as np
import torch
from sklearn.linear_model import RidgeClassifier

from lstm_ref.numpy.arrays import Array
from lstm_ref.tasks.agreement import Plan, english, translated
from lstm_ref.tasks.agreement_words import PERSONS
from lstm_ref.tasks.translator import Translator

PROPERTIES = ("gender", "number", "letters", "capital")
FOLDS = 5


def many_letters(english_one: str, gender: str) -> bool:
    """Whether a noun is longer than the middle one of its gender: feminine words are the longer ones here."""
    lengths = [len(noun.english[0]) for noun in PERSONS if noun.gender == gender]
    return len(english_one) > median(lengths)


def labels(plans: Sequence[Plan], rng: np.random.Generator) -> dict[str, Array]:
    """For each property a label 0 or 1 of each sentence's subject.

    "capital" is whether the writer gave the noun a capital letter, *the Queen*; a coin decides it here, and
    the words are looked up in lower case.
    """
    subjects = [plan.subject for plan in plans]
    return {
        "gender": np.array([part.noun.gender == "f" for part in subjects], int),
        "number": np.array([part.number for part in subjects]),
        "letters": np.array([many_letters(p.noun.english[0], p.noun.gender) for p in subjects], int),
        "capital": rng.integers(2, size=len(plans)),
    }


class States(NamedTuple):
    """The encoder's c and h (N, H) after the subject's noun and after the last word."""

    c_noun: Array
    h_noun: Array
    c_end: Array
    h_end: Array


@torch.no_grad()
def states(net: Translator, plans: Sequence[Plan]) -> States:
    """Read every sentence word by word, and keep what the cell holds at two places."""
    rows = []
    for plan in plans:
        words = english(plan)
        noun_at = 1 + bool(plan.subject.adjective)
        vectors = net.source_vectors(net.sources([words]))
        _, (h, c) = net.encoder(vectors[: noun_at + 1])
        _, (h_end, c_end) = net.encoder(vectors[noun_at + 1 :], (h, c))
        rows.append([part[0, 0].numpy() for part in (c, h, c_end, h_end)])
    return States(*(np.array(part) for part in zip(*rows, strict=True)))


def dealt(rng: np.random.Generator, label: Array, words: Array) -> Array:
    """A control: each word gets the label of another word, one and the same wherever it stands."""
    kinds, first = np.unique(words, return_index=True)
    mixed = rng.permutation(label[first])
    control: Array = mixed[np.searchsorted(kinds, words)]
    return control


@torch.no_grad()
def decoder_states(net: Translator, plans: Sequence[Plan]) -> tuple[Array, Array]:
    """The decoder's c and h (N, H) as it is about to write the last word, fed with the right words."""
    rows = []
    for plan in plans:
        pair = translated(plan)
        read = net.encode(net.sources([pair.source]))
        _, _, (h, c) = net.decode(read, net.targets([pair.target])[:-2])
        rows.append((c[0].numpy(), h[0].numpy()))
    cs, hs = zip(*rows, strict=True)
    return np.array(cs), np.array(hs)


def probe(xs: Array, label: Array, groups: Array) -> float:
    """The share of right answers of a linear probe on groups that it was not fitted on.

    Arguments:
        xs: (N, H), the states.
        label: (N,), 0 or 1.
        groups: (N,), whole numbers; sentences of one group are never on both sides of the split.

    Returns:
        the mean over the labels 0 and 1, so that guessing gives 1/2 whatever their shares.
    """
    guesses = np.empty(len(label), int)
    fold = groups % FOLDS
    for k in range(FOLDS):
        fitted = RidgeClassifier(alpha=1.0, class_weight="balanced").fit(xs[fold != k], label[fold != k])
        guesses[fold == k] = fitted.predict(xs[fold == k])
    return float(np.mean([(guesses[label == value] == value).mean() for value in (0, 1)]))
