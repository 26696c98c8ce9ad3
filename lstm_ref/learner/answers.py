"""In the kernel that runs a learner's notebook: collect what the functions answer, and hide the references.

Nothing is judged here. The answers go to files, and another process, which runs none of the learner's code,
reads them (`lstm_ref.learner.marking`).
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from types import ModuleType
from typing import Any

from lstm_ref.verify.handed import Recorder
from lstm_ref.verify.verdict import CheckFailed

EXERCISES = "lstm_ref.exercises"
PLUMBING = ("__name__", "__builtins__", "__spec__", "__loader__", "__path__", "__file__", "__cached__")

_collect: Callable[[str, Any], None] | None = None


def begin(opening: str, imports: Mapping[str, list[str]], folder: str) -> None:
    """Make `hand_over` know the exercise's tasks; from then on a notebook imports no reference.

    Arguments:
        opening: The exercise's code that makes `check`.
        imports: What the exercise's own cells import from each module of `lstm_ref.exercises`.
        folder: Where the answers go.
    """
    global _collect
    space: dict[str, Any] = {"__name__": "exercise"}
    exec(compile(opening, "the exercise's first cells", "exec"), space)  # the exercise's, not the learner's
    for name in imports:
        __import__(name)
    tasks = space["check"].tasks
    hide(imports, [getattr(task, "reference", None) for task in tasks.values()])

    def collect(task_id: str, fn: Any) -> None:
        recorder = Recorder(fn)
        try:
            tasks[task_id].grade(recorder)
        except (CheckFailed, NotImplementedError):
            pass  # that is judged elsewhere, from the same calls
        place = Path(folder)
        place.mkdir(parents=True, exist_ok=True)
        (place / f"{task_id}.json").write_text(json.dumps(recorder.calls), encoding="utf-8")

    _collect = collect


def hand_over(task_id: str, fn: Any) -> None:
    """Call a learner's function on the task's inputs and write down its answers.

    Raises:
        RuntimeError: when `begin` was not called.
    """
    if _collect is None:
        raise RuntimeError("hand_over: expected a call of begin before it, got none")
    _collect(task_id, fn)


def hide(imports: Mapping[str, list[str]], references: list[Any]) -> None:
    """Put in the place of each module of exercises one without tasks, and without these references."""
    real = {
        name: module for name, module in sys.modules.items() if name.split(".")[:2] == EXERCISES.split(".")
    }
    bare = {name: without_tasks(module, imports.get(name, []), references) for name, module in real.items()}
    sys.modules.update(bare)
    for name, module in bare.items():
        parent, _, own = name.rpartition(".")
        setattr(bare.get(parent, sys.modules[parent]), own, module)


def without_tasks(module: ModuleType, wanted: list[str], references: list[Any]) -> ModuleType:
    """A module of the `wanted` names; one that makes no task keeps all but the references."""
    tasks = any(name in vars(module) for name in ("TASK", "TASKS", "check"))
    bare = ModuleType(module.__name__)
    if hasattr(module, "__path__"):
        bare.__path__ = []  # what was hidden is not to be found again beside it
    for name, value in vars(module).items():
        loose = (
            not tasks and not isinstance(value, ModuleType) and not any(value is one for one in references)
        )
        if name not in PLUMBING and (loose or name in wanted):
            setattr(bare, name, later if name == "check" else value)
    return bare


def later(*_task_and_function: Any) -> None:
    """What `check` is while a class is graded: the answers are judged afterwards."""
