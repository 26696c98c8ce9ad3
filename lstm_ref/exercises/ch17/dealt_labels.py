"""17.5: the labels of a probe's control, dealt to words and not to sentences."""

from collections.abc import Callable, Iterator

import numpy as np

from lstm_ref.numpy.arrays import Tokens
from lstm_ref.numpy.init import Rng
from lstm_ref.verify.engine import Case, Mistake, Output, Task


def reference(label: Tokens, word: Tokens, order: Tokens) -> Tokens:
    """(N,), (N,), (K,) -> (N,): word k gets the label of word order[k]."""
    of_word = np.zeros(len(order), int)
    of_word[word] = label
    dealt: Tokens = of_word[order][word]
    return dealt


def own(label: Tokens, word: Tokens, order: Tokens) -> Tokens:
    return label.copy()


def back(label: Tokens, word: Tokens, order: Tokens) -> Tokens:
    return reference(label, word, np.argsort(order))


def by_sentence(label: Tokens, word: Tokens, order: Tokens) -> Tokens:
    dealt: Tokens = label[order[np.arange(len(label)) % len(order)]]
    return dealt


def straight(label: Tokens, word: Tokens, order: Tokens) -> Tokens:
    dealt: Tokens = label[order[word]]
    return dealt


def word_itself(label: Tokens, word: Tokens, order: Tokens) -> Tokens:
    numbers: Tokens = order[word]
    return numbers


def sorted_labels(label: Tokens, word: Tokens, order: Tokens) -> Tokens:
    of_word = np.zeros(len(order), int)
    of_word[word] = label
    dealt: Tokens = np.sort(of_word)[order][word]
    return dealt


def given(rng: Rng) -> Iterator[Case]:
    for words, count in ((7, 23), (9, 31), (6, 17)):
        word = np.concatenate([np.arange(words), rng.integers(words, size=count - words)])
        word = rng.permutation(word)
        of_word = rng.permutation(np.arange(2, 2 + words))
        order = np.roll(np.arange(words), 2)
        order[:3] = order[[1, 2, 0]]
        yield Case(f"{words} words", (of_word[word], word, order))


def mistake(name: str, answer: Callable[..., Tokens], symptom: str, hint: str) -> Mistake:
    return Mistake(name, answer, symptom, hint)


TASK = Task(
    "17.5",
    "Deal the labels of a control",
    reference,
    given,
    (Output("control", axes=("N",)),),
    (
        mistake(
            "nothing-dealt",
            own,
            "These are the labels themselves.",
            "Where is `order` used?",
        ),
        mistake(
            "dealt-backwards",
            back,
            "You give the label of word k to word order[k]. It is asked the other way.",
            "Look at the line that uses `order`: which word gets, and which one gives?",
        ),
        mistake(
            "dealt-to-sentences",
            by_sentence,
            "One word has different labels in different sentences. Nobody could learn these by heart.",
            "Look at the index: does it count sentences or words?",
        ),
        mistake(
            "word-taken-for-a-place",
            straight,
            "You look up the label of a *sentence* with the number of a *word*.",
            "Make a table first with one label for each word.",
        ),
        mistake(
            "number-for-label",
            word_itself,
            "You return the numbers of words.",
            "Look at the last line: what does word order[k] have?",
        ),
        mistake(
            "labels-sorted",
            sorted_labels,
            "You sort the labels before you deal them.",
            "Look at the table: its entry k belongs to word k.",
        ),
    ),
    (
        "First a table with one entry for each word: its label.",
        "`table[word] = label` fills it in one line: all sentences with one word have the same label.",
        "Then the dealt table, and last the look-up for every sentence.",
    ),
    "sec-probes",
)
