"""The recorded runs of chapter 13: eleven changed cells and the vanilla one, on three tasks.

    python -m lstm_ref.tasks.ablation_record --record

writes ``book/results/ablations.json``, on one thread, with the hand-written gradients of the NumPy half. The
numbers of a run depend on the processor; which cell passes on most seeds and which on none should not.
"""

import json
from pathlib import Path
from typing import Any

import click

from lstm_ref import recorded
from lstm_ref.ledger.tasks import task_named
from lstm_ref.tasks.ablations import CELLS, KEEP, RECORDED, TASK_NAMES, WRITE, run

RECORD = Path(__file__).resolve().parents[2] / "book" / "results" / "ablations.json"
COMMAND = "python -m lstm_ref.tasks.ablation_record --record"


def settings() -> dict[str, Any]:
    """What the runs are made with, as JSON holds it."""
    used = {k: v for k, v in RECORDED._asdict().items() if k not in ("distractors", "long_stream")}
    held: dict[str, Any] = json.loads(json.dumps({**used, "keep": KEEP, "write": WRITE}))
    return held


def stamp() -> dict[str, Any]:
    """Command, date, versions, machine and settings of a record that is written now."""
    return {
        **recorded.stamp(COMMAND, "numpy"),
        "settings": settings(),
    }


def read(path: Path = RECORD) -> dict[str, Any]:
    """The record.

    Raises:
        FileNotFoundError: when there is none; its message has the command that makes it.
    """
    return recorded.read(path, COMMAND)


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--record", "write", is_flag=True, help="Write the record when all is trained.")
def main(write: bool) -> None:
    """Train every cell of chapter 13 on every task; this takes up to an hour on a busy processor."""
    runs: dict[str, Any] = {}
    for task in map(task_named, TASK_NAMES):
        runs[task.name] = {}
        for name in CELLS:
            of_one = [run(name, task, seed) for seed in range(RECORDED.seeds)]
            runs[task.name][name] = of_one
            passed = sorted(one["sequences"] for one in of_one if one["solved"])
            click.echo(f"{task.name}, {name}: {len(passed)} of {RECORDED.seeds} passed, after {passed}")
    if write:
        RECORD.parent.mkdir(parents=True, exist_ok=True)
        recorded.write({**stamp(), "runs": runs}, RECORD)
        click.echo(str(RECORD))


if __name__ == "__main__":
    main(prog_name="python -m lstm_ref.tasks.ablation_record")
