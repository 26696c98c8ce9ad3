"""Find the tasks in an exercise's notebook: a heading with a number, and the cells under it."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import nbformat

from lstm_ref.learner.places import OWN, Problem, shown

HEADING = re.compile(r"^#{2,}\s+(\d+\.\d+)[.:]?\s+(.+?)\s*$", re.MULTILINE)


@dataclass
class TaskCells:
    """One task: its code cells by nbval's number (from 0), and the ids that its checks name."""

    id: str
    title: str
    cells: list[int] = field(default_factory=list)
    checked: set[str] = field(default_factory=set)

    @property
    def has_check(self) -> bool:
        return self.id in self.checked


@dataclass
class Tasks:
    """The tasks of a notebook in order, and its code cells before the first one."""

    path: Path
    tasks: dict[str, TaskCells] = field(default_factory=dict)
    opening: list[int] = field(default_factory=list)


def read_notebook(path: Path) -> Any:
    """The notebook; Problem where the file is no notebook that can be read."""
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        raise Problem(f"There is no file {shown(path)}.") from None
    own = path.parent.name == OWN
    advice = "to begin anew, move it away and start it again" if own else "restore it from the repository"
    return parse_notebook(content, shown(path), advice)


def parse_notebook(content: bytes, name: str, advice: str) -> Any:
    """The notebook of this content; Problem, with this advice, where it is none that can be read."""
    try:
        notebook = nbformat.reads(content.decode("utf-8"), as_version=4)  # type: ignore[no-untyped-call]
        nbformat.validate(notebook)
        return notebook
    except (
        Exception
    ) as error:  # nbformat raises a different class for every way in which a file can be broken
        reason = str(error).strip().splitlines()[0][:120] if str(error).strip() else type(error).__name__
        raise Problem(f"{name} cannot be read as a notebook ({reason}); {advice}.") from None


def read_tasks(path: Path) -> Tasks:
    found = Tasks(path)
    current: TaskCells | None = None
    number = -1
    for cell in read_notebook(path).cells:
        if cell.cell_type == "markdown":
            for task_id, title in HEADING.findall(cell.source):
                current = found.tasks.setdefault(task_id, TaskCells(task_id, title))
        if cell.cell_type != "code":
            continue
        number += 1
        if "nbval-skip" in cell.metadata.get("tags", []):
            continue
        if current is None:
            found.opening.append(number)
            continue
        current.cells.append(number)
        if "check" in cell.metadata.get("tags", []):
            current.checked |= checked_ids(cell.source)
    return found


def checked_ids(source: str) -> set[str]:
    """The task ids of every call `check("4.2", …)` in a cell."""
    try:
        tree = ast.parse(source)
    except SyntaxError:
        return set(re.findall(r"""^\s*check\(\s*["']([\d.]+)["']""", source, re.MULTILINE))
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    named = [
        call for call in calls if isinstance(call.func, ast.Name) and call.func.id == "check" and call.args
    ]
    return {str(call.args[0].value) for call in named if isinstance(call.args[0], ast.Constant)}
