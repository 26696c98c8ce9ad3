"""Runs on the ledger's tasks: a cell, a length, a learning rate. In PyTorch, imported late."""

from collections.abc import Mapping
from typing import Any

from lstm_ref.ledger.rows import Row
from lstm_ref.ledger.settings import SETTINGS, Settings
from lstm_ref.ledger.tasks import task_named
from lstm_ref.tasks.lag_trials import inputs_of

OURS = (
    "full gradient instead of truncated, Adam with clipping instead of plain gradient descent, batches of 32"
)
CELL_1997 = {"cell": "lstm", "held": "f", "bias": {"i": -3.0}}
PLAIN = {"cell": "rnn", "turned": False}


def settings_of(options: Mapping[str, Any], share: float = 1.0) -> Settings:
    """The ledger's settings with an arm's own sizes; of the budget only a share."""
    updates = max(2, int(options.get("updates", SETTINGS.updates) * share))
    s = SETTINGS._replace(updates=updates, steps=options.get("steps", SETTINGS.steps))
    s = s._replace(
        batch=options.get("batch", s.batch),
        hidden_size=options.get("hidden", s.hidden_size),
        distractors=options.get("distractors", s.distractors),
        test_every=min(s.test_every, updates),
    )
    return s if share == 1 else s._replace(long_stream=200, test_batches=1, test_steps=200)


def gated_run(options: Mapping[str, Any], seed: int, share: float) -> dict[str, float]:
    """Train one cell on one of the ledger's tasks until it passes the task's test.

    Arguments:
        options: `task`; `cell` ("lstm" or "rnn") with `held`, `bias`, `max_lag` or `turned`, as a row of the
            ledger has them; and where they are not the ledger's: `steps`, `distractors`, `hidden`, `batch`,
            `updates`, `lr`.
        seed: of everything random.
        share: of the budget.
    """
    from lstm_ref.ledger.runs import attempt

    names = ("held", "bias", "max_lag") if options["cell"] == "lstm" else ("turned",)
    start = {name: options[name] for name in names if name in options}
    row = Row("arm", 0, options["cell"], start, "")
    lr = options.get("lr", SETTINGS.lrs[0])
    task, s = task_named(options["task"]), settings_of(options, share)
    if task.name == "long lag":
        task = task._replace(inputs=inputs_of(s.distractors))
    run = attempt(row, task, seed, lr, s)
    found = {"solved": float(run.solved), "sequences": float(run.sequences), "share": run.share}
    return found if run.memory is None else {**found, "memory": run.memory}
