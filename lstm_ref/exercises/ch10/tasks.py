"""The tasks of chapter 10, in their order."""

from lstm_ref.exercises.ch10 import one_batch, read_the_log, stopping, taught_steps, windows
from lstm_ref.verify.engine import checker

TASKS = (windows.TASK, stopping.TASK, one_batch.TASK, taught_steps.TASK, read_the_log.TASK)
check = checker(TASKS)
