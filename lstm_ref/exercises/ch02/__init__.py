"""Chapter 2, *Run a recurrent cell*: the tasks, their known mistakes, their hints."""

from lstm_ref.exercises.ch02.tasks import TASKS as TASKS
from lstm_ref.exercises.ch02.tasks import check as check
