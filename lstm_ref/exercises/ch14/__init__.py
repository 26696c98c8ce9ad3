"""Chapter 14, *Make it fast*: the tasks, their known mistakes, their hints."""

from lstm_ref.exercises.ch14.tasks import TASKS as TASKS
from lstm_ref.exercises.ch14.tasks import check as check
