"""Chapter 10, *Train it*: the tasks, their known mistakes, their hints."""

from lstm_ref.exercises.ch10.tasks import TASKS as TASKS
from lstm_ref.exercises.ch10.tasks import check as check
