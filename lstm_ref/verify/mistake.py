"""A known mistake, and what every kind of task has in common."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from lstm_ref.verify.verdict import CheckFailed

Answer = Callable[..., Any]


@dataclass(frozen=True)
class Mistake:
    """A wrong answer that people give: `answer` has the learner's signature and computes it.

    `symptom` says what the wrong answer does, `hint` names the line to look at without giving the answer,
    `section` is the label of the section to read again (the task's own where empty).
    """

    id: str
    answer: Answer
    symptom: str
    hint: str = ""
    section: str = ""

    def verdict(self, *details: str) -> CheckFailed:
        lead = f"a known mistake, {self.id}"
        told = {"kind": "mistake", "mistake": self.id, "hint": self.hint, "section": self.section}
        return CheckFailed(lead, self.symptom, *details, **told)


class Gradable(Protocol):
    """What the checker needs of any kind of task."""

    @property
    def id(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def section(self) -> str: ...
    @property
    def hints(self) -> Sequence[str]: ...
    @property
    def mistakes(self) -> Sequence[Mistake]: ...

    def grade(self, fn: Answer) -> str:
        """The words after the colon of a success line; raises CheckFailed otherwise."""

    def planted(self, mistake: Mistake) -> Answer:
        """A complete wrong answer that makes this mistake, as a learner would hand it in."""
