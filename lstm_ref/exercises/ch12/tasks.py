"""The tasks of chapter 12, in their order."""

from lstm_ref.exercises.ch12 import count, dropout_line, pieces, real_mean, reversing, summary, write_check
from lstm_ref.verify.engine import checker

TASKS = (
    real_mean.TASK,
    summary.TASK,
    write_check.TASK,
    pieces.TASK,
    count.TASK,
    reversing.TASK,
    dropout_line.TASK,
)
check = checker(TASKS)
