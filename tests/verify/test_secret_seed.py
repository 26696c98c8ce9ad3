"""With a teacher's secret a task draws other inputs, on which it is still a task."""

import pkgutil
from importlib import import_module

import numpy as np
import pytest

import lstm_ref.exercises
from lstm_ref.verify.leaves import named_leaves
from lstm_ref.verify.task import SECRET, Task
from lstm_ref.verify.verdict import CheckFailed

CHAPTERS = [name for _, name, _ in pkgutil.iter_modules(lstm_ref.exercises.__path__)]
TASKS = [
    task
    for name in CHAPTERS
    for task in import_module(f"lstm_ref.exercises.{name}").TASKS
    if isinstance(task, Task)
]

WRITTEN_OUT = {
    "16.3"
}  # its stories are written by hand, each for one misreading: a secret cannot change them


def drawn(task):
    """What there is to compare in a task's inputs: every number and every word of them."""
    leaves = [leaf for _, bound in task.cases() for _, leaf in named_leaves(dict(bound.arguments))]
    return [repr(leaf.tolist() if isinstance(leaf, np.ndarray) else leaf) for leaf in leaves]


@pytest.mark.parametrize("task", TASKS, ids=lambda task: task.id)
def test_other_inputs_and_the_same_right_answer(task, monkeypatch):
    before = drawn(task)
    monkeypatch.setenv(SECRET, "a word")
    task.grade(task.reference)
    after = drawn(task)
    assert (before == after) == (task.id in WRITTEN_OUT), "the same inputs: a copied answer would pass"
    for mistake in task.mistakes[:2]:
        with pytest.raises(CheckFailed):
            task.grade(task.planted(mistake))
