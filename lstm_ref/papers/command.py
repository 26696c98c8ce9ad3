"""What `lstm-ref reproduce` does: run what is missing, keep every run that finished, show the tables."""

import importlib.util
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tqdm import tqdm

from lstm_ref.learner.places import Problem
from lstm_ref.papers.experiment import Arm, Experiment
from lstm_ref.papers.record import from_the_ledger, key, results_of, resume, stamp
from lstm_ref.recorded import write


def chosen(experiments: Sequence[Experiment], names: Sequence[str]) -> list[Experiment]:
    """The experiments of these names, or all; Problem when there is no such name."""
    known = {one.name: one for one in experiments}
    for name in names:
        if name not in known:
            raise Problem(f"There is no experiment {name!r}; there are: {', '.join(known)}.")
    return [known[name] for name in names] if names else list(experiments)


def missing(
    experiments: Sequence[Experiment], record: dict[str, Any], full: bool
) -> list[tuple[Experiment, Arm, int]]:
    """The runs that the record does not have."""
    wanted = [(one, arm, seed) for one in experiments for arm in one.arms for seed in one.seeds_of(full)]
    by_key = {key(one.runs, arm.name, seed): (one, arm, seed) for one, arm, seed in wanted}
    return [run for name, run in by_key.items() if name not in record["runs"]]


def one_run(experiment: Experiment, arm: Arm, seed: int, share: float = 1.0) -> dict[str, float]:
    """Make one run, and count the seconds of processor time, which do not depend on what else runs."""
    began = time.process_time()
    found = experiment.run(arm.options, seed, share)
    return {**found, "seconds": round(time.process_time() - began, 3)}


def ready(experiments: Sequence[Experiment]) -> None:
    """Problem where PyTorch is needed and missing; else one thread, on which the seconds are comparable."""
    needing = [one.name for one in experiments if one.needs_torch]
    if not needing:
        return
    if importlib.util.find_spec("torch") is None:
        advice = f"{sys.executable} -m pip install -e '.[torch]'"
        raise Problem(f"{', '.join(needing)}: needs PyTorch, which this Python does not have; run: {advice}")
    import torch

    torch.set_num_threads(1)


def reproduce(
    everything: Sequence[Experiment],
    wanted: Sequence[Experiment],
    path: Path,
    *,
    full: bool,
    fresh: bool,
    reuse: bool = False,
) -> dict[str, Any]:
    """Run what is missing; every finished run is written at once, so that an interrupted command can go on.

    Arguments:
        everything: all experiments of the package; the record keeps their runs.
        wanted: which to run.
        path: the record.
        full: with all seeds, not only the first few.
        fresh: forget the wanted experiments' stored runs.
        reuse: take runs that the repair ledger has recorded from there.
    """
    record = resume(everything, path)
    if fresh:
        gone = {
            key(one.runs, arm.name, seed) for one in wanted for arm in one.arms for seed in range(one.seeds)
        }
        record["runs"] = {name: run for name, run in record["runs"].items() if name not in gone}
    if reuse:
        record["runs"] = {**from_the_ledger(wanted), **record["runs"]}
    todo = missing(wanted, record, full)
    if todo:
        ready([one for one, _, _ in todo])
    bar = tqdm(todo, unit="run", file=sys.stderr)
    for experiment, arm, seed in bar:
        bar.set_postfix_str(key(experiment.runs, arm.name, seed))
        record["runs"][key(experiment.runs, arm.name, seed)] = one_run(experiment, arm, seed)
        write({**record, **stamp(everything)}, path)
    if reuse and not todo:
        write({**record, **stamp(everything)}, path)
    return record


def found_in(record: dict[str, Any], experiments: Sequence[Experiment]) -> dict[str, Any]:
    """The results of each experiment."""
    return {one.name: results_of(record, one) for one in experiments}
