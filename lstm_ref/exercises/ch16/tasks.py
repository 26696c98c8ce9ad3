"""The tasks of chapter 16, in their order."""

from lstm_ref.exercises.ch16 import last_word, line_rule, order_blind, read_contest, scope
from lstm_ref.verify.engine import checker

TASKS = (scope.TASK, last_word.TASK, line_rule.TASK, order_blind.TASK, read_contest.TASK)
check = checker(TASKS)
