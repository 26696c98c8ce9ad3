"""Chapter 19, *Read and write by hand*: the tasks, their known mistakes, their hints."""

from lstm_ref.exercises.ch19.tasks import TASKS as TASKS
from lstm_ref.exercises.ch19.tasks import check as check
