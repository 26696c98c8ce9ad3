"""Chapter 18, *Forecast and notice*: the tasks, their known mistakes, their hints."""

from lstm_ref.exercises.ch18.tasks import TASKS as TASKS
from lstm_ref.exercises.ch18.tasks import check as check
