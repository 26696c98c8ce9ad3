"""Numbers out of the record: the runs of a row on a task, and what they have in the middle."""

from statistics import median
from typing import Any

from lstm_ref.ledger.record import key

Record = dict[str, Any]


def runs_of(record: Record, row: str, task: str) -> list[dict[str, Any]]:
    """The recorded runs of a row on a task, in the order of their seeds."""
    names = [key(row, task, seed) for seed in range(record["settings"]["seeds"])]
    return [record["runs"][name] for name in names if name in record["runs"]]


def median_of(runs: list[dict[str, Any]], name: str) -> float | None:
    """The median over seeds of a number that not every run has."""
    found = [run[name] for run in runs if run[name] is not None]
    return median(found) if found else None


def solved(runs: list[dict[str, Any]]) -> int:
    """How many of the runs passed the test."""
    return sum(run["solved"] for run in runs)


def needed(runs: list[dict[str, Any]]) -> float | None:
    """The median number of sequences of the runs that passed."""
    return median_of([run for run in runs if run["solved"]], "sequences")
