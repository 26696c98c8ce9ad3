"""How far an exercise is: one row for each task, and the whole message of each one that is wrong."""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass

from tabulate import tabulate

from lstm_ref.learner.notebook import TaskCells, Tasks
from lstm_ref.learner.places import shown
from lstm_ref.learner.watch import CellResult, Run
from lstm_ref.verify.typed import typed

MARKS = {"done": "✓ done", "not yet": "· not yet", "wrong": "✗ wrong", "not reached": "? not reached"}
KNOWN = "a known mistake"  # as `lstm_ref.verify.mistake` begins a verdict


@dataclass(frozen=True)
class Row:
    """One task: ``done``, ``not yet``, ``wrong`` or ``not reached``, and the message in full."""

    id: str
    title: str
    state: str
    message: str = ""

    @property
    def says(self) -> str:
        """The message's first line, without the task's name, which stands beside it."""
        first = self.message.splitlines()[0] if self.message else ""
        return first.removeprefix("✗ ").removeprefix(f"{self.id} {self.title}: ")


@dataclass(frozen=True)
class Verdict:
    """Every row, and what went wrong outside the tasks."""

    rows: list[Row]
    trouble: str = ""

    @property
    def all_done(self) -> bool:
        return all(row.state == "done" for row in self.rows)


def judge(expected: Tasks, found: Tasks, run: Run) -> Verdict:
    """One row for each task that the exercise has, whatever the learner's copy has become."""
    rows = []
    for task in expected.tasks.values():
        own = found.tasks.get(task.id)
        if own is None:
            rows.append(missing_row(task, expected, "its heading is", "."))
            continue
        row = judge_task(task, own, run)
        if gone := missing_definition(task, own, row):
            row = Row(task.id, task.title, "wrong", gone)
        elif not own.has_check and task.has_check and row.state == "done":
            row = missing_row(task, expected, "its check cell is", f"; or {fresh(task)}.")
        rows.append(row)
    return Verdict(rows, opening_trouble(found, run))


def missing_row(task: TaskCells, expected: Tasks, what: str, way_back: str) -> Row:
    message = f"{what} not in your notebook any more; copy it from {shown(expected.path)}{way_back}"
    return Row(task.id, task.title, "wrong", message)


def missing_definition(task: TaskCells, own: TaskCells, row: Row) -> str:
    """What to say of a task whose check asks for a name that the exercise defines there, and the copy not."""
    asked = re.match(r"NameError: name '(\w+)' is not defined", row.message)
    if not asked or asked[1] not in task.defined - own.defined:
        return ""
    return f"the cell with `{asked[1]}` is gone: no cell of this task defines that name; {fresh(task)}."


def fresh(task: TaskCells) -> str:
    return f"`{typed(f'reset {task.id}')}` gives the task as it was at the beginning, and keeps your notebook"


def judge_task(task: TaskCells, own: TaskCells, run: Run) -> Row:
    if run.ending != "finished" and run.cell in own.cells:
        return Row(task.id, task.title, "wrong", how_it_ended(run))
    results = [run.cells.get(cell, CellResult("skipped")) for cell in own.cells]
    failed = [result for result in results if result.outcome == "failed"]
    wrong = [result for result in failed if result.ename != "NotImplementedError"]
    if wrong:
        state = "not reached" if wrong[0].evalue.startswith("Kernel dead") else "wrong"
        return Row(task.id, task.title, state, in_plain_words(wrong[0], run))
    if failed:
        return Row(task.id, task.title, "not yet")
    if any(cell not in run.cells or run.cells[cell].outcome == "skipped" for cell in own.cells):
        return Row(task.id, task.title, "not reached")
    return Row(task.id, task.title, "done")


def how_it_ended(run: Run) -> str:
    if run.ending == "kernel-died":
        return "the Python process died in it: `os._exit`, a crash, or out of memory"
    return (
        f"did not end within {run.limit:g} s and was stopped: is there an endless loop, or too much memory?"
    )


def in_plain_words(result: CellResult, run: Run) -> str:
    """A check's message as it is; of another exception name and text, without the cell's temporary file."""
    if result.ename == "CheckFailed":
        return result.evalue
    if result.evalue.startswith("Kernel dead"):
        return ""
    if result.ename == "KeyboardInterrupt" or "Timeout" in result.evalue and not result.ename:
        return how_it_ended(Run(ending="too-long", limit=run.limit))
    text = re.sub(r"\((?:\S*[/\\])?\d+\.py, line (\d+)\)", r"(line \1 of the cell)", result.evalue)
    return f"{result.ename}: {text}" if result.ename else text


def opening_trouble(found: Tasks, run: Run) -> str:
    """What failed before the first task, and so may be the reason for everything after it."""
    if run.cell in found.opening and run.ending != "finished":
        return f"A cell before the first task {how_it_ended(run)}"
    results = [run.cells[cell] for cell in found.opening if cell in run.cells]
    failed = [result for result in results if result.outcome == "failed"]
    return f"A cell before the first task fails: {in_plain_words(failed[0], run)}" if failed else ""


def render(verdict: Verdict, only: str = "", done_with: str = "") -> str:
    """The verdict in words.

    Arguments:
        verdict: Of all tasks.
        only: The id of the one task to show; all where empty.
        done_with: What to say when every task is done.
    """
    done = [row for row in verdict.rows if row.state == "done"]
    rows = [row for row in verdict.rows if only in ("", row.id)]
    wrong = [row for row in rows if row.state == "wrong"]
    ahead = [row for row in verdict.rows if row.state == "not yet"]
    lines = [verdict.trouble, ""] if verdict.trouble else []
    lines += [table(rows), "", f"{len(done)} of {len(verdict.rows)} done."]
    for row in wrong:
        heading = f"✗ {row.id} {row.title}: "
        lines += ["", row.message if row.message.startswith("✗ ") else heading + row.message]
    if wrong:
        others = "".join(f", or {row.id}" for row in wrong[1:])
        lines += ["", f"One hint at a time:  {typed(f'hint {wrong[0].id}')}{others}"]
    elif ahead:
        lines.append(f"Next: {ahead[0].id} {ahead[0].title}")
    elif verdict.all_done and done_with:
        lines.append(done_with)
    return "\n".join(lines)


def table(rows: list[Row]) -> str:
    """The rows; what has no room beside its task in this terminal stands below the table."""
    fixed = max(len(row.title) for row in rows) + 26
    room = max(24, shutil.get_terminal_size().columns - fixed)
    cells = [[row.id, row.title, MARKS[row.state], in_short(row, room)] for row in rows]
    drawn: str = tabulate(
        cells, headers=["Task", "", "State", "Says"], tablefmt="simple", disable_numparse=True
    )
    return drawn


def in_short(row: Row, room: int) -> str:
    """What a row says, or where to read it: never a sentence that is cut."""
    if row.state == "wrong" and row.says.startswith(KNOWN):  # its name tells a learner nothing
        return f"{KNOWN}, see below" if room > len(KNOWN) + 11 else "see below"
    if len(row.says) <= room:
        return row.says
    return "see below" if row.state == "wrong" else row.says[: room - 1] + "…"
