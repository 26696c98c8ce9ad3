"""Who is where? Short stories of moves, with questions in between, and the rules that answer them.

After the first of the bAbI tasks (Weston et al., 2016); the recipe is ours. A line of a story is one of

    a move      mary went to the kitchen
    an aside    mary read a book          (names a person and no place)
    a question  where is mary             (only of somebody who has been placed)

The answer is the place of that person's last move. Its *distance* is the number of lines from that move to
the question: 1 when the question follows at once.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from lstm_ref.numpy.arrays import Tokens

PEOPLE = ("mary", "john", "anna", "paul")
PLACES = ("kitchen", "garden", "office", "cellar", "attic")
MOVES = ("went to the", "ran to the", "walked to the")
ASIDES = ("read a book", "ate an apple", "hummed a song")
VOCABULARY = tuple(sorted({"where", "is", *PEOPLE, *PLACES, *" ".join(MOVES + ASIDES).split()}))
WIDTH = 5  # words in the longest line


class Line(NamedTuple):
    """One line: its kind ("move", "aside" or "question"), who it is about, and its words.

    `place` is where a move leads and what a question has for an answer; `distance` is a question's.
    """

    kind: str
    person: str
    words: tuple[str, ...]
    place: str = ""
    distance: int = 0


def story(rng: np.random.Generator, lines: int, sitters: int = 0) -> list[Line]:
    """One story. A third of its lines are questions, as far as somebody has been placed.

    Arguments:
        rng: the random generator.
        lines: how many, at least 1.
        sitters: how many people move once, at the start, and then no more: they make long distances.

    Raises:
        ValueError: when `lines` is below 1, or `sitters` not from 0 to one less than there are people.
    """
    if lines < 1:
        raise ValueError(f"lines: expected a whole number of at least 1, got {lines}")
    if not 0 <= sitters < len(PEOPLE):
        raise ValueError(f"sitters: expected a whole number from 0 to {len(PEOPLE) - 1}, got {sitters}")
    people = [str(person) for person in rng.permutation(PEOPLE)]
    told: list[Line] = []
    where: dict[str, tuple[str, int]] = {}
    for at in range(lines):
        if at < sitters:
            told.append(_move(rng, people[at]))
        elif where and rng.random() < 1 / 3:
            told.append(_question(str(rng.choice(sorted(where))), where, at))
        elif rng.random() < 0.3:
            who = str(rng.choice(people))
            told.append(Line("aside", who, (who, *str(rng.choice(ASIDES)).split())))
        else:
            told.append(_move(rng, str(rng.choice(people[sitters:]))))
        if told[-1].kind == "move":
            where[told[-1].person] = (told[-1].place, at)
    return told


def _move(rng: np.random.Generator, who: str) -> Line:
    place = str(rng.choice(PLACES))
    return Line("move", who, (who, *str(rng.choice(MOVES)).split(), place), place)


def _question(who: str, where: dict[str, tuple[str, int]], at: int) -> Line:
    place, since = where[who]
    return Line("question", who, ("where", "is", who), place, at - since)


def question(person: str) -> Line:
    """A question out of nowhere, to ask a net what it holds."""
    return Line("question", person, ("where", "is", person))


def last_place(before: Sequence[Line], who: str) -> str:
    """The rule of a hurried reader: the last place named, whoever went there."""
    return next((line.place for line in reversed(before) if line.kind == "move"), PLACES[0])


def last_move_of(before: Sequence[Line], who: str) -> str:
    """The rule in one line: the last place named in a line that names the person."""
    return next(
        (line.place for line in reversed(before) if line.kind == "move" and line.person == who), PLACES[0]
    )


def word_numbers(lines: Sequence[Line]) -> Tokens:
    """The words of each line as places in `VOCABULARY`, counted from 1: (T, WIDTH), the rest 0."""
    numbers = np.zeros((len(lines), WIDTH), dtype=np.int64)
    for row, line in zip(numbers, lines, strict=True):
        row[: len(line.words)] = [VOCABULARY.index(word) + 1 for word in line.words]
    return numbers
