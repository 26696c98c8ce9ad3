"""Chapter 9, *Backpropagate through the cell*: the tasks, their known mistakes, their hints."""

from lstm_ref.exercises.ch09.reports import show_reports as show_reports
from lstm_ref.exercises.ch09.tasks import TASKS as TASKS
from lstm_ref.exercises.ch09.tasks import check as check
