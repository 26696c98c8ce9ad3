"""The recorded runs of chapter 7: continual Reber streams, and gate biases against the temporal-order task.

    python -m lstm_ref.tasks.forget_record --record

writes ``book/results/continual_reber.json`` and ``book/results/forget_bias.json``, on one thread. The streams
are trained on the NumPy reference. The order task is trained as the repair ledger trains it, in PyTorch. The
numbers of a run depend on the processor; which start passes and which does not should not.
"""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import click
import numpy as np

from lstm_ref import recorded
from lstm_ref.ledger.rows import Row
from lstm_ref.ledger.settings import SETTINGS
from lstm_ref.ledger.tasks import task_named
from lstm_ref.numpy.init import Rng
from lstm_ref.tasks import streams
from lstm_ref.tasks.reber import reber_streams

RESULTS = Path(__file__).resolve().parents[2] / "book" / "results"
REBER, BIASES = RESULTS / "continual_reber.json", RESULTS / "forget_bias.json"
COMMAND = "python -m lstm_ref.tasks.forget_record --record"
SEEDS = 5
EARLY = 100  # the step at which |c| is read first; it is read again at the end of the test
UPDATES, TESTED, TEST_STREAMS = 1500, 2000, 10  # of a run on Reber streams
CELLS: dict[str, Callable[[Rng], streams.Net]] = {
    "1997": streams.cell_1997,
    "forget gate": streams.forgetting_cell,
}


class Start(NamedTuple):
    """How the biases of forget and input gate start, and on which length of the order task."""

    name: str
    steps: int
    options: dict[str, Any]

    @property
    def key(self) -> str:
        """Under which its runs are stored."""
        return f"{self.name}, T={self.steps}"


STARTS = [
    *[Start(f"forget bias {f}", 100, {"bias": {"f": float(f)}}) for f in (0, 1, 3, 5)],
    Start("5, and input bias -3", 100, {"bias": {"f": 5.0, "i": -3.0}}),
    Start("chrono", 100, {"max_lag": 110}),
    Start("forget bias 5", 200, {"bias": {"f": 5.0}}),
    Start("5, and input bias -3", 200, {"bias": {"f": 5.0, "i": -3.0}}),
    Start("chrono", 200, {"max_lag": 220}),
]
ORDER = SETTINGS._replace(updates=3000, lrs=(1e-2,), seeds=SEEDS)


def on_streams(cell: str, seed: int, updates: int = UPDATES) -> dict[str, float]:
    """Train one cell on Reber streams, and test it on streams that it has not seen."""
    rng = np.random.default_rng(seed)
    net, _ = streams.train(rng, CELLS[cell](rng), updates)
    found = streams.test_on(net, reber_streams(rng, TESTED, TEST_STREAMS), warm_up=EARLY)
    memory = found.memory.mean(axis=1)
    return {
        "right": found.right,
        "errors": found.errors,
        "steps": found.steps,
        "memory_early": float(memory[EARLY - 1]),
        "memory_end": float(memory[-1]),
    }


def on_order(start: Start, seed: int) -> dict[str, float]:
    """Train today's cell from one start on the order task, until a test is passed or the budget is spent."""
    from lstm_ref.ledger.runs import attempt  # needs torch, which reading a record does not

    row = Row(start.name, 7, "lstm", start.options, "")
    run = attempt(row, task_named("order"), seed, ORDER.lrs[0], ORDER._replace(steps=start.steps))
    return {"solved": run.solved, "sequences": run.sequences, "share": run.share, "path": run.path}


def stamp(settings: dict[str, Any]) -> dict[str, Any]:
    """Command, date, versions, machine and settings of a record that is written now."""
    return {
        **recorded.stamp(COMMAND, "numpy", "torch"),
        "settings": settings,
    }


def settings_of_streams() -> dict[str, Any]:
    """What the runs on Reber streams are made with."""
    return {
        "hidden_size": streams.SIZE,
        "streams": streams.STREAMS,
        "window": streams.WINDOW,
        "lr": streams.LR,
        "updates": UPDATES,
        "test_steps": TESTED,
        "test_streams": TEST_STREAMS,
        "warm_up": EARLY,
        "seeds": SEEDS,
    }


def settings_of_order() -> dict[str, Any]:
    """What the runs on the order task are made with, as JSON holds it."""
    common = {k: v for k, v in ORDER._asdict().items() if k not in ("steps", "window", "distractors")}
    starts = {start.key: {"steps": start.steps, **start.options} for start in STARTS}
    held: dict[str, Any] = json.loads(json.dumps({**common, "starts": starts}))
    return held


def read(path: Path) -> dict[str, Any]:
    """One of the two records.

    Raises:
        FileNotFoundError: when there is none; its message has the command that makes it.
    """
    return recorded.read(path, COMMAND)


def _write(path: Path, settings: dict[str, Any], runs: dict[str, Any]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    recorded.write({**stamp(settings), "runs": runs}, path)
    click.echo(str(path))


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--record", "write", is_flag=True, help="Write both records when all is trained.")
def main(write: bool) -> None:
    """Train on Reber streams and on the order task at every recorded setting; this takes minutes."""
    import torch

    torch.set_num_threads(1)
    on_reber: dict[str, Any] = {}
    for cell in CELLS:
        on_reber[cell] = [on_streams(cell, seed) for seed in range(SEEDS)]
        right = ", ".join(f"{run['right']:.3f}" for run in on_reber[cell])
        click.echo(f"Reber streams, {cell}: {right}")
    by_start: dict[str, Any] = {}
    for start in STARTS:
        by_start[start.key] = [on_order(start, seed) for seed in range(SEEDS)]
        passed = sorted(run["sequences"] for run in by_start[start.key] if run["solved"])
        click.echo(f"order, {start.key}: {len(passed)} of {SEEDS} passed, after {passed or 'no'} sequences")
    if write:
        _write(REBER, settings_of_streams(), on_reber)
        _write(BIASES, settings_of_order(), by_start)


if __name__ == "__main__":
    main(prog_name="python -m lstm_ref.tasks.forget_record")
