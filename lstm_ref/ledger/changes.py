"""What a chapter's rows changed against the row before each, in sentences made from the record."""

from lstm_ref.ledger.reading import Record, median_of, needed, runs_of, solved
from lstm_ref.ledger.rows import ROWS, Row, row_named, rows_until
from lstm_ref.ledger.tasks import TASKS
from lstm_ref.words import changes, every, sized

MORE = 2  # so many seeds more or fewer are an effect, one may be luck
SPEED = 2.0  # a factor in the sequences that is an effect
MUCH = 3.0  # a factor in |c| or in the derivative that is worth a sentence


def effects(record: Record, row: Row, before: Row) -> list[str]:
    """On which tasks more or fewer seeds are solved, or as many with far fewer or more sequences."""
    found = []
    for task in TASKS:
        new, old = runs_of(record, row.name, task.name), runs_of(record, before.name, task.name)
        if not new or not old:
            continue
        if abs(solved(new) - solved(old)) >= MORE:
            found.append(f"{task.name} from {every(solved(old), len(old))} to {every(solved(new), len(new))}")
            continue
        now, then = needed(new), needed(old)
        if now and then and solved(new) >= MORE and solved(old) >= MORE:
            if changes(then, now, SPEED) != "hardly changes":
                found.append(f"{task.name} with {now:,.0f} sequences in place of {then:,.0f}")
    return found


def side_effects(record: Record, row: Row, before: Row) -> list[str]:
    """How the derivative along the path and the memory of a long stream changed, where they did much."""
    found = []
    for task, name, words in (
        (TASKS[0], "path", "the derivative along the path"),
        (TASKS[-1], "memory", "the memory at the end of a long stream"),
    ):
        now = median_of(runs_of(record, row.name, task.name), name)
        then = median_of(runs_of(record, before.name, task.name), name)
        if now and then and changes(then, now, MUCH) != "hardly changes":
            found.append(f"{words} {changes(then, now, MUCH)} from {sized(then)} to {sized(now)}")
    return found


def against(record: Record, row: Row, before: Row) -> str:
    """One row against another."""
    found, beside = effects(record, row, before), side_effects(record, row, before)
    text = f"- **{row.name}**, against {before.name}: "
    if found:
        text += f"seeds solved: {'; '.join(found)}."
    else:
        text += "its effect does not show in the seeds solved."
    for sentence in beside:
        text += f" {sentence[0].upper()}{sentence[1:]}."
    if not found and row.elsewhere:
        text += f" {row.elsewhere}"
    return text


def first(record: Record, row: Row) -> str:
    """A row with nothing before it."""
    by_task = {task.name: runs_of(record, row.name, task.name) for task in TASKS}
    counts = [f"{name} {every(solved(runs), len(runs))}" for name, runs in by_task.items() if runs]
    return f"- **{row.name}**: seeds solved: {'; '.join(counts)}."


def total(record: Record, row: Row) -> int:
    """Seeds solved over all tasks."""
    return sum(solved(runs_of(record, row.name, task.name)) for task in TASKS)


def compared_with(row: Row) -> Row | None:
    """The row that it names, else the one before it; None for the first."""
    if row.against:
        return row_named(row.against)
    place = ROWS.index(row)
    return ROWS[place - 1] if place else None


def what_changed(record: Record, chapter: int) -> str:
    """A line for each row that the chapter adds, or a sentence on the whole table where it adds none."""
    rows = rows_until(chapter)
    new = [row for row in rows if row.chapter == chapter]
    if new:
        pairs = [(row, compared_with(row)) for row in new]
        return "\n".join(first(record, r) if b is None else against(record, r, b) for r, b in pairs)
    best = max(total(record, row) for row in rows)
    names = ", ".join(row.name for row in rows if total(record, row) == best)
    runs = sum(len(runs_of(record, rows[0].name, task.name)) for task in TASKS)
    return (
        f"No row is new. Over the tasks together the most seeds, {every(best, runs)}, are solved by: {names}."
    )
