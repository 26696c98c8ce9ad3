"""A task that asks for a check, and grades it by the planted bugs that it catches."""

from __future__ import annotations

import inspect
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from lstm_ref.verify.guard import call, check_signature, crashed, safe_text
from lstm_ref.verify.leaves import describe
from lstm_ref.verify.mistake import Answer, Mistake
from lstm_ref.verify.verdict import CheckFailed


@dataclass(frozen=True)
class PlantedBug:
    """A faulty implementation, as the arguments of the learner's check; `symptom` says what it does wrong."""

    id: str
    arguments: tuple[Any, ...]
    symptom: str


@dataclass(frozen=True)
class WriteTheCheckTask:
    """`def my_check(step, step_backward) -> None`: silent on correct code, AssertionError on buggy code.

    `correct` are the arguments that hold the correct implementation, `takes` their names in the stub,
    `also_correct` more of them (written differently, or of other sizes); `bugs` the faulty ones, of which at
    least `required` must be caught (all where None). Only an AssertionError counts: a check that crashes says
    nothing. A mistake's `answer` is a weak check; a learner's is recognised by what it does on each bug.
    """

    id: str
    title: str
    correct: tuple[Any, ...]
    bugs: Sequence[PlantedBug]
    takes: Sequence[str] = ()
    also_correct: Sequence[tuple[Any, ...]] = ()
    required: int | None = None
    mistakes: Sequence[Mistake] = ()
    hints: Sequence[str] = ()
    section: str = ""
    seconds: float = 10.0

    def bound(self, arguments: tuple[Any, ...]) -> inspect.BoundArguments:
        return bind(arguments, self.takes)

    def planted(self, mistake: Mistake) -> Answer:
        return mistake.answer

    def grade(self, fn: Answer) -> str:
        check_signature(fn, self.bound(self.correct))
        for arguments in (self.correct, *self.also_correct):
            self.run_on_correct(fn, arguments)
        verdicts = {bug.id: self.run_on_bug(fn, bug) for bug in self.bugs}
        caught = [bug_id for bug_id, verdict in verdicts.items() if verdict == "caught"]
        required = len(self.bugs) if self.required is None else self.required
        if len(caught) >= required:
            return f"passes the correct code and catches {len(caught)} of {len(self.bugs)} planted bugs"
        missed = [bug for bug in self.bugs if bug.id not in caught]
        lead = f"your check catches {len(caught)} of {len(self.bugs)} planted bugs; {required} are due"
        survivors = ["It lets these live:", *self.survivors(missed, verdicts)]
        place = ", ".join(bug.id for bug in missed)
        mistake = self.recognise(verdicts)
        if mistake:
            failed = mistake.verdict(lead[0].upper() + lead[1:] + ".", *survivors)
            failed.place = place
            raise failed
        raise CheckFailed(lead, *survivors, kind="survivors", place=place)

    def survivors(self, missed: Sequence[PlantedBug], verdicts: dict[str, str]) -> list[str]:
        """A line for each bug that lives; a crash that they all share is told once."""
        ends = {verdicts[bug.id] for bug in missed}
        if len(missed) > 1 and len(ends) == 1 and ends != {"alive"}:
            shared = f"On each of them it {ends.pop()}: a crash is no catch, raise an AssertionError."
            return [*(f"- {bug.symptom}" for bug in missed), shared]
        return [f"- {bug.symptom}{crash_note(verdicts[bug.id])}" for bug in missed]

    def run_on_correct(self, fn: Answer, arguments: tuple[Any, ...]) -> None:
        """CheckFailed when the check rejects correct code, or returns a verdict instead of raising it."""
        try:
            returned = call(fn, self.bound(arguments), self.seconds, through=(AssertionError,))
        except AssertionError as error:
            lead = "your check rejects correct code"
            details = crashed(fn, error).details
            said = [f"It says: {safe_text(error)}"] if safe_text(error) else []
            raise CheckFailed(lead, *said, *details, kind="rejects-correct") from None
        if returned is not None:
            lead = f"your check should `assert`, and return nothing; it returned {describe(returned)}"
            raise CheckFailed(lead, "A verdict that nobody reads stops nothing.", kind="type")

    def run_on_bug(self, fn: Answer, bug: PlantedBug) -> str:
        """``caught``, ``alive``, or what stopped the check instead."""
        try:
            call(fn, self.bound(bug.arguments), self.seconds, quiet=True, through=(AssertionError,))
        except AssertionError:
            return "caught"
        except CheckFailed as failed:
            return failed.lead.removeprefix("your function ")
        return "alive"

    def caught_by(self, fn: Answer) -> list[str]:
        """The ids of the bugs that a check catches, in order."""
        return [bug.id for bug in self.bugs if self.run_on_bug(fn, bug) == "caught"]

    def recognise(self, verdicts: dict[str, str]) -> Mistake | None:
        """The weak check that ends as this one on every bug: caught, alive, or stopped by something else."""

        ends = ends_of(verdicts)
        return next((mistake for mistake in self.mistakes if self.known_ends(mistake) == ends), None)

    def known_ends(self, mistake: Mistake) -> list[str]:
        """How a weak check ends on every bug; run once, since neither the check nor a bug changes."""
        if mistake.id not in self._known:
            theirs = {bug.id: self.run_on_bug(mistake.answer, bug) for bug in self.bugs}
            self._known[mistake.id] = ends_of(theirs)
        return self._known[mistake.id]

    @cached_property
    def _known(self) -> dict[str, list[str]]:
        return {}


def ends_of(verdicts: dict[str, str]) -> list[str]:
    """Caught, alive or stopped, for each bug: two checks that stop do so in words of their own."""
    return [end if end in ("caught", "alive") else "stopped" for end in verdicts.values()]


def crash_note(verdict: str) -> str:
    return "" if verdict == "alive" else f" (your check {verdict}: a crash is no catch)"


def bind(arguments: tuple[Any, ...], names: Sequence[str]) -> inspect.BoundArguments:
    """The arguments by position, under the names that a message may show."""
    names = names or [f"argument_{i}" for i in range(1, len(arguments) + 1)]
    parameters = [inspect.Parameter(name, inspect.Parameter.POSITIONAL_ONLY) for name in names]
    return inspect.Signature(parameters).bind(*arguments)
