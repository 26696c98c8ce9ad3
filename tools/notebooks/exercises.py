"""One text, two notebooks: the exercise with stubs and hints, the solution without them."""

import importlib
import re
from collections.abc import Callable, Sequence
from copy import deepcopy
from typing import Protocol

from notebooks.page import Page
from notebooks.source import Cell

BLOCK = re.compile(
    r"^(?P<indent>[ \t]*)### BEGIN SOLUTION\n(?P<body>.*?)^[ \t]*### END SOLUTION[ \t]*$", re.S | re.M
)
MARK = re.compile(r"^[ \t]*### (?:BEGIN|END) SOLUTION[ \t]*\n?", re.M)
TASK = re.compile(r"^(?P<id>\d+\.\d+)\s+(?P<title>.+)$")
HINTS = re.compile(r"^<!--\s*hints\s+(?P<id>\S+)\s*-->[ \t]*$", re.M)
TARGET = re.compile(r"^<!--\s*target\s+(?P<id>\S+)\s*-->[ \t]*$", re.M)
TITLE = re.compile(r"^# Exercises for chapter", re.M)
TO_DO = re.compile(
    r"Each (?:is|asks for) one function\. Replace the line that raises"
    r".*?(?:one after the other|the next one)\."
)
DONE = "Each answer below is one that passes; others may too."


class TaskData(Protocol):
    """What the notebooks need of a task in lstm_ref/exercises/."""

    @property
    def hints(self) -> Sequence[str]: ...
    @property
    def section(self) -> str: ...


FindTask = Callable[[str], TaskData]


def task_of_package(task: str) -> TaskData:
    """The task of that number from lstm_ref.exercises; LookupError where there is none."""
    name = f"lstm_ref.exercises.ch{int(task.split('.')[0]):02d}"
    try:
        tasks = importlib.import_module(name).TASKS
    except ModuleNotFoundError as error:
        raise LookupError(f"no module {error.name} for task {task}") from error
    for found in tasks:
        if found.id == task:
            return found
    raise LookupError(f"{name} has no task {task}; it has {', '.join(found.id for found in tasks)}")


def unsolved(page: Page, cells: list[Cell], find_task: FindTask) -> list[Cell]:
    """The exercise: stubs for solutions, hints and target pictures for their marks."""
    out = []
    for cell in deepcopy([cell for cell in cells if "solution" not in cell.tags]):
        if cell.kind == "code":
            cell.text = _stubbed(page, cell)
        else:
            cell.text = HINTS.sub(lambda m, c=cell: _hints(page, m, c, find_task), cell.text)
            cell.text = TARGET.sub(lambda m, c=cell: _target(page, m, c, cells), cell.text)
        out.append(cell)
    return out


def solved(page: Page, cells: list[Cell]) -> list[Cell]:
    """The solution: the same cells, without marks and hints, under its own title, nothing left to do."""
    out = []
    for cell in deepcopy(cells):
        if cell.kind == "code":
            _check_blocks(page, cell)
            cell.text = MARK.sub("", cell.text).rstrip("\n")
        else:
            cell.text = TARGET.sub("", HINTS.sub("", cell.text)).strip("\n")
            cell.text = TITLE.sub("# Solutions for chapter", TO_DO.sub(DONE, cell.text))
        cell.metadata.pop("tags", None)
        if tags := [tag for tag in cells[len(out)].tags if tag != "solution"]:
            cell.metadata["tags"] = tags
        out.append(cell)
    return [cell for cell in out if cell.text.strip()]


def targets(cells: list[Cell]) -> list[tuple[str, str]]:
    """The tasks that show a target picture, each with the picture's description."""
    return [
        (mark["id"], _description(mark["id"], cells))
        for cell in cells
        if cell.kind == "markdown"
        for mark in TARGET.finditer(cell.text)
    ]


def under_task(cells: list[Cell], task: str) -> list[Cell]:
    """The code cells under the heading of one task."""
    return [cell for cell in cells if cell.kind == "code" and cell.heading.split(" ")[0] == task]


def _stubbed(page: Page, cell: Cell) -> str:
    if not _check_blocks(page, cell):
        return cell.text
    task = TASK.match(cell.heading)
    if not task:
        raise page.error(
            cell.line, f"a solution needs a heading such as '## 4.2 Title' above, not {cell.heading!r}"
        )
    title = task["title"].replace("`", "").replace("\\", "")
    words = title[:1].lower() + title[1:] if title[1:2].islower() or title[1:2] == " " else title
    message = f"Exercise {task['id']}: {words}".replace('"', "'")
    return BLOCK.sub(lambda block: f'{block["indent"]}raise NotImplementedError("{message}")', cell.text)


def _check_blocks(page: Page, cell: Cell) -> int:
    begun, ended = (
        len(re.findall(rf"^[ \t]*### {word} SOLUTION", cell.text, re.M)) for word in ("BEGIN", "END")
    )
    whole = len(BLOCK.findall(cell.text))
    if not begun == ended == whole or cell.text.count("SOLUTION") != 2 * whole:
        raise page.error(
            cell.line, "'### BEGIN SOLUTION' and '### END SOLUTION' must come in pairs, each on its own line"
        )
    return whole


def _hints(page: Page, mark: re.Match[str], cell: Cell, find_task: FindTask) -> str:
    line = cell.line + cell.text[: mark.start()].count("\n")
    try:
        task = find_task(mark["id"])
    except LookupError as error:
        raise page.error(line, str(error.args[0])) from error
    if len(task.hints) != 3:
        raise page.error(line, f"task {mark['id']} has {len(task.hints)} hints, not 3")
    folded = f"Read again: {{ref}}`{task.section}`"
    for number in (3, 2, 1):
        hint = task.hints[number - 1].strip()
        folded = f"<details>\n<summary>Hint {number}</summary>\n\n{hint}\n\n{folded}\n\n</details>"
    return folded


def _target(page: Page, mark: re.Match[str], cell: Cell, cells: list[Cell]) -> str:
    description = _description(mark["id"], cells)
    if not description:
        line = cell.line + cell.text[: mark.start()].count("\n")
        raise page.error(
            line, f"no code cell under task {mark['id']} has an image with alt text (mystnb: image: alt)"
        )
    # From the folder above, so that the picture also shows in a learner's copy under my/.
    return f"![{description}](../exercises/figures/{mark['id']}.png)"


def _description(task: str, cells: list[Cell]) -> str:
    found = [cell.image["alt"] for cell in under_task(cells, task) if cell.image.get("alt")]
    return " ".join(found[-1].split()) if found else ""
