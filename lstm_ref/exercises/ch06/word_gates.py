"""6.6: gates that open at chosen words."""

from collections.abc import Callable, Iterator, Sequence

import numpy as np

from lstm_ref.numpy.arrays import Array
from lstm_ref.numpy.init import Rng
from lstm_ref.verify.engine import Case, Mistake, Output, Task

Gates = tuple[Array, Array]


def at_words(vocabulary: Sequence[str], *lists: Sequence[str]) -> Array:
    """(2, D): one where a list has the word, zero elsewhere."""
    return np.array([[float(word in words) for word in vocabulary] for words in lists])


def word_gates(vocabulary: list[str], writes: list[str], shows: list[str], wide: float) -> Gates:
    return 2 * wide * at_words(vocabulary, writes, shows), np.full(2, -wide)


TEXTS = (
    ("the tall pilot met her spanish cat and", "spanish pilot", "and"),
    ("zoe ate an old pear", "pear zoe old", "ate zoe"),
    ("red blue so green is it", "green", "so is red"),
)


def sentences(rng: Rng) -> Iterator[Case]:
    """The words of three sentences in an order that is drawn, and how wide the gates go."""
    for number, (words, writes, shows) in enumerate(TEXTS, start=1):
        vocabulary = [str(word) for word in rng.permutation(words.split())]
        yield Case(str(number), (vocabulary, writes.split(), shows.split(), float(rng.integers(4, 10))))


def half_open_at_words(vocabulary: list[str], writes: list[str], shows: list[str], wide: float) -> Gates:
    weight, bias = word_gates(vocabulary, writes, shows, wide)
    return weight / 2, bias


def half_open_elsewhere(vocabulary: list[str], writes: list[str], shows: list[str], wide: float) -> Gates:
    weight, bias = word_gates(vocabulary, writes, shows, wide)
    return weight / 2, 0 * bias


def shut_by_weights(vocabulary: list[str], writes: list[str], shows: list[str], wide: float) -> Gates:
    return wide * (2 * at_words(vocabulary, writes, shows) - 1), np.zeros(2)


def rows_swapped(vocabulary: list[str], writes: list[str], shows: list[str], wide: float) -> Gates:
    return word_gates(vocabulary, shows, writes, wide)


def turned_over(vocabulary: list[str], writes: list[str], shows: list[str], wide: float) -> Gates:
    weight, bias = word_gates(vocabulary, writes, shows, wide)
    return -weight, -bias


def strength_left_out(vocabulary: list[str], writes: list[str], shows: list[str], wide: float) -> Gates:
    return word_gates(vocabulary, writes, shows, 1.0)


def in_the_list_s_order(vocabulary: list[str], writes: list[str], shows: list[str], wide: float) -> Gates:
    weight = np.zeros((2, len(vocabulary)))
    for row, words in enumerate((writes, shows)):
        weight[row, : len(words)] = 2 * wide
    return weight, np.full(2, -wide)


def alphabetical(vocabulary: list[str], writes: list[str], shows: list[str], wide: float) -> Gates:
    return word_gates(sorted(vocabulary), writes, shows, wide)


def output_gate_always_open(vocabulary: list[str], writes: list[str], shows: list[str], wide: float) -> Gates:
    weight, bias = word_gates(vocabulary, writes, shows, wide)
    return weight * [[1.0], [0.0]], bias * [1.0, -1.0]


SUM = "Add up the two terms of the pre-activation, the word's column and the bias"


def mistake(name: str, answer: Callable[..., Gates], symptom: str, hint: str) -> Mistake:
    return Mistake(name, answer, symptom, hint, "sec-valves-words")


GATES = (
    mistake(
        "half-open-at-the-words",
        half_open_at_words,
        "At the listed words the pre-activation is zero: the gate is half open there.",
        f"{SUM}, at a listed word: what must the column overcome?",
    ),
    mistake(
        "half-open-elsewhere",
        half_open_elsewhere,
        "At all other words the pre-activation is zero: the gate is half open there.",
        f"{SUM}, at a word that is in no list: what shuts the gate?",
    ),
    mistake(
        "shut-by-the-weights",
        shut_by_weights,
        "Every word of the vocabulary gets the right pre-activation, and an input of zeros does not.",
        f"{SUM}, for an input of zeros: which of the two is left?",
    ),
    mistake(
        "rows-swapped",
        rows_swapped,
        "The two gates have changed places: the words that should be written are shown.",
        "Look at which list fills which row: the rows stand in the order i, o.",
    ),
    mistake(
        "turned-over",
        turned_over,
        "The gates are shut at the listed words and open at all others.",
        "Look at the signs: what does the sigmoid make of a large positive number?",
    ),
    mistake(
        "strength-left-out",
        strength_left_out,
        "Every gate is pushed by 1, whatever `wide` is: none is quite open or quite shut.",
        "Look at the numbers that you write into the arrays: where does `wide` come in?",
    ),
    mistake(
        "first-columns",
        in_the_list_s_order,
        "The first columns are filled, as many as the list is long.",
        "Look at the index of the column: whose place does it have to be, the word's place in which list?",
    ),
    mistake(
        "columns-in-alphabetical-order",
        alphabetical,
        "The columns are those of the vocabulary in alphabetical order.",
        "Look at the index of the column: the vocabulary has its own order, which `vocabulary.index` knows.",
    ),
    mistake(
        "output-gate-always-open",
        output_gate_always_open,
        "The output gate is open at every word: the whole memory is shown all the time.",
        "Look at the second row: at which words may the memory be shown?",
    ),
)

TASK = Task(
    "6.6",
    "Set the valves for a sentence",
    word_gates,
    sentences,
    (Output("weight", ("gate", "D")), Output("bias", ("gate",))),
    GATES,
    (
        "Begin with the words that are in no list, and with an input of zeros: one of the two arrays does "
        "that alone.",
        "With a one-hot input the pre-activation of a gate is the bias plus one entry of the weights, "
        "that of the word's column.",
        "The bias is −wide twice. A listed word's entry takes −wide to +wide; every other entry is 0.",
    ),
    "sec-valves-words",
)
