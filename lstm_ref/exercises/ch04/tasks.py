"""The tasks of chapter 4, in their order."""

from lstm_ref.exercises.ch04 import clip, jacobian, start_checks, starving, walk_back, what_is_left
from lstm_ref.verify.engine import checker

TASKS = (what_is_left.TASK, jacobian.TASK, walk_back.TASK, clip.TASK, starving.TASK, start_checks.TASK)
check = checker(TASKS)
