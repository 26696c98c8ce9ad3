"""The tasks of chapter 11, in their order."""

from lstm_ref.exercises.ch11 import (
    broken_loss,
    carried,
    other_weights,
    parity_check,
    swapped_axes,
    unknown_order,
)
from lstm_ref.verify.engine import checker

TASKS = (
    other_weights.TASK,
    unknown_order.TASK,
    parity_check.TASK,
    broken_loss.TASK,
    carried.TASK,
    swapped_axes.TASK,
)
check = checker(TASKS)
