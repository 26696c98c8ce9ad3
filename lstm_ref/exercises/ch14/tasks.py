"""The tasks of chapter 14, in their order."""

from lstm_ref.exercises.ch14 import budget, cost, crossover, fuse, hoist, slow_line, threads
from lstm_ref.verify.engine import checker

TASKS = (
    hoist.TASK,
    fuse.TASK,
    cost.TASK,
    slow_line.TASK,
    crossover.TASK,
    budget.TASK,
    threads.TASK,
)
check = checker(TASKS)
