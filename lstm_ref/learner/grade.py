"""Grade a class's notebooks: the learner's process only answers, and another one judges the answers.

A notebook's cells run in a kernel and a folder of its own, with limits of time and memory. Where a task has
its check, the function is called on the task's inputs and what it answers is written down. The check itself
runs here, on what was written. So nothing that a notebook prints, patches or silences makes a task done:
right answers alone do. The code still runs as whoever grades; for that there are containers.
"""

from __future__ import annotations

import ast
import csv
import io
import sys
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import nbformat

from lstm_ref.learner.answers import EXERCISES
from lstm_ref.learner.hands import Hand, handed_in
from lstm_ref.learner.marking import Marker, read_calls
from lstm_ref.learner.notebook import Tasks, parse_notebook, read_notebook, read_tasks
from lstm_ref.learner.places import Problem, numbered
from lstm_ref.learner.report import Row, judge
from lstm_ref.learner.reset import sections
from lstm_ref.learner.watch import Run, Walls, run_notebook
from lstm_ref.verify.task import SECRET

COLUMNS = ("learner", "exercise", "task", "title", "state", "says", "file")
NOT_REACHED = "the notebook died or was stopped before this task"
NO_ANSWER = "no answer came, though no cell failed: does a cell change how cells are run?"
NO_NAME = "its name holds no exercise's: give it the exercise's name, such as 04-gradients.ipynb"


@dataclass(frozen=True)
class Exercise:
    """An exercise as a grader needs it."""

    path: Path
    secret: str

    def read(self) -> None:
        """Read its file, and import its tasks, now."""
        for part in ("notebook", "tasks", "marker", "imports", "checked"):
            getattr(self, part)

    @cached_property
    def notebook(self) -> Any:
        return read_notebook(self.path)

    @cached_property
    def tasks(self) -> Tasks:
        return read_tasks(self.path)

    @cached_property
    def marker(self) -> Marker:
        return Marker(self.opening, self.secret)

    @cached_property
    def opening(self) -> str:
        """The code before the first task, which makes `check`."""
        before = next(cells for name, cells in sections(self.notebook) if name is None)
        return "\n".join(cell.source for cell in before if cell.cell_type == "code")

    @cached_property
    def imports(self) -> dict[str, list[str]]:
        """What the cells import from the modules of exercises, those of the checks left out."""
        found: dict[str, list[str]] = {}
        cells = [cell for cell in self.notebook.cells if cell.cell_type == "code" and not is_check(cell)]
        for node in ast.walk(ast.parse("\n".join(cell.source for cell in cells))):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(f"{EXERCISES}."):
                found.setdefault(str(node.module), []).extend(alias.name for alias in node.names)
        return found

    @cached_property
    def checked(self) -> dict[str, list[tuple[str, str]]]:
        """For each task's heading its checks: the id, and the expression that is checked."""
        return {
            name: [call for cell in cells if is_check(cell) for call in check_calls(cell.source)]
            for name, cells in sections(self.notebook)
            if name
        }


def is_check(cell: Any) -> bool:
    return cell.cell_type == "code" and "check" in cell.metadata.get("tags", [])


def check_calls(source: str) -> list[tuple[str, str]]:
    """The id and the function of each ``check("4.2", my_jacobian)``."""
    return [
        (str(ast.literal_eval(node.args[0])), ast.unparse(node.args[1]))
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "check"
    ]


def with_hand_overs(mine: Any, exercise: Exercise, folder: Path) -> Any:
    """The learner's cells, and after each task's a cell that hands its function over in the check's place."""
    checks = {cell.source for cell in exercise.notebook.cells if is_check(cell)}
    begin = f"begin({exercise.opening!r}, {exercise.imports!r}, {str(folder)!r})"
    cells = [code_cell(f"from lstm_ref.learner.answers import begin\n{begin}")]
    for name, own in sections(mine):
        cells += [cell for cell in own if not (is_check(cell) and cell.source in checks)]
        for task_id, function in exercise.checked.get(name or "", []):
            hand_over = f"from lstm_ref.learner.answers import hand_over\nhand_over({task_id!r}, {function})"
            cells.append(code_cell(hand_over))
    for number, cell in enumerate(cells):
        cell["id"] = f"cell-{number}"
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    mine.cells = cells
    return mine


def code_cell(source: str) -> Any:
    return nbformat.v4.new_code_cell(source)  # type: ignore[no-untyped-call]


def grade(
    root: Path, folder: Path, *, limit: float, memory: int, secret: str = ""
) -> Iterator[tuple[Hand, list[Row], str]]:
    """For each notebook its rows, one a task, and what was wrong outside the tasks."""
    if sys.platform == "win32":
        raise Problem(
            "lstm-ref grade limits memory as Unix does; on Windows run it in WSL or in a container."
        )
    paths = numbered(root / "exercises")
    # All is read before the first notebook runs: what its code does to files can change no other's grade.
    hands = handed_in(folder, paths)
    exercises = {n: Exercise(paths[n], secret) for n in {hand.number for hand in hands} if n is not None}
    for exercise in exercises.values():
        exercise.read()
    for hand in hands:
        if hand.number is None:
            yield hand, [Row("", "", "not recognised", NO_NAME)], NO_NAME
            continue
        exercise = exercises[hand.number]
        try:
            rows, trouble = grade_one(hand, exercise, limit, memory)
        except Problem as problem:
            rows, trouble = [], str(problem)
        if not rows:
            tasks = exercise.tasks.tasks.values()
            rows = [Row(task.id, task.title, "not reached", trouble) for task in tasks]
        yield hand, rows, trouble


def grade_one(hand: Hand, exercise: Exercise, limit: float, memory: int) -> tuple[list[Row], str]:
    mine = parse_notebook(hand.content, hand.file, "Ask for it again.")
    # Whoever deletes the folder is not the reason for the next one's getting no grade.
    with tempfile.TemporaryDirectory(prefix="graded-", ignore_cleanup_errors=True) as place:
        copy, answers = Path(place) / exercise.path.name, Path(place) / "answers"
        nbformat.write(with_hand_overs(mine, exercise, answers), copy)  # type: ignore[no-untyped-call]
        found = read_tasks(copy)
        for task in found.tasks.values():
            task.checked.add(task.id)  # its check cell is ours, and has gone from the learner's copy
        # One thread each: address space grows with the threads, and a limit is to mean the same everywhere.
        threads = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
        own = {"HOME": place, "PWD": place, "TMPDIR": place, "IPYTHONDIR": str(Path(place) / "ipython")}
        run = run_notebook(
            copy, limit, Walls(memory, {**own, **threads, "OLDPWD": place, SECRET: exercise.secret})
        )
        calls = {task_id: read_calls(answers / f"{task_id}.json") for task_id in exercise.tasks.tasks}
    return mark(exercise, found, run, calls)


def mark(
    exercise: Exercise, found: Tasks, run: Run, calls: dict[str, list[Any] | None]
) -> tuple[list[Row], str]:
    """The rows: from the answers where there are some, else from what became of the cells."""
    verdict = judge(exercise.tasks, found, run)
    rows = []
    for row in verdict.rows:
        handed = calls.get(row.id)
        if handed is not None:
            row = exercise.marker.mark(row.id, row.title, handed)
        elif row.state == "done":  # that no cell failed is no evidence
            row = Row(row.id, row.title, "wrong", NO_ANSWER)
        rows.append(row)
    return rows, verdict.trouble


def as_csv(graded: Iterable[tuple[Hand, list[Row], str]]) -> str:
    """A line a task; `says` is what the check found, or what went wrong before it."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    for hand, rows, trouble in graded:
        for row in rows:
            says = (
                row.says
                or trouble
                or {"not reached": NOT_REACHED, "not yet": "the stub as it was"}[row.state]
            )
            exercise = "" if hand.number is None else hand.number
            line = [hand.learner, exercise, row.id, row.title, row.state, says, hand.file]
            writer.writerow([safe(part) if isinstance(part, str) else part for part in line])
    return text.getvalue()


def safe(text: str) -> str:
    """A spreadsheet takes what begins with these signs for a formula: put a quote before it."""
    return "'" + text if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text
