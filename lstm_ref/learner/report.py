"""How far an exercise is: one row for each task, and the whole message of the first one that is wrong."""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass

from tabulate import tabulate

from lstm_ref.learner.notebook import TaskCells, Tasks
from lstm_ref.learner.places import shown
from lstm_ref.learner.watch import CellResult, Run

MARKS = {"done": "✓ done", "not yet": "· not yet", "wrong": "✗ wrong", "not reached": "? not reached"}


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
        rows.append(judge_task(task, own, run) if own else missing_row(task, expected, "its heading is"))
        if own and not own.has_check and task.has_check and rows[-1].state == "done":
            rows[-1] = missing_row(task, expected, "its check cell is")
    return Verdict(rows, opening_trouble(found, run))


def missing_row(task: TaskCells, expected: Tasks, what: str) -> Row:
    message = f"{what} not in your notebook any more; copy it from {shown(expected.path)}"
    return Row(task.id, task.title, "wrong", message)


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


def render(verdict: Verdict) -> str:
    done = [row for row in verdict.rows if row.state == "done"]
    wrong = [row for row in verdict.rows if row.state == "wrong"]
    ahead = [row for row in verdict.rows if row.state == "not yet"]
    lines = [verdict.trouble, ""] if verdict.trouble else []
    lines += [table(verdict.rows), "", f"{len(done)} of {len(verdict.rows)} done."]
    if wrong:
        message = wrong[0].message
        heading = f"✗ {wrong[0].id} {wrong[0].title}: "
        lines += ["", message if message.startswith("✗ ") else heading + message]
        lines += ["", f"One hint at a time:  lstm-ref hint {wrong[0].id}"]
    elif ahead:
        lines.append(f"Next: {ahead[0].id} {ahead[0].title}")
    return "\n".join(lines)


def table(rows: list[Row]) -> str:
    """The rows, cut to the width of the terminal."""
    fixed = max(len(row.title) for row in rows) + 26
    room = max(24, shutil.get_terminal_size().columns - fixed)
    cells = [[row.id, row.title, MARKS[row.state], shortened(row.says, room)] for row in rows]
    drawn: str = tabulate(
        cells, headers=["Task", "", "State", "Says"], tablefmt="simple", disable_numparse=True
    )
    return drawn


def shortened(text: str, room: int) -> str:
    return text if len(text) <= room else text[: room - 1] + "…"
