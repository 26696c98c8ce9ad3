"""Ten questions about what the course takes for known, and what to read where an answer is wrong."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

SHAPES = "[shapes and broadcasting](#sec-refresh-shapes)"
PRODUCT = "[the matrix product](#sec-refresh-product)"
CHAIN = "[the chain rule](#sec-refresh-derivative)"
CHANCE = "[probability and logarithm](#sec-refresh-probability)"
FUNCTIONS = "[Python functions](#sec-refresh-functions)"


@dataclass(frozen=True)
class Question:
    """The right answer, where to read again, and a reply to each wrong answer that people often give."""

    right: Any
    refresher: str
    beliefs: tuple[tuple[Any, str], ...] = ()


QUESTIONS = {
    1: Question((5, 3), SHAPES, (((5, 3, 3), "No axis is added: `b` is used once for each row."),)),
    2: Question((4, 6), SHAPES, (((4, 1), "The axis of length 1 is stretched to the other's length."),)),
    3: Question((2, 3), SHAPES, (((2, 1, 3), "An index takes its axis away; `0:1` would keep it."),)),
    4: Question((10, 7), PRODUCT, (((7, 10), "Rows come from the first factor: one for each `x`."),)),
    5: Question((7, 3), PRODUCT, (((5, 5), "Those are the columns' sums: a row meets the vector."),)),
    6: Question(24, CHAIN, ((8, "The inner function has a slope too: a factor is missing."),)),
    7: Question(2, CHAIN, ((1, "That is the slope of tanh at 0. What does the 2 inside do?"),)),
    8: Question(0.125, CHANCE, ((0.75, "You added. That both happen is less likely than either."),)),
    9: Question(5, CHANCE, ((6, "You multiplied the two. The logarithm of a product is a sum."),)),
    10: Question((0, 2, 4), FUNCTIONS, (((2, 4, 6), "`range(3)` begins with 0."),)),
}


@dataclass(frozen=True)
class Graded:
    """Which questions were answered rightly, wrongly, and not at all, and a reply to each wrong answer."""

    right: list[int] = field(default_factory=list)
    missed: list[int] = field(default_factory=list)
    unanswered: list[int] = field(default_factory=list)
    replies: list[str] = field(default_factory=list)

    def summary(self) -> str:
        """One sentence with the counts."""
        told = f"{len(self.right)} of {len(QUESTIONS)} right, {len(self.missed)} missed"
        return f"{told}, {len(self.unanswered)} not answered yet."


def right_answers() -> dict[int, Any]:
    return {number: question.right for number, question in QUESTIONS.items()}


def grade(answers: Mapping[int, Any]) -> Graded:
    """Compare answers with the right ones; an answer of None is not given yet.

    Arguments:
        answers: from a question's number to a number, a tuple or a list; a NumPy array will do.

    Raises:
        KeyError: when a number belongs to no question.
    """
    if unknown := sorted(set(answers) - set(QUESTIONS)):
        raise KeyError(f"there is no question {unknown[0]}; they are 1 to {len(QUESTIONS)}")
    graded = Graded()
    for number, question in QUESTIONS.items():
        given = answers.get(number)
        if given is None:
            graded.unanswered.append(number)
        elif same(given, question.right):
            graded.right.append(number)
        else:
            graded.missed.append(number)
            known = [reply for belief, reply in question.beliefs if same(given, belief)]
            reply = known[0] if known else f"{given!r} is not it."
            graded.replies.append(f"Question {number}: {reply} Read {question.refresher}.")
    return graded


def same(given: Any, expected: Any) -> bool:
    """Whether two answers have the same shape and, but for rounding, the same numbers."""
    try:
        numbers = np.asarray(given, dtype=float)
    except (TypeError, ValueError):
        return False
    wanted = np.asarray(expected, dtype=float)
    return numbers.shape == wanted.shape and bool(np.allclose(numbers, wanted, rtol=1e-6, atol=1e-9))
