"""The recorded runs of the long-lag task: longer lags, four pairs of gate biases, and the plain net.

    python -m lstm_ref.tasks.lag_record --record

writes ``book/results/long_lag.json``. It is training alone, on one thread; the numbers of a run depend on the
processor, which cell passes and which does not should not.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import click
import numpy as np

from lstm_ref import recorded
from lstm_ref.tasks.lag_trials import Trial, cell_1997, inputs_of, plain_net, train

RECORD = Path(__file__).resolve().parents[2] / "book" / "results" / "long_lag.json"
COMMAND = "python -m lstm_ref.tasks.lag_record --record"
BUDGET = 6400  # sequences, for every run

# Hochreiter & Schmidhuber 1997, table 3: (q, p) -> sequences to success, the mean of 20 trials.
TABLE_3 = {
    (50, 50): 30_000,
    (100, 100): 31_000,
    (200, 200): 33_000,
    (500, 500): 38_000,
    (1000, 1000): 49_000,
    (1000, 500): 49_000,
    (1000, 200): 75_000,
    (1000, 100): 135_000,
    (1000, 50): 203_000,
}


class Setting(NamedTuple):
    """What one run is made with; `cell` is "1997" or "plain"."""

    part: str
    cell: str
    lag: int
    distractors: int
    options: dict[str, Any]
    batch: int = 16
    lr: float = 1e-2
    seeds: int = 5

    @property
    def name(self) -> str:
        """Under which its runs are stored."""
        options = ", ".join(f"{key}={value}" for key, value in self.options.items())
        return f"{self.cell} q={self.lag} p={self.distractors} {options} B={self.batch} lr={self.lr:g}"


LAGS = [
    Setting("lags", "1997", 100, 100, {"i": -3.0, "o": 0.0}),
    Setting("lags", "1997", 500, 500, {"i": -5.0, "o": 0.0}, batch=8),
    Setting("lags", "1997", 1000, 1000, {"i": -5.0, "o": 0.0}, batch=8),
    Setting("lags", "1997", 1000, 100, {"i": -5.0, "o": 0.0}, batch=8),
]
BIASES = [Setting("biases", "1997", 100, 100, {"i": i, "o": o}) for i in (-3.0, 0.0) for o in (0.0, -3.0)]
PLAIN = [
    Setting("plain", "plain", lag, 100, {"turned": turned}, lr=lr, seeds=10)
    for lag, turned in ((20, False), (20, True), (100, True))
    for lr in (1e-2, 3e-3)
]
SETTINGS = [*LAGS, *BIASES[1:], *PLAIN]  # the first pair of biases is the first lag


def run(setting: Setting, seed: int, budget: int = BUDGET) -> Trial:
    """Train one net."""
    rng = np.random.default_rng(seed)
    start = cell_1997 if setting.cell == "1997" else plain_net
    net = start(rng, inputs_of(setting.distractors), **setting.options)
    lag, distractors = setting.lag, setting.distractors
    return train(rng, net, lag, distractors, budget=budget, batch=setting.batch, lr=setting.lr)


def stamp() -> dict[str, Any]:
    """Command, date, versions and machine of a record that is written now."""
    return {
        **recorded.stamp(COMMAND, "numpy"),
        "budget": BUDGET,
        "settings": {setting.name: setting._asdict() for setting in SETTINGS},
    }


def read(path: Path = RECORD) -> dict[str, Any]:
    """The record.

    Raises:
        FileNotFoundError: when there is none; its message has the command that makes it.
    """
    return recorded.read(path, COMMAND)


def runs_of(record: dict[str, Any], setting: Setting) -> tuple[int, list[int]]:
    """How many seeds passed, and the sequences that each of these needed, in rising order.

    Raises:
        KeyError: when the record was made with other settings.
    """
    found = record["runs"][setting.name]
    needed = sorted(one["sequences"] for one in found if one["solved"])
    return len(needed), needed


def make() -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """Train every setting with every seed."""
    for setting in SETTINGS:
        trials = [run(setting, seed) for seed in range(setting.seeds)]
        yield setting.name, [{"solved": one.solved, "sequences": one.sequences} for one in trials]


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--record", "write", is_flag=True, help=f"Write {RECORD.name} when all is trained.")
def main(write: bool) -> None:
    """Train on the long-lag task at every recorded setting; this takes minutes."""
    runs = {}
    for name, trials in make():
        runs[name] = trials
        passed = sorted(one["sequences"] for one in trials if one["solved"])
        click.echo(f"{name}: {len(passed)} of {len(trials)} passed, after {passed or 'no'} sequences")
    if write:
        RECORD.parent.mkdir(parents=True, exist_ok=True)
        recorded.write({**stamp(), "runs": runs}, RECORD)
        click.echo(str(RECORD))


if __name__ == "__main__":
    main(prog_name="python -m lstm_ref.tasks.lag_record")
