"""Chapter 1, *Predict the next symbol*: the tasks, their known mistakes, their hints."""

from lstm_ref.exercises.ch01.reach import share_right_at as share_right_at
from lstm_ref.exercises.ch01.tasks import TASKS as TASKS
from lstm_ref.exercises.ch01.tasks import check as check
