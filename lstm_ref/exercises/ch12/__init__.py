"""Chapter 12, *Batch, stack and reverse it*: the tasks, their known mistakes, their hints."""

from lstm_ref.exercises.ch12.tasks import TASKS as TASKS
from lstm_ref.exercises.ch12.tasks import check as check
