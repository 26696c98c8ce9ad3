"""The tasks of chapter 13, in their order."""

from lstm_ref.exercises.ch13 import convert_gru, coupled_back, fair_size, peephole_gate, read_plot, which_gru
from lstm_ref.verify.engine import checker

TASKS = (
    peephole_gate.TASK,
    coupled_back.TASK,
    convert_gru.TASK,
    fair_size.TASK,
    which_gru.TASK,
    read_plot.TASK,
)
check = checker(TASKS)
