"""The tasks of chapter 2, in their order."""

from lstm_ref.exercises.ch02 import counting, curve, shapes, step, walk, writer
from lstm_ref.verify.engine import checker

TASKS = (step.TASK, walk.TASK, counting.TASK, curve.TASK, writer.TASK, shapes.TASK)
check = checker(TASKS)
