"""The tasks of chapter 18, in their order."""

from lstm_ref.exercises.ch18 import back_tested, counted, leaks, luck, shifted
from lstm_ref.verify.engine import checker

TASKS = (back_tested.TASK, shifted.TASK, luck.TASK, leaks.TASK, counted.TASK)
check = checker(TASKS)
