"""The tasks of chapter 15, in their order."""

from lstm_ref.exercises.ch15 import areas, drawing, mixing, replacing, reports
from lstm_ref.verify.engine import checker

TASKS = (mixing.TASK, drawing.TASK, areas.TASK, reports.TASK, replacing.TASK)
check = checker(TASKS)
