"""Check an exercise once, or at every save: run it, show what became of each task, keep what it said."""

from __future__ import annotations

from pathlib import Path

import click

from lstm_ref.learner.notebook import Tasks, read_tasks
from lstm_ref.learner.places import Problem, find_exercise, find_own, other_names, shown
from lstm_ref.learner.progress import after, fingerprint, remember
from lstm_ref.learner.report import Verdict, judge, render
from lstm_ref.learner.saves import saves
from lstm_ref.learner.watch import run_notebook
from lstm_ref.verify.typed import typed


def check_once(root: Path, number: int, limit: float, only: str = "") -> bool:
    """Run the notebook and show a row for each task, or for the task `only`; whether all of them are done.

    The result of a learner's copy is remembered; where it cannot be, that is said after it was shown.

    Raises:
        Problem: when there is no such exercise or task, or the notebook cannot be read or run.
    """
    exercise = find_exercise(root, number)
    own = find_own(root, exercise)
    path = own or exercise
    start = f" (`{typed(f'start {number}')}` makes a copy of your own)"
    click.echo(f"Checking {shown(path)}" + ("" if own else start))
    if not own and (others := other_names(root, exercise)):
        click.echo(others)
    expected = tasks_of(exercise, number, only)
    tasks = read_tasks(own) if own else expected
    before = fingerprint(path)
    verdict = judge(expected, tasks, run_notebook(path, limit))
    click.echo(render(verdict, only, after(root, number)))
    if own:
        keep(root, number, before, verdict)
    return all(row.state == "done" for row in verdict.rows if only in ("", row.id))


def tasks_of(exercise: Path, number: int, only: str) -> Tasks:
    expected = read_tasks(exercise)
    if not expected.tasks:
        raise Problem(f"{shown(exercise)} has no task: no heading of the form `## {number}.1 Title`.")
    if only and only not in expected.tasks:
        raise Problem(f"There is no task {only}; there are: {', '.join(expected.tasks)}.")
    return expected


def keep(root: Path, number: int, notebook: str, verdict: Verdict) -> None:
    """Remember the verdict; a folder that cannot be written, as a class may share one, hides no result."""
    try:
        told = remember(root, number, notebook, verdict)
    except OSError as error:
        told = f"The result could not be kept for the table of progress: {error.strerror or error}: "
        told += shown(Path(error.filename)) if error.filename else "no file named"
    if told:
        click.echo(f"\n{told}", err=True)


def check_each_save(root: Path, number: int, limit: float, only: str = "") -> None:
    """Check at once and after each save, until all is done or Ctrl-C; a bad save is told and waited out.

    Raises:
        Problem: when there is no copy to watch.
    """
    exercise = find_exercise(root, number)
    if not (own := find_own(root, exercise)):
        one = f"There is no copy of yours to watch; {typed(f'start {number}')} makes one."
        raise Problem(f"{one} {other_names(root, exercise)}".rstrip())
    tasks_of(exercise, number, only)
    try:
        for there in saves(own):
            if not there:
                gone = f"{shown(own)} is not there any more: was it renamed, moved or deleted?"
                click.echo(f"\n{gone} It is checked again when it is back under this name; Ctrl-C ends.")
                continue
            click.clear()
            try:
                if check_once(root, number, limit, only):
                    return
            except Problem as problem:  # a half-written file is whole again at the next save
                click.echo(str(problem), err=True)
            click.echo(f"\nWatching {shown(own)}: save it to check again, Ctrl-C ends.")
    except KeyboardInterrupt:
        click.echo()
