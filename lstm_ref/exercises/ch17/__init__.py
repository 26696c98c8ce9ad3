"""Chapter 17, *Translate*: the tasks, their known mistakes, their hints."""

from lstm_ref.exercises.ch17.tasks import TASKS as TASKS
from lstm_ref.exercises.ch17.tasks import check as check
