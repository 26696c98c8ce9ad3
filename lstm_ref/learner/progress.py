"""What is done and what is next: the results of the last check of each exercise, kept in my/."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

from tabulate import tabulate

from lstm_ref.learner.notebook import read_tasks
from lstm_ref.learner.places import OWN, find_own, numbered
from lstm_ref.learner.report import Verdict
from lstm_ref.recorded import write
from lstm_ref.verify.opened import read_json

CHECKED = "checked.json"
BAR = 20


def fingerprint(path: Path) -> str:
    """Of a notebook's bytes: tells whether it was changed after its check."""
    return hashlib.sha256(path.read_bytes()).hexdigest()[:16]


def remember(root: Path, number: int, notebook: str, verdict: Verdict) -> None:
    """Keep the states of a learner's copy whose `fingerprint` was `notebook` when its check began."""
    path = root / OWN / CHECKED
    states = {row.id: row.state for row in verdict.rows}
    write({**read_json(path), str(number): {"notebook": notebook, "states": states}}, path)


def progress(root: Path) -> str:
    """A row for each exercise, the sum, and one next step."""
    kept, rows, following, done, whole = read_json(root / OWN / CHECKED), [], "", 0, 0
    for number, exercise in sorted(numbered(root / "exercises").items()):
        ids = list(read_tasks(exercise).tasks)
        own = find_own(root, exercise)
        states = stored_states(kept.get(str(number)))
        right = [task for task in ids if states.get(task) == "done"] if own else []
        stale = own is not None and bool(states) and kept[str(number)]["notebook"] != fingerprint(own)
        note = "changed since its check" if stale else ""
        if not following and len(right) < len(ids):
            following = next_step(number, ids, right, own, bool(states), stale)
        rows.append(
            [number, bar(len(right), len(ids)), f"{len(right)} of {len(ids)}", note if own else "not begun"]
        )
        done, whole = done + len(right), whole + len(ids)
    drawn = tabulate(rows, headers=["Exercise", "", "Done", ""], tablefmt="simple", disable_numparse=True)
    return (
        f"{drawn}\n\n{bar(done, whole)}  {done} of {whole} tasks done.\n{following or 'All of it is done.'}"
    )


def stored_states(entry: Any) -> dict[str, str]:
    """The states of an entry; empty where the file does not hold what it should."""
    states = entry.get("states") if isinstance(entry, dict) and "notebook" in entry else None
    return states if isinstance(states, dict) else {}


def next_step(
    number: int, ids: list[str], right: list[str], own: Path | None, checked: bool, stale: bool
) -> str:
    if own is None:
        return f"Next: exercise {number}, with  lstm-ref start {number}"
    if stale or not checked:
        return f"Next: save your notebook, then  lstm-ref check {number}"
    left = next(task for task in ids if task not in right)
    return f"Next: task {left}; after it  lstm-ref check {number}, and for a hint  lstm-ref hint {left}"


def bar(done: int, whole: int) -> str:
    """A bar of fixed width; full only when all is done."""
    filled = BAR * done // whole if whole else 0
    return "█" * filled + "░" * (BAR - filled)
