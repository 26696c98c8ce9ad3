"""Chapter 3, *Backpropagate through time*: the tasks, their known mistakes, their hints."""

from lstm_ref.exercises.ch03.steps_and_errors import shown_errors as shown_errors
from lstm_ref.exercises.ch03.tasks import TASKS as TASKS
from lstm_ref.exercises.ch03.tasks import check as check
