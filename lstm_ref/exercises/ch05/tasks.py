"""The tasks of chapter 5, in their order."""

from lstm_ref.exercises.ch05 import broken_line, curves, shrinking, step, step_back
from lstm_ref.verify.engine import checker

TASKS = (shrinking.TASK, step.TASK, step_back.TASK, curves.TASK, broken_line.TASK)
check = checker(TASKS)
