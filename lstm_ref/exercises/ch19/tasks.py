"""The tasks of chapter 19, in their order."""

from lstm_ref.exercises.ch19 import contest_of_readers, cost_of_one, mixture_gradient, pen_points, snake
from lstm_ref.verify.engine import checker

TASKS = (snake.TASK, pen_points.TASK, mixture_gradient.TASK, cost_of_one.TASK, contest_of_readers.TASK)
check = checker(TASKS)
