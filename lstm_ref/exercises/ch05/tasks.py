"""The tasks of chapter 5, in the order of their numbers."""

from lstm_ref.verify.engine import checker, tasks_beside

TASKS = tasks_beside(__name__)
check = checker(TASKS)
