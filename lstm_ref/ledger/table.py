"""The ledger as a page shows it: the rows that its reader has met, every number out of the record."""

from typing import Any

from lstm_ref.ledger.changes import what_changed
from lstm_ref.ledger.reading import Record, median_of, needed, runs_of, solved
from lstm_ref.ledger.record import read
from lstm_ref.ledger.rows import WITHOUT_C, Row, rows_until
from lstm_ref.ledger.tasks import TASKS, Task
from lstm_ref.page import say
from lstm_ref.words import sized


def solved_cell(runs: list[dict[str, Any]]) -> str:
    """Seeds solved of all, and the median of the sequences that those needed."""
    if not runs:
        return "…"
    count, sequences = f"{solved(runs)}/{len(runs)}", needed(runs)
    return count if sequences is None else f"{count}, {sequences:,.0f}"


def has_c(rows: list[Row]) -> bool:
    """Whether there is a memory c in one of the rows."""
    return any(row.cell not in WITHOUT_C for row in rows)


def table(record: Record, rows: list[Row]) -> str:
    """The table; the column |c| only where a row has a c."""
    with_c = has_c(rows)
    path_head = "$\\partial c/\\partial c$" if with_c else "$\\partial h/\\partial h$"
    heads = ["cell", *(task.name for task in TASKS), path_head, *(["$\\lvert c \\rvert$"] if with_c else [])]
    lines = [heads, ["---"] * len(heads)]
    for row in rows:
        by_task = {task.name: runs_of(record, row.name, task.name) for task in TASKS}
        path = median_of(by_task[TASKS[0].name], "path")
        memory = median_of(by_task[TASKS[-1].name], "memory")
        numbers = [path, memory] if with_c else [path]
        shown = ["–" if number is None else sized(number) for number in numbers]
        lines.append([row.name, *map(solved_cell, by_task.values()), *shown])
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def task_legend(task: Task) -> str:
    """What is asked, and how exact an answer must be."""
    exact = f" (each output within {task.tolerance:g})" if task.tolerance else ""
    return f"*{task.name}*: {task.legend}{exact}"


def columns(record: Record, with_c: bool) -> str:
    """What the columns are."""
    s = record["settings"]
    left = f"is what is left of a gradient after {s['steps']} steps back"
    text = (
        f"**Columns.** {'; '.join(map(task_legend, TASKS))}. An entry counts the seeds solved and gives the "
        f"median number of sequences that those needed in the try that passed (for Reber: strings). "
        f"A seed is solved when {s['needed']:.0%} of fresh answers are right. "
    )
    if not with_c:
        return text + f"$\\partial h/\\partial h$ {left}, before training."
    return text + (
        f"$\\partial c/\\partial c$ {left} along the cell's own path, before training; a plain net has no "
        f"$c$, so there it is $\\partial h/\\partial h$. $\\lvert c \\rvert$ is the largest memory at the "
        f"end of a Reber stream of {s['long_stream']:,} symbols."
    )


def differences(record: Record) -> str:
    """What is not as in the papers that the tasks come from."""
    s = record["settings"]
    rates = ", and where that fails once more with ".join(f"{lr:g}" for lr in s["lrs"])
    return (
        f"**What differs from the papers.** Full gradients, Adam, gradients clipped to norm "
        f"{s['max_norm']:g}, batches of {s['batch']}, {s['hidden_size']} units everywhere. Every row has the "
        f"same {s['updates']:,} updates on each task, with a learning rate of {rates}."
    )


def stamp_line(record: Record) -> str:
    """Where the numbers come from, in one line."""
    v = record["versions"]
    return (
        f"*Recorded with `{record['command']}` on {record['date']}: Python {v['python']}, "
        f"NumPy {v['numpy']}, PyTorch {v['torch']}; {record['machine']}.*"
    )


def show_ledger(chapter: int, record: Record | None = None) -> None:
    """Display the ledger as it stands after a chapter, and what its newest rows changed.

    Arguments:
        chapter: rows of this chapter and of those before it are shown.
        record: by default the stored one.

    Raises:
        RecordError: when there is no record.
        ValueError: when no row is that early.
    """
    record = read() if record is None else record
    rows = rows_until(chapter)
    if not rows:
        raise ValueError(f"chapter: expected one that has rows in the ledger or comes later, got {chapter}")
    say(table(record, rows))
    say(what_changed(record, chapter))
    legends = "; ".join(f"*{row.name}*: {row.legend}" for row in rows)
    parts = [columns(record, has_c(rows)), f"**Rows.** {legends}.", differences(record), stamp_line(record)]
    say("\n\n".join(parts))
