"""The known mistakes of an exercise: what the check looks for, and what it says to who makes one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module

from lstm_ref.verify.mistake import Gradable


@dataclass(frozen=True)
class Expected:
    """One mistake to expect: the task that knows it, its name, what it does, and the words that help."""

    task: str
    title: str
    name: str
    symptom: str
    say: str
    section: str


def tasks_of(number: int) -> tuple[Gradable, ...]:
    """The tasks of the exercise for chapter `number`.

    Raises:
        ValueError: when there is no exercise of that number.
    """
    name = f"lstm_ref.exercises.ch{number:02d}"
    try:
        module = import_module(name)
    except ModuleNotFoundError as error:
        if error.name != name:
            raise
        raise ValueError(f"number: expected the number of a chapter with an exercise, got {number}") from None
    tasks: tuple[Gradable, ...] = module.TASKS
    return tasks


def expected(number: int) -> Iterator[Expected]:
    """The mistakes that the exercise for chapter `number` knows, in the order of its tasks.

    Raises:
        ValueError: when there is no exercise of that number.
    """
    for task in tasks_of(number):
        for mistake in task.mistakes:
            section = mistake.section or task.section
            yield Expected(task.id, task.title, mistake.id, mistake.symptom, mistake.hint, section)
