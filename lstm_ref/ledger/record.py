"""The stamped record of all runs, as JSON: read, checked against the list of rows, written run by run."""

import json
from pathlib import Path
from typing import Any

from lstm_ref import recorded
from lstm_ref.ledger.rows import ROWS
from lstm_ref.ledger.settings import SETTINGS
from lstm_ref.ledger.tasks import TASKS

RECORD = Path(__file__).resolve().parents[2] / "book" / "results" / "ledger.json"
COMMAND = "python -m lstm_ref.ledger"


class RecordError(Exception):
    """The record is missing, or of another list of rows or other settings than the package has."""


def key(row: str, task: str, seed: int) -> str:
    """Under which a run is stored."""
    return f"{row} | {task} | {seed}"


def all_keys() -> list[str]:
    """One for each row, task and seed."""
    return [key(r.name, t.name, seed) for t in TASKS for r in ROWS for seed in range(SETTINGS.seeds)]


def recipes() -> dict[str, Any]:
    """What each row's cell is made of, as the record stores it."""
    return {row.name: {"cell": row.cell, **row.options} for row in ROWS}


def settings() -> dict[str, Any]:
    """The settings as JSON holds them: a tuple is a list there."""
    held: dict[str, Any] = json.loads(json.dumps(SETTINGS._asdict()))
    return held


def tolerances() -> dict[str, float]:
    """By how much an output may be wrong, for each task."""
    return {task.name: task.tolerance for task in TASKS}


def stamp() -> dict[str, Any]:
    """Command, date, versions, machine and settings of a record that is written now."""
    return {
        **recorded.stamp(COMMAND, "numpy", "torch"),
        "settings": settings(),
        "tolerances": tolerances(),
        "rows": recipes(),
    }


def read(path: Path = RECORD) -> dict[str, Any]:
    """The record.

    Raises:
        RecordError: when there is none.
    """
    if not path.is_file():
        raise RecordError(f"{path}: no such record; make it with {COMMAND}")
    record: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return record


def faults(record: dict[str, Any]) -> list[str]:
    """What a record lacks or has too much, against the rows, tasks and settings of the package."""
    found = [
        f"{name}: recorded {record[name]}, the package has {now}"
        for name, now in (("settings", settings()), ("tolerances", tolerances()))
        if record[name] != now
    ]
    now = recipes()
    for name in sorted({*record["rows"], *now}):
        if record["rows"].get(name) != now.get(name):
            found.append(f"row {name}: recorded {record['rows'].get(name)}, the package has {now.get(name)}")
    wanted, have = set(all_keys()), set(record["runs"])
    found += [f"{name}: not recorded" for name in sorted(wanted - have)]
    return found + [f"{name}: recorded, but no such row, task or seed" for name in sorted(have - wanted)]


def resume(path: Path = RECORD) -> dict[str, Any]:
    """A record to go on with: the runs of rows that are still the same, under today's stamp.

    Raises:
        RecordError: when the stored settings are not today's.
    """
    record = {**stamp(), "runs": {}}
    if not path.is_file():
        return record
    old = read(path)
    for name in ("settings", "tolerances"):
        if old[name] != record[name]:
            raise RecordError(f"{path}: recorded under other {name}; begin again with {COMMAND} --full")
    same = {name for name, recipe in recipes().items() if old["rows"].get(name) == recipe}
    keys = set(all_keys())
    record["runs"] = {
        name: run for name, run in old["runs"].items() if name in keys and name.split(" | ")[0] in same
    }
    return record


def write(record: dict[str, Any], path: Path = RECORD) -> None:
    """Write the whole record, runs in the order of the list; an interrupted write leaves the old one."""
    order = {name: place for place, name in enumerate(all_keys())}
    runs = dict(sorted(record["runs"].items(), key=lambda item: order[item[0]]))
    recorded.write({**record, "runs": runs}, path)
