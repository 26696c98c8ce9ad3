"""The papers' tables as a page shows them: every number of ours out of the record."""

from typing import Any

from lstm_ref.ledger.table import stamp_line
from lstm_ref.page import say
from lstm_ref.papers.experiment import DIRECTION, EXACT, NOT, Experiment, verdict
from lstm_ref.papers.record import read, results_of
from lstm_ref.papers.report import rows_of
from lstm_ref.papers.table import EXPERIMENTS

Record = dict[str, Any]


def in_a_table(lines: list[tuple[str, str]], heads: tuple[str, str]) -> str:
    """Two columns as Markdown; a bar inside a text is escaped, so that it does not end its cell."""
    rows = [heads, ("---", "---"), *((a.replace("|", "\\|"), b.replace("|", "\\|")) for a, b in lines)]
    return "\n".join(f"| {a} | {b} |" for a, b in rows)


def block(experiment: Experiment, record: Record) -> str:
    """One experiment's table, headed by its name and its verdict."""
    results = results_of(record, experiment)
    return in_a_table(rows_of(experiment, results), (f"`{experiment.name}`", verdict(experiment, results)))


def of_paper(paper: str) -> list[Experiment]:
    """The experiments of one paper.

    Raises:
        ValueError: when there is none.
    """
    found = [one for one in EXPERIMENTS if one.paper == paper]
    if not found:
        known = sorted({one.paper for one in EXPERIMENTS})
        raise ValueError(f"paper: expected one of {', '.join(known)}, got {paper}")
    return found


def show_paper(paper: str, record: Record | None = None) -> None:
    """Display the tables of one paper, a key of the references, and the record's stamp."""
    record = read() if record is None else record
    for one in of_paper(paper):
        say(block(one, record))
    say(stamp_line(record))


def show_verdicts(record: Record | None = None) -> None:
    """Display all verdicts, and how many there are of each."""
    record = read() if record is None else record
    said = [(one, verdict(one, results_of(record, one))) for one in EXPERIMENTS]
    lines = [(f"{one.authors}, {one.theirs.where}: `{one.name}`", told) for one, told in said]
    say(in_a_table(lines, ("row", "verdict")))
    counts = [f"{told} {sum(each == told for _, each in said)}" for told in (EXACT, DIRECTION, NOT)]
    papers = len({one.paper for one in EXPERIMENTS})
    say(f"{len(said)} rows over {papers} papers: {', '.join(counts)}. {stamp_line(record)}")
