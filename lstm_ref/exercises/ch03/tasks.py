"""The tasks of chapter 3, in their order."""

from lstm_ref.exercises.ch03 import logits, loop_line, step_back, steps_and_errors, walk_back, write_check
from lstm_ref.verify.engine import checker

TASKS = (
    logits.TASK,
    step_back.TASK,
    walk_back.TASK,
    steps_and_errors.TASK,
    loop_line.TASK,
    write_check.TASK,
)
check = checker(TASKS)
