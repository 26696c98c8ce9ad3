"""The four tasks of the ledger, each with the paper's own measure of a right answer."""

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np

from lstm_ref.ledger.settings import Settings
from lstm_ref.numpy.arrays import Array
from lstm_ref.numpy.losses import softmax
from lstm_ref.tasks.adding import adding_batch
from lstm_ref.tasks.long_lag import long_lag_batch
from lstm_ref.tasks.reber import reber_streams
from lstm_ref.tasks.temporal_order import temporal_order_batch

Rng = np.random.Generator
Batch = tuple[Array, Any]


class Task(NamedTuple):
    """One task. `kind` is "class", "number" (an answer at the last step) or "stream" (one at every step).

    `batch(rng, settings)` draws inputs (T, B, D) and what is asked; `tolerance` is by how much each output
    may be wrong.
    """

    name: str
    inputs: int
    outputs: int
    kind: str
    tolerance: float
    batch: Callable[[Rng, Settings], Batch]
    legend: str


def _long_lag(rng: Rng, s: Settings) -> Batch:
    return long_lag_batch(rng, s.batch, lag=s.steps, distractors=s.distractors)


def _adding(rng: Rng, s: Settings) -> Batch:
    return adding_batch(rng, s.batch, s.steps)


def _order(rng: Rng, s: Settings) -> Batch:
    return temporal_order_batch(rng, s.batch, s.steps)


def _reber(rng: Rng, s: Settings) -> Batch:
    streams = reber_streams(rng, s.test_steps, s.batch)
    return np.eye(7)[streams.tokens], streams


TASKS: list[Task] = [
    Task("long lag", 104, 2, "class", 0.2, _long_lag, "name the bit told before 100 or more distractors"),
    Task("adding", 2, 1, "number", 0.04, _adding, "add two marked numbers out of 100 or more"),
    Task("order", 6, 4, "class", 0.3, _order, "say in which order two symbols came, 100 or more steps"),
    Task(
        "Reber",
        7,
        7,
        "stream",
        0.0,
        _reber,
        "recall the second symbol of each of endless strings that nothing separates",
    ),
]


def task_named(name: str) -> Task:
    """The task of that name.

    Raises:
        ValueError: when there is none.
    """
    found = [task for task in TASKS if task.name == name]
    if not found:
        raise ValueError(f"task: expected one of {', '.join(t.name for t in TASKS)}, got {name}")
    return found[0]


def share_right(task: Task, outputs: Array, asked: Any) -> float:
    """Which share of a batch's answers counts as right.

    Arguments:
        task: decides what is right. "class": each softmax output is within the tolerance of 0 or 1.
            "number": the output is. "stream": where the symbol of many steps ago is due, the one legal symbol
            has the highest output.
        outputs: (B, outputs), or of a stream (T, B, outputs).
        asked: what `task.batch` returned.

    Returns:
        between 0 and 1.
    """
    if task.kind == "stream":
        best = outputs.argmax(axis=-1)
        legal = np.take_along_axis(asked.legal, best[..., None], axis=-1)[..., 0]
        return float(legal[asked.long_range].mean())
    if task.kind == "number":
        return float((np.abs(outputs[:, 0] - asked) < task.tolerance).mean())
    wrong = np.abs(softmax(outputs) - np.eye(task.outputs)[asked]).max(axis=-1)
    return float((wrong < task.tolerance).mean())
