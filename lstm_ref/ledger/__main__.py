"""Make the record: ``python -m lstm_ref.ledger`` runs what is not recorded yet, ``--full`` everything."""

from pathlib import Path

import click
from tqdm import tqdm

from lstm_ref.ledger.record import RECORD, RecordError, key, resume, stamp, write
from lstm_ref.ledger.rows import ROWS, Row, row_named
from lstm_ref.ledger.settings import SETTINGS
from lstm_ref.ledger.tasks import TASKS, Task, task_named


def chosen_rows(names: str) -> list[Row]:
    """The rows of a list with commas, or all."""
    return [row_named(name.strip()) for name in names.split(",")] if names else ROWS


def chosen_tasks(names: str) -> list[Task]:
    """The tasks of a list with commas, or all."""
    return [task_named(name.strip()) for name in names.split(",")] if names else TASKS


def make(rows: list[Row], tasks: list[Task], seeds: int, full: bool, path: Path) -> int:
    """Run what is missing, and write the record after every run; returns how many runs there were."""
    import torch

    from lstm_ref.ledger.runs import run

    torch.set_num_threads(1)
    record = {**stamp(), "runs": {}} if full else resume(path)
    wanted = [(row, task, seed) for task in tasks for row in rows for seed in range(seeds)]
    missing = [one for one in wanted if key(one[0].name, one[1].name, one[2]) not in record["runs"]]
    bar = tqdm(missing, unit="run")
    for row, task, seed in bar:
        bar.set_postfix_str(key(row.name, task.name, seed))
        record["runs"][key(row.name, task.name, seed)] = run(row, task, seed)._asdict()
        write(record, path)
    return len(missing)


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--rows", default="", help="Names of rows, with commas between them; all by default.")
@click.option("--tasks", default="", help="Names of tasks, with commas between them; all by default.")
@click.option(
    "--seeds", default=SETTINGS.seeds, type=click.IntRange(1, SETTINGS.seeds), help="How many seeds."
)
@click.option("--full", is_flag=True, help="Forget what is recorded and begin again.")
@click.option("--record", "path", default=RECORD, type=click.Path(path_type=Path), help="The file to write.")
def main(rows: str, tasks: str, seeds: int, full: bool, path: Path) -> None:
    """Train every cell of the repair ledger on every task and write down what came out.

    Runs that are recorded are not repeated, so an interrupted command can be given again.
    """
    try:
        done = make(chosen_rows(rows), chosen_tasks(tasks), seeds, full, path)
    except (RecordError, ValueError) as error:
        raise click.ClickException(str(error)) from None
    click.echo(f"{done} runs made; {path}")


if __name__ == "__main__":
    main(prog_name="python -m lstm_ref.ledger")
