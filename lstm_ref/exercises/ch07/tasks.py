"""The tasks of chapter 7, in their order."""

from lstm_ref.exercises.ch07 import both_biases, half_lives, settling, step, step_back, windows_line
from lstm_ref.verify.engine import checker

TASKS = (half_lives.TASK, settling.TASK, step.TASK, step_back.TASK, both_biases.TASK, windows_line.TASK)
check = checker(TASKS)
