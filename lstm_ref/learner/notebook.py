"""Find the tasks in an exercise's notebook: a heading with a number, and the cells under it."""

from __future__ import annotations

import ast
import codecs
import json
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import nbformat

from lstm_ref.learner.places import OWN, Problem, shown
from lstm_ref.verify.typed import typed

HEADING = re.compile(r"^#{2,}\s+(\d+\.\d+)[.:]?\s+(.+?)\s*$", re.MULTILINE)
DEFINED = re.compile(r"^(?:(?:def|class)\s+(?=\w)|(?=\w+\s*=(?!=)))(\w+)", re.MULTILINE)


@dataclass
class TaskCells:
    """One task: its code cells by nbval's number (from 0), the ids that its checks name, what it defines."""

    id: str
    title: str
    cells: list[int] = field(default_factory=list)
    checked: set[str] = field(default_factory=set)
    defined: set[str] = field(default_factory=set)

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
    """The notebook.

    Raises:
        Problem: where the file is no notebook that can be read; it says where in it, and the way back.
        OSError: where the system gives nothing of it.
    """
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        raise Problem(f"There is no file {shown(path)}.") from None
    return parse_notebook(content, shown(path), way_back(path))


def parse_notebook(content: bytes, name: str, advice: str) -> Any:
    """The notebook of this content; Problem, with this advice, where it is none that can be read."""
    try:
        if fault := no_json(content):
            raise ValueError(fault)
        notebook = nbformat.reads(content.decode("utf-8"), as_version=4)  # type: ignore[no-untyped-call]
        nbformat.validate(notebook)
        return notebook
    except Exception as error:  # nbformat raises another class for every way in which a file can be broken
        reason = str(error).strip().splitlines()[0][:160] if str(error).strip() else type(error).__name__
        told = f"{name} cannot be read as a notebook: {reason}"
        raise Problem(f"{told.rstrip('.')}. {advice}".rstrip()) from None


def no_json(content: bytes) -> str:
    """Where and why the bytes are not one JSON object; empty where they are."""
    if not content.strip():
        return "it is empty"
    if content.startswith(codecs.BOM_UTF8):
        return (
            "it begins with a byte order mark; save it as UTF-8 without one (“UTF-8”, not “UTF-8 with BOM”)"
        )
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        return f"line {content[: error.start].count(10) + 1} is not UTF-8 text"
    try:
        held = json.loads(text)
    except json.JSONDecodeError as error:
        if error.pos >= len(text.rstrip()):
            return f"it ends too early, in line {len(text.rstrip().splitlines())}"
        line = text.split("\n")[error.lineno - 1].strip()
        return f"line {error.lineno}, `{line[:60]}{'…' if len(line) > 60 else ''}`: {error.msg}"
    kinds = {list: "a list", str: "a text", bool: "a truth value", int: "a number", float: "a number"}
    return "" if isinstance(held, dict) else f"it holds {kinds.get(type(held), 'nothing')}, not a notebook"


def way_back(path: Path) -> str:
    """How to come by a good notebook again, first with what the learner wrote in it."""
    if path.parent.name == "exercises":
        return "Restore it from the repository."
    if path.parent.name != OWN:
        return ""
    ways = ["Undo it in your editor"]
    if kept := sorted((path.parent / "kept").glob(f"{path.stem}-*.ipynb")):
        ways.append(f"or take the newest that was kept, {shown(kept[-1])}")
    number = re.match(r"\d+", path.name)
    again = f" and run  {typed(f'start {int(number[0])}')}" if number else ""
    return f"{', '.join(ways)}; or move it away{again}."


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
        current.defined |= set(DEFINED.findall(cell.source))
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
