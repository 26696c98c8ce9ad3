"""The tasks of chapter 9, in their order."""

from lstm_ref.exercises.ch09 import (
    cell_path,
    misplaced_line,
    reports,
    split,
    step_back,
    walk_back,
    write_check,
)
from lstm_ref.verify.engine import checker

TASKS = (
    cell_path.TASK,
    step_back.TASK,
    walk_back.TASK,
    split.TASK,
    misplaced_line.TASK,
    reports.TASK,
    write_check.TASK,
)
check = checker(TASKS)
