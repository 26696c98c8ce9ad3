"""A fresh stub for one task. The notebook as it was is kept under a dated name, so that nothing is lost."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import nbformat

from lstm_ref.learner.asked import split_id
from lstm_ref.learner.notebook import HEADING, read_notebook
from lstm_ref.learner.places import Problem, find_exercise, find_own, other_names, shown, trying
from lstm_ref.verify.typed import typed


def sections(notebook: Any) -> list[tuple[str | None, list[Any]]]:
    """The cells of a notebook in runs: what comes before the first task, then each task's."""
    found: list[tuple[str | None, list[Any]]] = [(None, [])]
    for cell in notebook.cells:
        headings = HEADING.findall(cell.source) if cell.cell_type == "markdown" else []
        if headings:
            found.append((headings[-1][0], []))
        found[-1][1].append(cell)
    return found


def reset_task(root: Path, task_id: str) -> str:
    """Put the exercise's own cells in the place of a task's in the learner's copy; what was done, in words.

    Raises:
        Problem: when there is no copy, or no such task in the exercise or in the copy.
    """
    exercise = find_exercise(root, number := split_id(task_id))
    own = find_own(root, exercise)
    if own is None:
        none = f"You have no copy of exercise {number}; {typed(f'start {number}')} makes one."
        raise Problem(f"{none} {other_names(root, exercise)}".rstrip())
    fresh, mine = dict(sections(read_notebook(exercise))), read_notebook(own)
    if task_id not in fresh:
        raise Problem(f"There is no task {task_id}; there are: {', '.join(name for name in fresh if name)}.")
    runs = sections(mine)
    if (times := [name for name, _ in runs].count(task_id)) != 1:
        heading = f"The heading `{heading_of(fresh[task_id], task_id)}`"
        if times:
            raise Problem(f"{heading} stands in {shown(own)} {times} times; leave it once.")
        raise Problem(f"{heading} is not in {shown(own)}; copy it from {shown(exercise)}.")
    with trying(f"keep a copy in {shown(own.parent / 'kept')}, so nothing was changed"):
        kept = keep_copy(own)
    mine.cells = [cell for name, cells in runs for cell in (fresh[name] if name == task_id else cells)]
    draft = own.with_suffix(".part")
    with trying(f"write {shown(own)}, which stays as it was"):
        nbformat.write(mine, draft)  # type: ignore[no-untyped-call]
        draft.replace(own)
    return (
        f"{task_id} in {shown(own)} is as at the beginning. Your notebook as it was: {shown(kept)}\n"
        "If an editor has it open, reload it there before you save."
    )


def heading_of(cells: list[Any], task_id: str) -> str:
    """The line of a task's cells that is its heading."""
    lines: list[str] = [line for cell in cells for line in cell.source.splitlines()]
    return next(line for line in lines if (found := HEADING.match(line)) and found[1] == task_id)


def keep_copy(own: Path) -> Path:
    """A copy of the notebook under a name with date and time; never over an older one."""
    folder = own.parent / "kept"
    folder.mkdir(exist_ok=True)
    stamp = datetime.datetime.now().strftime("%Y-%m-%d-%H%M%S")
    names = (
        folder / f"{own.stem}-{stamp}{again}.ipynb" for again in ("", *(f"-{n}" for n in range(2, 1000)))
    )
    for path in names:
        try:
            with path.open("xb") as file:
                file.write(own.read_bytes())
        except FileExistsError:
            continue
        return path
    raise Problem(f"{shown(folder)} has no room for one more copy made in this second; try again.")
