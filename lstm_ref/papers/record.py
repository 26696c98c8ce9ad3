"""The runs that were made, as JSON: one entry for each experiment, arm and seed, written one by one."""

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from lstm_ref import recorded
from lstm_ref.ledger import record as ledger
from lstm_ref.papers.experiment import Experiment, Run

RECORD = Path(__file__).resolve().parents[2] / "book" / "results" / "papers.json"
COMMAND = "lstm-ref reproduce --full --record"
KEPT = ("solved", "sequences", "share", "memory", "seconds")  # of a run of the ledger


class RecordError(Exception):
    """A file that is not there, or that holds no record."""


def key(experiment: str, arm: str, seed: int) -> str:
    """Under which a run is stored."""
    return f"{experiment} | {arm} | {seed}"


def settings_of(experiments: Iterable[Experiment]) -> dict[str, Any]:
    """What each arm is run with, as JSON holds it."""
    arms = {one.runs: {arm.name: dict(arm.options) for arm in one.arms} for one in experiments}
    held: dict[str, Any] = json.loads(json.dumps(arms))
    return held


def stamp(experiments: Sequence[Experiment]) -> dict[str, Any]:
    """Command, date, versions, machine and settings of a record that is written now."""
    return {
        **recorded.stamp(COMMAND, "numpy", "torch"),
        "settings": settings_of(experiments),
    }


def read(path: Path = RECORD) -> dict[str, Any]:
    """A record.

    Raises:
        RecordError: when the file is missing or is not a record.
    """
    if not path.is_file():
        raise RecordError(f"{path}: no such record; make it with {COMMAND}")
    try:
        record: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except ValueError:
        raise RecordError(f"{path} is not JSON; remove it, or make it anew with --fresh") from None
    if not {"settings", "runs"} <= set(record):
        raise RecordError(f"{path} is no record of runs; remove it, or make it anew with --fresh")
    return record


def resume(experiments: Sequence[Experiment], path: Path) -> dict[str, Any]:
    """A record to go on with, under today's stamp: stored runs whose settings are still the package's."""
    record: dict[str, Any] = {**stamp(experiments), "runs": {}}
    if path.is_file():
        old, now = read(path), record["settings"]
        for one in experiments:
            for arm in one.arms:
                if old["settings"].get(one.runs, {}).get(arm.name) != now[one.runs][arm.name]:
                    continue
                for seed in range(one.seeds):
                    name = key(one.runs, arm.name, seed)
                    if name in old["runs"]:
                        record["runs"][name] = old["runs"][name]
    return record


def from_the_ledger(experiments: Iterable[Experiment]) -> dict[str, Any]:
    """The runs of arms that are a row of the repair ledger, out of its record."""
    stored, found = ledger.read()["runs"], {}
    for one in experiments:
        for arm in one.arms:
            for seed in range(one.seeds) if arm.ledger else ():
                run = stored[ledger.key(arm.ledger, arm.options["task"], seed)]
                kept = {name: float(run[name]) for name in KEPT if run[name] is not None}
                found[key(one.runs, arm.name, seed)] = {**kept, "ledger": 1.0}
    return found


def results_of(record: dict[str, Any], experiment: Experiment) -> dict[str, list[Run]]:
    """The runs of each arm, in the order of their seeds; an arm that has none is an empty list."""
    runs = record["runs"]
    return {
        arm.name: [
            runs[name]
            for seed in range(experiment.seeds)
            if (name := key(experiment.runs, arm.name, seed)) in runs
        ]
        for arm in experiment.arms
    }


def faults(record: dict[str, Any], experiments: Sequence[Experiment]) -> list[str]:
    """What a full record lacks or has too much, against the package's experiments."""
    now, then = settings_of(experiments), record["settings"]
    found = [f"{name}: recorded under other settings" for name in now if then.get(name) != now[name]]
    found += [f"{name}: recorded, but no such experiment" for name in then if name not in now]
    wanted = {key(o.runs, a.name, s) for o in experiments for a in o.arms for s in range(o.seeds)}
    have = set(record["runs"])
    found += [f"{name}: not recorded" for name in sorted(wanted - have)]
    return found + [f"{name}: recorded, but no such run" for name in sorted(have - wanted)]
