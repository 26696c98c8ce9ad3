"""The commands themselves: thin, one function each, no more than arguments and exit status."""

from __future__ import annotations

import sys
from typing import Any

import click

from lstm_ref.learner.copies import make_copy
from lstm_ref.learner.notebook import read_tasks
from lstm_ref.learner.places import Problem, find_exercise, find_own, repository, shown
from lstm_ref.learner.report import judge, render
from lstm_ref.learner.watch import run_notebook


class Commands(click.Group):
    """Turns every foreseen trouble into one sentence on stderr and exit status 1."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except Problem as problem:
            raise click.ClickException(str(problem)) from None
        except OSError as error:
            what = f"{error.strerror or error}: {error.filename}" if error.filename else str(error)
            raise click.ClickException(what) from None


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
def cli() -> None:
    """The exercises of The LSTM, Built by Repair."""


@cli.command()
@click.argument("number", type=int)
def start(number: int) -> None:
    """Copy exercise NUMBER to my/, for you to work in."""
    click.echo(make_copy(repository(), number))


@cli.command()
@click.argument("number", type=int)
@click.option(
    "--limit",
    type=click.FloatRange(min=1),
    default=30.0,
    show_default=True,
    help="Seconds that one cell may run.",
)
def check(number: int, limit: float) -> None:
    """Check exercise NUMBER: your copy in my/, or the one in exercises/ where there is none."""
    root = repository()
    exercise = find_exercise(root, number)
    own = find_own(root, exercise)
    path = own or exercise
    click.echo(
        f"Checking {shown(path)}" + ("" if own else f" (`lstm-ref start {number}` makes a copy of your own)")
    )
    tasks = read_tasks(path)
    expected = read_tasks(exercise) if own else tasks
    if not expected.tasks:
        raise Problem(f"{shown(exercise)} has no task: no heading of the form `## {number}.1 Title`.")
    verdict = judge(expected, tasks, run_notebook(path, limit))
    click.echo(render(verdict))
    sys.exit(0 if verdict.all_done else 1)
