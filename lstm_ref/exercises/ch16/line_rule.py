"""16.3: the rule in one line, by numbers."""

from collections.abc import Callable, Iterator

import numpy as np

from lstm_ref.numpy.arrays import Tokens
from lstm_ref.numpy.init import Rng
from lstm_ref.verify.engine import Case, Mistake, Output, Task

Rule = Callable[[Tokens, Tokens], Tokens]
NOBODY_SAID = -1


def where(lines: Tokens, asked: Tokens) -> Tokens:
    found = np.full(len(asked), NOBODY_SAID)
    for at, who in enumerate(asked):
        moves = lines[(lines[:, 0] == who) & (lines[:, 1] >= 0), 1]
        if len(moves):
            found[at] = moves[-1]
    return found


def given(rng: Rng) -> Iterator[Case]:
    stories = (
        [(3, 5), (0, 3), (1, 5), (0, 4), (2, -1), (0, 2), (1, -1), (0, 3), (2, 4), (1, 1), (0, -1), (1, 2)],
        [(4, 6), (1, 3), (3, 1), (1, 0), (3, -1), (1, 4), (3, 5), (0, 6), (3, 2), (1, 1), (0, -1), (2, -1)],
        [(5, 3), (2, 7), (0, 1), (2, 3), (1, 6), (2, -1), (4, -1), (0, 5), (0, 6), (1, 2), (1, 0), (0, 5)],
    )
    questions = ([1, 0, 2, 5, 3], [2, 1, 3, 0, 4, 1], [0, 1, 2, 5])
    for story, asked in zip(stories, questions, strict=True):
        yield Case(f"{len(asked)} questions", (np.array(story), np.array(asked)))


def each(rule: Callable[[Tokens, int], int]) -> Rule:
    """One answer after the other, by a function of the lines and of one person."""
    return lambda lines, asked: np.array([rule(lines, int(who)) for who in asked])


def own(lines: Tokens, who: int) -> Tokens:
    """The places of one person's moves, in their order."""
    places: Tokens = lines[(lines[:, 0] == who) & (lines[:, 1] >= 0), 1]
    return places


def last_named(lines: Tokens, who: int) -> int:
    return int(lines[lines[:, 1] >= 0, 1][-1])


def last_line(lines: Tokens, who: int) -> int:
    return int(lines[lines[:, 0] == who, 1][-1]) if (lines[:, 0] == who).any() else NOBODY_SAID


def first_move(lines: Tokens, who: int) -> int:
    return int(own(lines, who)[0]) if len(own(lines, who)) else NOBODY_SAID


def most_often(lines: Tokens, who: int) -> int:
    return int(np.bincount(own(lines, who)).argmax()) if len(own(lines, who)) else NOBODY_SAID


def last_named_if_unknown(lines: Tokens, who: int) -> int:
    return int(own(lines, who)[-1]) if len(own(lines, who)) else last_named(lines, who)


def zero_if_unknown(lines: Tokens, who: int) -> int:
    return int(own(lines, who)[-1]) if len(own(lines, who)) else 0


def its_line(lines: Tokens, who: int) -> int:
    moves = np.flatnonzero((lines[:, 0] == who) & (lines[:, 1] >= 0))
    return int(moves[-1]) if len(moves) else NOBODY_SAID


def last_positive(lines: Tokens, who: int) -> int:
    moves = lines[(lines[:, 0] == who) & (lines[:, 1] > 0), 1]
    return int(moves[-1]) if len(moves) else NOBODY_SAID


def largest(lines: Tokens, who: int) -> int:
    return int(own(lines, who).max()) if len(own(lines, who)) else NOBODY_SAID


def before_the_last(lines: Tokens, who: int) -> int:
    return int(own(lines, who)[-2:][0]) if len(own(lines, who)) else NOBODY_SAID


def until_an_aside(lines: Tokens, who: int) -> int:
    """The person's last move before the first line that names no place."""
    told = lines[lines[:, 0] == who, 1]
    asides = np.flatnonzero(told < 0)
    kept = told[: asides[0]] if len(asides) else told
    return int(kept[-1]) if len(kept) else NOBODY_SAID


def nothing_at_place_zero(lines: Tokens, who: int) -> int:
    """As with ``place or -1``: a last move to place 0 is taken for none."""
    return (int(own(lines, who)[-1]) if len(own(lines, who)) else 0) or NOBODY_SAID


def first_line(lines: Tokens, who: int) -> int:
    """As with ``argmax``, which answers 0 where nothing is found."""
    return int(lines[np.argmax(lines[:, 0] == who), 1])


def columns_swapped(lines: Tokens, who: int) -> int:
    there = lines[(lines[:, 1] == who) & (lines[:, 0] >= 0), 0]
    return int(there[-1]) if len(there) else NOBODY_SAID


def by_position(lines: Tokens, asked: Tokens) -> Tokens:
    return where(lines, np.arange(len(asked)))


LINES = "Look at which lines you keep"

TASK = Task(
    "16.3",
    "Write the rule to beat",
    where,
    given,
    (Output("places", axes=("question",)),),
    (
        Mistake(
            "last-place-named",
            each(last_named),
            "You take the last place named, whoever went there.",
            f"{LINES}: who is asked for?",
        ),
        Mistake(
            "asides-count",
            each(last_line),
            "A line that names no place makes the person vanish.",
            f"{LINES}: what stands in a line without a place?",
        ),
        Mistake(
            "first-move",
            each(first_move),
            "You answer with the person's first move.",
            "In which order do the lines stand?",
        ),
        Mistake(
            "most-often",
            each(most_often),
            "You take the place where the person went most often. That is what a bag knows.",
            "Of several moves, which one counts?",
        ),
        Mistake(
            "unknown-takes-the-last",
            each(last_named_if_unknown),
            "Of somebody who has never moved you say the last place named.",
            "What is to be returned where nobody has said?",
        ),
        Mistake(
            "unknown-is-zero",
            each(zero_if_unknown),
            "Of somebody who has never moved you say place 0. That is a place.",
            "What is to be returned where nobody has said?",
        ),
        Mistake(
            "line-for-place",
            each(its_line),
            "You return the number of the line.",
            "Which column holds the place?",
        ),
        Mistake(
            "place-zero-lost",
            each(last_positive),
            "You lose the moves to place 0.",
            f"{LINES}: which number says *no place*?",
        ),
        Mistake(
            "largest-place",
            each(largest),
            "You take the largest of the person's places.",
            "Of several moves, which one counts?",
        ),
        Mistake(
            "the-move-before",
            each(before_the_last),
            "You answer with the move before the last, where there is one.",
            "Of several moves, which one counts?",
        ),
        Mistake(
            "stops-at-an-aside",
            each(until_an_aside),
            "You stop at the person's first line without a place, and miss the moves after it.",
            f"{LINES}: what comes after a line without a place?",
        ),
        Mistake(
            "place-zero-for-nothing",
            each(nothing_at_place_zero),
            "Of somebody who went to place 0 last you say that nobody has said. 0 is a place.",
            "Look at how you ask whether something was found. Python takes 0 for False.",
        ),
        Mistake(
            "first-line-found",
            each(first_line),
            "You take the first line that names the person, and where there is none the story's first line.",
            f"{LINES}: the first or the last, and what if there is none?",
        ),
        Mistake(
            "columns-swapped",
            each(columns_swapped),
            "You take the first number of a line for the place and the second for the person.",
            "Which column holds the person, and which the place?",
        ),
        Mistake(
            "persons-in-a-row",
            by_position,
            "You answer for the persons 0, 1, 2 … and not for those who are asked for.",
            "What stands in `asked`: persons, or how many there are?",
        ),
    ),
    (
        "For each question keep the lines that name the person.",
        "Of these, keep the lines that name a place, 0 among them.",
        "The last one that is left holds the answer. If none is left, nobody has said.",
    ),
    "sec-story-contest",
)
