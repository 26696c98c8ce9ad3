"""The repair ledger: the same four tasks for every cell, one row a repair, made from one list."""

from lstm_ref.ledger.rows import ROWS as ROWS
from lstm_ref.ledger.rows import Row as Row
from lstm_ref.ledger.settings import SETTINGS as SETTINGS
from lstm_ref.ledger.table import show_ledger as show_ledger
from lstm_ref.ledger.tasks import TASKS as TASKS
