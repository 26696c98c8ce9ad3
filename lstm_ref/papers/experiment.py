"""One row of the table: what a paper reports, how we try it again, and the rule that gives the verdict."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median
from typing import Any

Run = Mapping[str, float]  # what one run showed: "solved" (0 or 1) and "sequences", or other numbers
Results = Mapping[str, Sequence[Run]]  # from an arm's name to its runs

SEEDS, SHORT_SEEDS = 5, 2  # of the recorded form and of the short one
MARKS = {
    "read": "",
    "secondary": "quoted from a secondary source",
    "unverified": "quoted from memory, unverified",
}
EXACT, DIRECTION, NOT = "reproduced exactly", "reproduced in direction", "not reproduced"


@dataclass(frozen=True)
class Arm:
    """One setting of an experiment; every seed runs it once with `options`.

    `printed` is the number that the paper prints for this arm in the experiment's measure, for a figure.
    `ledger` names the row of the repair ledger whose recorded runs are the same computation.
    """

    name: str
    options: Mapping[str, Any] = field(default_factory=dict)
    printed: float | None = None
    ledger: str = ""


@dataclass(frozen=True)
class Theirs:
    """What the paper prints: `where` it does, in words, and how we know it (a key of `MARKS`)."""

    where: str
    words: str
    mark: str = "read"


@dataclass(frozen=True)
class Experiment:
    """A row. `run(options, seed, share)` makes one run with `share` of its budget.

    `measure` is the number that is shown; "sequences" counts those of the runs that solved the task. `unit`
    is what to call it, where its own name would not do.
    `rule` says in words what `holds` computes.
    """

    name: str
    paper: str  # a key of references.bib
    authors: str
    theirs: Theirs
    setting: str
    differs: str
    arms: tuple[Arm, ...]
    run: Callable[[Mapping[str, Any], int, float], dict[str, float]]
    rule: str
    holds: Callable[[Results], bool]
    measure: str = "sequences"
    unit: str = ""
    exact: bool = False
    needs_torch: bool = False
    seeds: int = SEEDS
    caution: str = ""
    runs_of: str = ""

    @property
    def runs(self) -> str:
        """Under which name its runs are stored: its own, or that of an experiment whose runs it reads too."""
        return self.runs_of or self.name

    def seeds_of(self, full: bool) -> range:
        """The seeds of the recorded form, or the first few of them."""
        return range(self.seeds if full else min(self.seeds, SHORT_SEEDS))


def solved(results: Results, arm: str) -> float:
    """The share of an arm's runs that solved their task."""
    runs = results[arm]
    return sum(run["solved"] for run in runs) / len(runs)


def middle(results: Results, arm: str, measure: str) -> float:
    """The median of a number over an arm's runs."""
    return float(median(run[measure] for run in results[arm]))


def needed(results: Results, arm: str) -> float:
    """The median of the sequences that an arm's runs saw; one that failed counts its whole budget."""
    return middle(results, arm, "sequences")


def verdict(experiment: Experiment, results: Results) -> str:
    """What the rule says of these runs; "not run yet" while an arm has none."""
    if not all(results.get(arm.name) for arm in experiment.arms):
        return "not run yet"
    if experiment.holds(results):
        return EXACT if experiment.exact else DIRECTION
    return NOT
