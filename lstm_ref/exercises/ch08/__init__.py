"""Chapter 8, *Read the whole cell*: the tasks, what is known to go wrong in them, and their hints."""

from lstm_ref.exercises.ch08.diagram import draw_lettered_cell as draw_lettered_cell
from lstm_ref.exercises.ch08.tasks import TASKS as TASKS
from lstm_ref.exercises.ch08.tasks import check as check
