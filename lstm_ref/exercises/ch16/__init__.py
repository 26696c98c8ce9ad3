"""Chapter 16, *Judge and answer*: the tasks, their known mistakes, their hints."""

from lstm_ref.exercises.ch16.tasks import TASKS as TASKS
from lstm_ref.exercises.ch16.tasks import check as check
