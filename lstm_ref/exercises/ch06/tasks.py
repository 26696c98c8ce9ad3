"""The tasks of chapter 6, in their order."""

from lstm_ref.exercises.ch06 import (
    diagram,
    drift,
    drifting_start,
    paper_cell,
    valves_backward,
    word_gates,
)
from lstm_ref.verify.engine import checker

TASKS = (
    paper_cell.TASK,
    valves_backward.TASK,
    drift.TASK,
    diagram.TASK,
    drifting_start.TASK,
    word_gates.TASK,
)
check = checker(TASKS)
