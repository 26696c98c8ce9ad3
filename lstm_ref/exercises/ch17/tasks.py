"""The tasks of chapter 17, in their order."""

from lstm_ref.exercises.ch17 import attention, beam, count_changes, dealt_labels, swaps
from lstm_ref.verify.engine import checker

TASKS = (attention.TASK, beam.TASK, count_changes.TASK, swaps.TASK, dealt_labels.TASK)
check = checker(TASKS)
