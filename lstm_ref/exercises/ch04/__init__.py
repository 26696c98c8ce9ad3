"""Chapter 4, *Watch gradients vanish and explode*: the tasks, their known mistakes, their hints."""

from lstm_ref.exercises.ch04.tasks import TASKS as TASKS
from lstm_ref.exercises.ch04.tasks import check as check
from lstm_ref.exercises.ch04.what_is_left import first_lags as first_lags
