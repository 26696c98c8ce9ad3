"""A task that asks for a number before it is measured."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from lstm_ref.verify.guard import call, check_signature, no_arguments
from lstm_ref.verify.how_far import direction, how_far_off
from lstm_ref.verify.leaves import describe
from lstm_ref.verify.mistake import Answer, Mistake
from lstm_ref.verify.verdict import CheckFailed

BELIEF = 1.1  # a guess within this factor of a believed value comes from that belief


@dataclass(frozen=True)
class PredictTask:
    """`def my_guess() -> float`, compared with what `measure()` returns.

    Right within `factor` (2: from half to double), or, where `within` is given, within that distance; a whole
    number that can be counted has ``within=0``. `known_as` says what a right guess is near to, `asked` in a
    sentence what the number is of: it is shown with a wrong guess that no known belief explains. A mistake's
    `answer` returns a believed wrong value.
    """

    id: str
    title: str
    measure: Callable[[], float]
    factor: float = 2.0
    within: float | None = None
    mistakes: Sequence[Mistake] = ()
    hints: Sequence[str] = ()
    section: str = ""
    known_as: str = "the measured value"
    asked: str = ""

    def planted(self, mistake: Mistake) -> Answer:
        return mistake.answer

    def grade(self, fn: Answer) -> str:
        check_signature(fn, no_arguments())
        guess = read_number(call(fn, no_arguments(), 10.0))
        truth = float(self.measure())
        if self.accepts(guess, truth):
            return "your prediction holds" if self.within == 0 else f"your prediction is near {self.known_as}"
        # Where a number can be counted, a factor would give it away.
        off = how_far_off(guess, truth) if self.within is None else direction(guess, truth)
        far = f"you predicted {written(guess)}: {off}"
        for mistake in self.mistakes:
            if near(guess, float(mistake.answer()), exact=self.within == 0, band=self.band):
                raise mistake.verdict(far)
        told = filter(None, (self.asked, f"Accepted: {self.tolerance()}."))
        raise CheckFailed(far, *told, place="too big" if guess > truth else "too small")

    @property
    def band(self) -> float:
        """Within which factor a guess is taken for a belief: finer where the task itself is."""
        return min(BELIEF, 1 + (self.factor - 1) / 3)

    def accepts(self, guess: float, truth: float) -> bool:
        if self.within is not None:
            return abs(guess - truth) <= self.within
        if truth == 0 or guess == 0:
            return guess == truth
        return 1 / self.factor <= guess / truth <= self.factor

    def tolerance(self) -> str:
        if self.within == 0:
            return "the exact number"
        if self.within is not None:
            return f"within {self.within:g} of it"
        return f"within a factor of {self.factor:g}"


def read_number(value: Any) -> float:
    """The value as a finite float; CheckFailed for anything that is no single number."""
    number = isinstance(value, (int, float, np.integer, np.floating)) and not isinstance(value, bool)
    if isinstance(value, np.ndarray) and value.ndim == 0 and value.dtype.kind in "iuf":
        number = True
    if not number:
        lead = f"your function should return one number; it returned {describe(value)}"
        raise CheckFailed(lead, kind="type")
    try:
        guess = float(value)
    except OverflowError:
        guess = math.inf
    if not math.isfinite(guess):
        lead = f"your function should return a finite number; it returned {guess}"
        raise CheckFailed(lead, kind="not-finite")
    return guess


def near(guess: float, belief: float, *, exact: bool, band: float = BELIEF) -> bool:
    if exact or not belief or not guess:
        return math.isclose(guess, belief, rel_tol=1e-9, abs_tol=1e-12)
    return 1 / band <= guess / belief <= band


def written(guess: float) -> str:
    """A guess as the learner knows it: a whole number in full, another one with four digits."""
    return f"{guess:.0f}" if guess.is_integer() and abs(guess) < 1e9 else f"{guess:.4g}"
