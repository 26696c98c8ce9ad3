"""Chapter 20, *See*: the tasks, their known mistakes, their hints."""

from lstm_ref.exercises.ch20.tasks import TASKS as TASKS
from lstm_ref.exercises.ch20.tasks import check as check
