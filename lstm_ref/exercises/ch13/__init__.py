"""Chapter 13, *Change it*: the tasks, their known mistakes, their hints."""

from lstm_ref.exercises.ch13.tasks import TASKS as TASKS
from lstm_ref.exercises.ch13.tasks import check as check
