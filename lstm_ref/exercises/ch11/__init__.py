"""Chapter 11, *Move to PyTorch and the GPU*: the tasks, their known mistakes, their hints."""

from lstm_ref.exercises.ch11.tasks import TASKS as TASKS
from lstm_ref.exercises.ch11.tasks import check as check
