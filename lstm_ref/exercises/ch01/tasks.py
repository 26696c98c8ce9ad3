"""The tasks of chapter 1, in their order."""

from lstm_ref.exercises.ch01 import cutting, leak, memory, mixing, reach, scoring
from lstm_ref.verify.engine import checker

TASKS = (cutting.TASK, mixing.TASK, scoring.TASK, reach.TASK, leak.TASK, memory.TASK)
check = checker(TASKS)
