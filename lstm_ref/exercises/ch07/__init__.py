"""Chapter 7, *Let it forget*: the tasks, their known mistakes, their hints."""

from lstm_ref.exercises.ch07.tasks import TASKS as TASKS
from lstm_ref.exercises.ch07.tasks import check as check
