"""Which check catches which planted bug: measured, counted, and written down.

``python -m lstm_ref.verify.bug_table`` prints the table as the tests store it.
"""

import csv
import sys
from collections.abc import Mapping, Sequence
from typing import IO, NamedTuple

from lstm_ref.verify.blind_checks import CHECKS, Check
from lstm_ref.verify.bugs import BUGS, Bug, planted
from lstm_ref.verify.cells import Cell
from lstm_ref.verify.parity import Mismatch

Table = dict[str, dict[str, str]]  # {bug: {check: outcome}}


def outcome(check: Check, cell: Cell) -> str:
    """ "caught", "missed", or "not runnable" where the code under test raises something of its own."""
    try:
        check(cell)
    except Mismatch:
        return "caught"
    except Exception:
        return "not runnable"
    return "missed"


def measure(bugs: Sequence[Bug] = BUGS, checks: Mapping[str, Check] = CHECKS) -> Table:
    """Run every check on every bug.

    Forward bugs are planted with their mirror lines, so that their gradient is the true gradient of the wrong
    cell, as it is under autograd.
    """
    cells = {bug.id: planted(bug, consistent=True) for bug in bugs}
    return {
        bug: {name: outcome(check, cell) for name, check in checks.items()} for bug, cell in cells.items()
    }


class Total(NamedTuple):
    """How many bugs of one kind a check catches, of those on which it runs."""

    caught: int
    runnable: int


def totals(table: Table, kind: str, bugs: Sequence[Bug] = BUGS) -> dict[str, Total]:
    """The total of each check over the "forward" or the "backward" bugs."""
    rows = [table[bug.id] for bug in bugs if bug.kind == kind]
    counts = {}
    for check in rows[0] if rows else ():
        outcomes = [row[check] for row in rows]
        counts[check] = Total(outcomes.count("caught"), len(outcomes) - outcomes.count("not runnable"))
    return counts


def write(table: Table, file: IO[str]) -> None:
    """As comma-separated values: one row a bug, one column a check."""
    writer = csv.DictWriter(file, ["bug", *next(iter(table.values()))], lineterminator="\n")
    writer.writeheader()
    writer.writerows({"bug": bug, **row} for bug, row in table.items())


def read(file: IO[str]) -> Table:
    """What `write` has written."""
    return {row.pop("bug"): row for row in csv.DictReader(file)}


if __name__ == "__main__":
    write(measure(), sys.stdout)
