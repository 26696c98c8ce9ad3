"""Chapter 5, *Make the error flow constant*: the tasks, their known mistakes, their hints."""

from lstm_ref.exercises.ch05.curves import lettered_curves as lettered_curves
from lstm_ref.exercises.ch05.tasks import TASKS as TASKS
from lstm_ref.exercises.ch05.tasks import check as check
