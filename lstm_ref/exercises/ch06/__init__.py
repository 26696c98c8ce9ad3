"""Chapter 6, *Add gates that write and read*: the tasks, their known mistakes, their hints."""

from lstm_ref.exercises.ch06.diagram import draw_lettered_cell as draw_lettered_cell
from lstm_ref.exercises.ch06.drifting_start import how_it_starts as how_it_starts
from lstm_ref.exercises.ch06.tasks import TASKS as TASKS
from lstm_ref.exercises.ch06.tasks import check as check
