"""The commands themselves: thin, one function each, no more than arguments and exit status."""

from __future__ import annotations

import platform
import sys
from pathlib import Path
from typing import Any

import click

from lstm_ref.learner.asked import exercise_number, exercise_or_task
from lstm_ref.learner.checking import check_each_save, check_once
from lstm_ref.learner.copies import make_copy
from lstm_ref.learner.hints import next_hint
from lstm_ref.learner.places import OWN, Problem, repository, shown
from lstm_ref.learner.progress import progress as progress_table
from lstm_ref.learner.reset import reset_task
from lstm_ref.ready import installed_version
from lstm_ref.recorded import write_text


class Commands(click.Group):
    """Turns every foreseen trouble into one sentence on stderr and exit status 1."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except Problem as problem:
            raise click.ClickException(str(problem)) from None
        except BrokenPipeError:
            raise  # `lstm-ref progress | head` has read enough: click ends in silence
        except OSError as error:
            what = f"{error.strerror or error}: {error.filename}" if error.filename else str(error)
            raise click.ClickException(what) from None


class Seconds(click.FloatRange):
    name = "number of seconds"  # the word in click's own message about what was expected


def show_version(ctx: click.Context, _: click.Parameter, wanted: bool) -> None:
    if wanted and not ctx.resilient_parsing:
        version = installed_version() or "(not installed by pip)"
        click.echo(f"lstm-ref {version}, Python {platform.python_version()} ({sys.executable})")
        ctx.exit()


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=show_version,
    help="Show the version and the Python that it runs in, and stop.",
)
def cli() -> None:
    """The exercises of The LSTM, Built by Repair."""


@cli.command()
@click.argument("number")
def start(number: str) -> None:
    """Copy exercise NUMBER to my/, for you to work in."""
    click.echo(make_copy(repository(), exercise_number(number)))


@cli.command()
@click.argument("number")
@click.option(
    "--limit",
    type=Seconds(min=1),
    metavar="SECONDS",
    default=30.0,
    show_default=True,
    help="Seconds that one cell may run.",
)
@click.option("--watch", is_flag=True, help="Check again each time the notebook is saved, until Ctrl-C.")
def check(number: str, limit: float, watch: bool) -> None:
    """Check exercise NUMBER, such as 4: your copy in my/, or the one in exercises/ where there is none.

    With a task for NUMBER, such as 4.1, only that task is shown.
    """
    exercise, task = exercise_or_task(number)
    root = repository()
    if not watch:
        sys.exit(0 if check_once(root, exercise, limit, task) else 1)
    check_each_save(root, exercise, limit, task)


@cli.command()
@click.argument("task")
@click.option("--again", is_flag=True, help="Begin with the first hint.")
def hint(task: str, again: bool) -> None:
    """Show one more hint of TASK, such as 4.2, each time."""
    click.echo(next_hint(repository(), task, again))


@cli.command()
def progress() -> None:
    """Show what is done, by the last check of each exercise, and what is next."""
    root = repository()
    click.echo(progress_table(root))
    if (root / OWN).is_dir():
        click.echo(f"Your copies: {shown(root / OWN)}")


@cli.command()
@click.argument("task")
def reset(task: str) -> None:
    """Give TASK, such as 4.2, a fresh stub; your notebook as it was is kept under a dated name."""
    click.echo(reset_task(repository(), task))


@cli.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--file", "file", type=click.Path(path_type=Path), help="Write the CSV there.")
@click.option(
    "--limit", type=click.FloatRange(min=1), default=30.0, show_default=True, help="Seconds a cell."
)
@click.option(
    "--memory", type=click.IntRange(min=256), default=2048, show_default=True, help="MB a notebook."
)
@click.option("--new-seed", "secret", metavar="SECRET", default="", help="Draw other inputs from this word.")
def grade(folder: Path, file: Path | None, limit: float, memory: int, secret: str) -> None:
    """Grade the notebooks of a class: FOLDER/LEARNER/NN-topic.ipynb, a CSV with a line for each task."""
    from lstm_ref.learner import grade as grading

    found = []
    for hand, rows, trouble in grading.grade(repository(), folder, limit=limit, memory=memory, secret=secret):
        done = sum(row.state == "done" for row in rows)
        click.echo(
            f"{hand.file}: {f'{done} of {len(rows)}' if hand.number else ''} {trouble}".rstrip(), err=True
        )
        found.append((hand, rows, trouble))
    text = grading.as_csv(found)
    if file:
        write_text(text, file)
        click.echo(f"Written: {shown(file)}", err=True)
    else:
        click.echo(text, nl=False)


@cli.command()
@click.argument("name", required=False)
@click.option("--full", is_flag=True, help="All seeds, as in the book's record; without it two of them.")
@click.option("--list", "listing", is_flag=True, help="Name the experiments and stop.")
@click.option("--fresh", is_flag=True, help="Forget what these experiments have stored, and begin again.")
@click.option(
    "--record", "recording", is_flag=True, help="Write the book's record; it reuses the repair ledger's."
)
@click.option("--file", "file", type=click.Path(path_type=Path), help="Keep the runs in this file.")
def reproduce(
    name: str | None, full: bool, listing: bool, fresh: bool, recording: bool, file: Path | None
) -> None:
    """Run experiment NAME of a paper again, or all of them, and show our numbers beside the paper's."""
    from lstm_ref.papers import EXPERIMENTS
    from lstm_ref.papers import command as papers
    from lstm_ref.papers.record import RECORD, RecordError
    from lstm_ref.papers.report import as_text, overview

    wanted = papers.chosen(EXPERIMENTS, [name] if name else [])
    if listing:
        for one in wanted:
            click.echo(f"{one.name:20} {one.authors}, {one.theirs.where}")
        return
    path = file or (RECORD if recording else repository() / OWN / "papers.json")
    try:
        record = papers.reproduce(EXPERIMENTS, wanted, path, full=full, fresh=fresh, reuse=recording)
    except RecordError as error:
        raise Problem(str(error)) from None
    except KeyboardInterrupt:
        click.echo(f"\nInterrupted. Every run that finished is in {shown(path)}; the same command goes on.")
        sys.exit(130)
    found = papers.found_in(record, wanted)
    for one in wanted:
        click.echo(as_text(one, found[one.name]) + "\n")
    click.echo(overview(wanted, found))


@cli.command()
@click.option("--device", type=click.Choice(["cpu", "cuda"]), default="cpu", show_default=True)
@click.option("--shape", "shapes", multiple=True, metavar="T,B,D,H", help="This shape; may be repeated.")
@click.option("--dtype", "dtypes", multiple=True, help="This dtype, such as float32; may be repeated.")
@click.option("--rounds", type=click.IntRange(min=1), default=5, show_default=True, help="Turns of each.")
@click.option("--record", "recording", is_flag=True, help="Write the book's record of this device.")
@click.option("--file", "file", type=click.Path(path_type=Path), help="Write the record to this file.")
def bench(
    device: str,
    shapes: tuple[str, ...],
    dtypes: tuple[str, ...],
    rounds: int,
    recording: bool,
    file: Path | None,
) -> None:
    """Time every implementation of the LSTM beside the bare matrix products; show ratios and goals."""
    from lstm_ref.bench.command import bench as measured
    from lstm_ref.bench.record import stamp_line
    from lstm_ref.bench.report import as_text

    def told(words: str) -> None:
        click.echo(words, err=True)

    record = measured(device, shapes, dtypes, rounds=rounds, recording=recording, file=file, told=told)
    click.echo(as_text(record, device))
    click.echo(f"\n{record['threads']} thread(s) for matrix products. {stamp_line(record)}")


# What `lstm-ref --help` has room for beside each name; a command's own --help says the rest.
SHORT = {
    "start": "Copy an exercise to my/, for you to work in.",
    "check": "Check your copy of an exercise.",
    "hint": "Show one more hint of a task, each time.",
    "progress": "Show what is done, and what is next.",
    "reset": "Give a task a fresh stub; your notebook is kept.",
    "grade": "Grade the notebooks of a class.",
    "reproduce": "Run experiments of papers again.",
    "bench": "Time every implementation of the LSTM.",
}
for name, words in SHORT.items():
    cli.commands[name].short_help = words
