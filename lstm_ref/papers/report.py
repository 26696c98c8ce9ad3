"""Our runs in words, beside the paper's."""

import textwrap
from collections.abc import Sequence
from statistics import median

from tabulate import tabulate

from lstm_ref.papers.experiment import MARKS, Experiment, Results, Run, verdict


def short(value: float) -> str:
    """A number with as many digits as it deserves."""
    if float(value).is_integer() or abs(value) >= 100:
        return f"{value:,.0f}"
    return f"{value:.3g}"


def spread(values: Sequence[float]) -> str:
    """The median, and the smallest and largest where they differ."""
    low, high = min(values), max(values)
    if short(low) == short(high):
        return short(low)
    return f"{short(median(values))} ({short(low)} to {short(high)})"


def ours(experiment: Experiment, runs: Sequence[Run]) -> str:
    """One arm's runs in words."""
    if not runs:
        return "not run yet"
    if experiment.measure != "sequences":
        return f"{experiment.unit or experiment.measure}: {spread([run[experiment.measure] for run in runs])}"
    passed = [run["sequences"] for run in runs if run["solved"]]
    said = f"{len(passed)} of {len(runs)} runs solve it"
    if passed:
        return f"{said}, after {spread(passed)} sequences"
    return f"{said} within {short(max(run['sequences'] for run in runs))} sequences"


def paper_says(experiment: Experiment) -> str:
    """The paper's number, where it is printed, and how we know it."""
    theirs = experiment.theirs
    mark = MARKS[theirs.mark]
    return f"{theirs.where}: {theirs.words}" + (f" ({mark})" if mark else "")


def seconds(results: Results) -> str:
    """How long all runs took, and one of them."""
    each = [run["seconds"] for runs in results.values() for run in runs]
    if not each:
        return "none yet"
    return f"{sum(each):.1f} for {len(each)} runs, {spread(each)} each"


def rows_of(experiment: Experiment, results: Results) -> list[tuple[str, str]]:
    """The lines of one experiment's table."""
    lines = [
        ("setting", experiment.setting),
        ("differs from the paper", experiment.differs),
        ("the paper", paper_says(experiment)),
        *((f"ours, {arm.name}", ours(experiment, results.get(arm.name, []))) for arm in experiment.arms),
        ("seconds of processor time", seconds(results)),
        ("rule", experiment.rule),
        ("verdict", verdict(experiment, results)),
    ]
    taken = [arm.name for arm in experiment.arms if any("ledger" in run for run in results.get(arm.name, []))]
    if taken:
        text = (
            f"{'; '.join(taken)}: runs of the repair ledger's record. There a run that fails with learning "
            "rate 0.01 is tried again with 0.001, and the seconds are those of the clock."
        )
        lines.append(("from the ledger", text))
    return lines + ([("note", experiment.caution)] if experiment.caution else [])


def as_text(experiment: Experiment, results: Results, width: int = 72) -> str:
    """One experiment for a terminal."""
    lines = [(what, textwrap.fill(text, width)) for what, text in rows_of(experiment, results)]
    return f"{experiment.name}: {experiment.authors}\n{tabulate(lines, tablefmt='simple_grid')}"


def overview(experiments: Sequence[Experiment], found: dict[str, Results]) -> str:
    """All verdicts in one table."""
    lines = [
        (one.name, f"{one.authors}, {one.theirs.where}", verdict(one, found[one.name])) for one in experiments
    ]
    text: str = tabulate(lines, headers=("experiment", "paper", "verdict"), tablefmt="simple")
    return text
