"""Chapter 15, *Write text*: the tasks, their known mistakes, their hints."""

from lstm_ref.exercises.ch15.tasks import TASKS as TASKS
from lstm_ref.exercises.ch15.tasks import check as check
