"""What a learner asks for on the command line: an exercise such as 4, or a task of it such as 4.1."""

from __future__ import annotations

import re

from lstm_ref.learner.places import Problem


def split_id(task_id: str) -> int:
    """The exercise's number of a task id such as ``4.2``.

    Raises:
        Problem: when it is no task id.
    """
    if not (found := re.fullmatch(r"(\d+)\.(\d+)", task_id)):
        raise Problem(f"Expected a task such as 4.2, got {task_id}.")
    return int(found[1])


def exercise_number(text: str) -> int:
    """The number of an exercise.

    Raises:
        Problem: when it is none; it names the one that was probably meant.
    """
    if re.fullmatch(r"\d+", text):
        return int(text)
    raise Problem(f"Expected an exercise such as 4, got {text}{meant(text)}")


def exercise_or_task(text: str) -> tuple[int, str]:
    """An exercise's number, and the task's id or nothing.

    Raises:
        Problem: when it is neither.
    """
    if re.fullmatch(r"\d+", text):
        return int(text), ""
    if re.fullmatch(r"\d+\.\d+", text):
        return split_id(text), text
    raise Problem(f"Expected an exercise such as 4 or a task such as 4.1, got {text}{meant(text)}")


def meant(text: str) -> str:
    """The sentence's end: a question after a notebook's path, or a task where an exercise is wanted."""
    found = re.fullmatch(r"(?:.*[/\\])?0*(\d+)(?:-[^/\\]*|\.\d+)", text)
    return f"; did you mean {found[1]}?" if found else "."
