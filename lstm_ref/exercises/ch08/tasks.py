"""The tasks of chapter 8, in their order."""

from lstm_ref.exercises.ch08 import diagram, predictions, step, translate, valves, wrong_line
from lstm_ref.verify.engine import checker

TASKS = (step.TASK, translate.TASK, predictions.TASK, diagram.TASK, wrong_line.TASK, valves.TASK)
check = checker(TASKS)
