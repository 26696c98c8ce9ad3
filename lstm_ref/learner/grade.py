"""Grade a class's notebooks: each in a process and a folder of its own, with the exercise's own checks.

The learners' code is not trusted: what their notebooks say of themselves counts for nothing. Their cells run,
their check cells are replaced by the exercise's, with `check` imported anew before each. Limits are those of
one process: time, memory, an empty folder. Code that sets out to deceive the process that it runs in can
still do so; for that, run the command in a container without a network.
"""

from __future__ import annotations

import csv
import io
import sys
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat

from lstm_ref.learner.notebook import checked_ids, read_notebook, read_tasks
from lstm_ref.learner.places import Problem, numbered, shown
from lstm_ref.learner.report import Row, judge
from lstm_ref.learner.reset import sections
from lstm_ref.learner.watch import Walls, run_notebook
from lstm_ref.verify.task import SECRET

COLUMNS = ("learner", "exercise", "task", "title", "state", "says")


@dataclass(frozen=True)
class Hand:
    """One notebook that was handed in."""

    learner: str
    number: int
    path: Path


def handed_in(folder: Path, exercises: Iterable[int]) -> list[Hand]:
    """The notebooks under `folder` whose names begin with an exercise's number; a learner is a folder in it.

    Raises:
        Problem: when there is none.
    """
    known, found = set(exercises), []
    for path in sorted(folder.rglob("[0-9]*-*.ipynb")):
        place = path.relative_to(folder)
        number = int(path.name.split("-")[0]) if path.name.split("-")[0].isdigit() else -1
        if number in known and not any(part.startswith(".") for part in place.parts):
            learner = place.parent.as_posix() if place.parent != Path(".") else path.stem
            found.append(Hand(learner, number, path))
    if not found:
        raise Problem(
            f"{shown(folder)} has no notebook whose name begins with an exercise's number and a dash."
        )
    return found


def with_our_checks(mine: Any, exercise: Any) -> Any:
    """The learner's cells, their checks replaced by the exercise's, one at the end of each task."""
    ours = {
        name: [cell for cell in cells if "check" in cell.metadata.get("tags", [])]
        for name, cells in sections(exercise)
    }
    first = opening(exercise)
    graded = []
    for name, cells in sections(mine):
        graded += [cell for cell in cells if cell.cell_type != "code" or not is_check(cell)]
        for check in ours.get(name, []) if name else []:
            cell = nbformat.v4.new_code_cell(f"{first}\n{check.source}", metadata=check.metadata)  # type: ignore[no-untyped-call]
            graded.append(cell)
    for number, cell in enumerate(graded):
        cell["id"] = f"cell-{number}"
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    mine.cells = graded
    return mine


def is_check(cell: Any) -> bool:
    return "check" in cell.metadata.get("tags", []) or bool(checked_ids(cell.source))


def opening(exercise: Any) -> str:
    """The exercise's code before the first task, which imports `check`: it runs again before each check."""
    before = next(cells for name, cells in sections(exercise) if name is None)
    return "\n".join(cell.source for cell in before if cell.cell_type == "code")


def grade(
    root: Path, folder: Path, *, limit: float, memory: int, secret: str = ""
) -> Iterator[tuple[Hand, list[Row], str]]:
    """For each notebook its rows, one a task, and what was wrong outside the tasks."""
    if sys.platform == "win32":
        raise Problem(
            "lstm-ref grade limits memory as Unix does; on Windows run it in WSL or in a container."
        )
    exercises = numbered(root / "exercises")
    for hand in handed_in(folder, exercises):
        exercise = exercises[hand.number]
        try:
            rows, trouble = grade_one(hand.path, exercise, limit, memory, secret)
        except Problem as problem:
            rows, trouble = [], str(problem)
        if not rows:
            tasks = read_tasks(exercise).tasks.values()
            rows = [Row(task.id, task.title, "not reached", trouble) for task in tasks]
        yield hand, rows, trouble


def grade_one(path: Path, exercise: Path, limit: float, memory: int, secret: str) -> tuple[list[Row], str]:
    notebook = with_our_checks(read_notebook(path), read_notebook(exercise))
    with tempfile.TemporaryDirectory() as place:
        copy = Path(place) / exercise.name
        nbformat.write(notebook, copy)  # type: ignore[no-untyped-call]
        own = {"HOME": place, "TMPDIR": place, "IPYTHONDIR": str(Path(place) / "ipython"), SECRET: secret}
        verdict = judge(read_tasks(exercise), read_tasks(copy), run_notebook(copy, limit, Walls(memory, own)))
    return verdict.rows, verdict.trouble


def as_csv(graded: Iterable[tuple[Hand, list[Row], str]]) -> str:
    """A line a task; `says` is the first line of what the check says, or what went wrong before it."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    for hand, rows, trouble in graded:
        for row in rows:
            says = row.says or ("" if row.state == "done" else trouble)
            writer.writerow([safe(hand.learner), hand.number, row.id, row.title, row.state, safe(says)])
    return text.getvalue()


def safe(text: str) -> str:
    """A spreadsheet takes what begins with these signs for a formula: put a quote before it."""
    return "'" + text if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text
