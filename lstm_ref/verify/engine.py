'''The engine behind every exercise's checks.

How to write the data of a notebook's tasks. It lies in ``lstm_ref/exercises/ch04/``: a file a task, each
with its `TASK`; ``tasks.py``, which finds them and makes `check`; an ``__init__.py`` that hands both on. In
one file it would read::

    import numpy as np

    from lstm_ref.numpy import sigmoid
    from lstm_ref.verify.engine import (
        ChoiceTask, Mistake, Output, PlantedBug, PredictTask, Task, WriteTheCheckTask, checker,
    )


    def jacobian_product(weight_hh, hs):
        """(T, H) states -> the product of the T Jacobians, (H, H)."""
        product = np.eye(len(weight_hh))
        for h in hs:
            product = (1 - h**2)[:, None] * weight_hh @ product
        return product


    def products(rng):
        sizes = [(2, 3), (5, 4), (3, 2)]
        return [(rng.normal(size=(H, H)), np.tanh(rng.normal(size=(T, H)))) for T, H in sizes]


    def order_reversed(weight_hh, hs):
        return jacobian_product(weight_hh, hs[::-1])


    TASKS = (
        Task(
            id="4.2",
            title="Multiply the Jacobians",
            reference=jacobian_product,
            inputs=products,
            outputs=[Output("product", axes=("H to", "H from"))],
            mistakes=[
                Mistake(
                    "order-reversed",
                    order_reversed,
                    symptom="The first step's Jacobian stands on the left of the product.",
                    hint="Look at the line that multiplies: which Jacobian does a change of h_0 meet first?",
                ),
            ],
            hints=("Start from the identity.", "One Jacobian is diag(1 - h²) W.", "Multiply from the left."),
            section="sec-jacobian-products",
        ),
        PredictTask(
            id="4.3",
            title="Predict the shrinking",
            measure=lambda: 0.9**50,
            factor=3,
            mistakes=[Mistake("linear", lambda: 1 - 50 * 0.01, symptom="…")],
        ),
        ChoiceTask(
            id="4.4",
            title="Read the plot",
            right="B",
            options=("A", "B", "C"),
            mistakes=[Mistake("took-it-to-explode", lambda: "A", symptom="…", hint="…")],
        ),
        ChoiceTask(
            id="4.6",
            title="Label the diagram",
            right={1: "forget gate", 2: "input gate", 3: "candidate"},
            mistakes=[Mistake("f-i-swapped", lambda: {1: "input gate", 2: "forget gate"}, symptom="…")],
        ),
        WriteTheCheckTask(
            id="4.5",
            title="Write the check",
            correct=(step, step_backward),
            takes=("step", "step_backward"),
            bugs=[PlantedBug("sign", (step, backward_with_wrong_sign), symptom="dh has the wrong sign.")],
            mistakes=[Mistake("zero-state", a_weak_check, symptom="Every state in it is zero.")],
        ),
    )
    check = checker(TASKS)

and in the notebook, in a cell tagged ``check``: ``check("4.2", jacobian_product)``. Every task's answer is a
function, a number's and a label's too (``def my_guess() -> float``), so that the stub raises when called.

A known mistake is a function with the learner's signature that returns finite values of the right shape and
type, differs from the right answer and from every other mistake of the task, and comes from a plausible
misreading. For a `PredictTask` it returns the believed value, for a `ChoiceTask` the wrong choice (of a dict,
only the keys that are wrong, if you like), for a `WriteTheCheckTask` it is a check that is blind.

What a learner sees: one line, ``✓ 4.2 Multiply the Jacobians: right on 3 inputs``, or a `CheckFailed` that
names the mistake, or says which output, gate, time step and term is wrong: a small panel in a notebook, its
text in a terminal. The stub's NotImplementedError passes through unchanged, and is shown as a task not begun.
Calls are limited in time by an alarm where the system has alarms (not on Windows, nor outside the main
thread); an endless loop around a bare ``except:`` outlives it, and only a limit outside the process ends it,
as ``lstm-ref check`` has.
'''

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from lstm_ref.verify.choice import ChoiceTask
from lstm_ref.verify.compare import Output
from lstm_ref.verify.listing import tasks_beside
from lstm_ref.verify.mistake import Gradable, Mistake
from lstm_ref.verify.opened import hints_left
from lstm_ref.verify.panel import OPEN, RIGHT, WRONG, Panel, render_as, show
from lstm_ref.verify.predict import PredictTask
from lstm_ref.verify.sections import section_address
from lstm_ref.verify.task import Case, Task
from lstm_ref.verify.verdict import CheckFailed
from lstm_ref.verify.write_check import PlantedBug, WriteTheCheckTask

__all__ = [
    "Case",
    "CheckFailed",
    "Checker",
    "ChoiceTask",
    "Gradable",
    "Mistake",
    "Output",
    "PlantedBug",
    "PredictTask",
    "Task",
    "WriteTheCheckTask",
    "checker",
    "tasks_beside",
]


class Checker:
    """`check(task_id, function)`: shows one line when the answer is right, raises otherwise.

    A notebook shows either as a panel (`lstm_ref.verify.panel`); a terminal prints its text.
    """

    def __init__(self, tasks: Sequence[Gradable]) -> None:
        self.tasks = {task.id: task for task in tasks}
        if len(self.tasks) != len(tasks):
            raise ValueError(f"two tasks have the same id: {sorted(task.id for task in tasks)}")

    def __call__(self, task_id: str, fn: Any) -> None:
        task = self.tasks.get(str(task_id))
        if task is None:
            lead = f"there is no task {str(task_id)[:20]} here; there are {', '.join(self.tasks)}"
            raise CheckFailed(lead, kind="no-such-task")
        try:
            detail = task.grade(fn)
        except NotImplementedError as stub:
            render_as(stub, open_panel(task), f"· {task.id} is not begun.")
            raise stub.with_traceback(None) from None  # the task is not begun: our frames say nothing
        except CheckFailed as failed:
            failed.task, failed.title, failed.section = task.id, task.title, failed.section or task.section
            render_as(failed, wrong_panel(task, failed), f"✗ {task.id} is not right yet: see above.")
            raise failed.with_traceback(None) from None
        show(Panel(f"✓ {task.id} {task.title}: {detail}", RIGHT))


def open_panel(task: Gradable) -> Panel:
    """What a task that is not begun looks like."""
    advice = "Replace the line that raises NotImplementedError, run that cell, and then this one."
    lines = [f"· {task.id} {task.title}: not begun", advice, hints_left(task.id, len(task.hints))]
    return Panel("\n  ".join(filter(None, lines)), OPEN)


def wrong_panel(task: Gradable, failed: CheckFailed) -> Panel:
    """The verdict, how many hints are left, and a link to the section."""
    text = "\n  ".join(filter(None, (str(failed), hints_left(task.id, len(task.hints)))))
    return Panel(text, WRONG, section_address(failed.section) if failed.section else "")


def checker(tasks: Sequence[Gradable]) -> Checker:
    """The `check` of one notebook; ValueError when two tasks share an id."""
    return Checker(tasks)
