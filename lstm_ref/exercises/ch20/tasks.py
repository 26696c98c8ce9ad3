"""The tasks of chapter 20, in their order."""

from lstm_ref.exercises.ch20 import captions_right, holding_out, looking, turning, writing
from lstm_ref.verify.engine import checker

TASKS = (looking.TASK, writing.TASK, holding_out.TASK, captions_right.TASK, turning.TASK)
check = checker(TASKS)
