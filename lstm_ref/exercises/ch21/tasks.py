"""The tasks of chapter 21, in their order."""

from lstm_ref.exercises.ch21 import counted, edits_rate, forward_sum, frequency, probes
from lstm_ref.verify.engine import checker

TASKS = (counted.TASK, forward_sum.TASK, edits_rate.TASK, frequency.TASK, probes.TASK)
check = checker(TASKS)
