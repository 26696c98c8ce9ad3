"""Chapter 21, *Hear*: the tasks, their known mistakes, their hints."""

from lstm_ref.exercises.ch21.tasks import TASKS as TASKS
from lstm_ref.exercises.ch21.tasks import check as check
