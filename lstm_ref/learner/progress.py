"""What is done and what is next: the results of the last check of each exercise, kept in my/."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from tabulate import tabulate

from lstm_ref.learner.notebook import read_tasks
from lstm_ref.learner.places import OWN, find_own, numbered, other_names, shown
from lstm_ref.learner.report import Verdict
from lstm_ref.recorded import write
from lstm_ref.verify.typed import typed

CHECKED = "checked.json"
BAR = 20


def fingerprint(path: Path) -> str:
    """Of a notebook's bytes: tells whether it was changed after its check."""
    return hashlib.sha256(path.read_bytes()).hexdigest()[:16]


def remember(root: Path, number: int, notebook: str, verdict: Verdict) -> str:
    """Keep the states of a learner's copy whose `fingerprint` was `notebook` when its check began.

    Returns:
        a sentence where a damaged file was put aside for it, or nothing.

    Raises:
        OSError: when my/ cannot be written.
    """
    path = root / OWN / CHECKED
    kept, damaged = read_checked(path)
    if damaged:
        aside = path.replace(path.with_name(f"{CHECKED}.bad"))
    states = {row.id: row.state for row in verdict.rows}
    write({**kept, str(number): {"notebook": notebook, "states": states}}, path)
    return f"{shown(path)} could not be read; it is kept as {shown(aside)}." if damaged else ""


def read_checked(path: Path) -> tuple[dict[str, Any], bool]:
    """The entries that can be read, by exercise, and whether something in the file could not be."""
    try:
        held = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}, False
    except (OSError, ValueError):
        return {}, True
    if not isinstance(held, dict):
        return {}, True
    whole = {number: entry for number, entry in held.items() if stored_states(entry)}
    return whole, len(whole) < len(held)


def progress(root: Path) -> str:
    """A row for each exercise, the sum, and one next step."""
    kept, damaged = read_checked(root / OWN / CHECKED)
    rows, told, following, done, whole = [], [], "", 0, 0
    for number, exercise in sorted(numbered(root / "exercises").items()):
        ids = list(read_tasks(exercise).tasks)
        own = find_own(root, exercise)
        states = stored_states(kept.get(str(number)))
        right = [task for task in ids if states.get(task) == "done"] if own else []
        stale = own is not None and bool(states) and kept[str(number)]["notebook"] != fingerprint(own)
        note = "changed since its check" if stale else "" if states else "started, not checked"
        if own is None and (others := other_names(root, exercise)):
            told.append(others)
        if not following and len(right) < len(ids):
            following = next_step(number, ids, right, own, bool(states), stale)
        rows.append(
            [number, bar(len(right), len(ids)), f"{len(right)} of {len(ids)}", note if own else "not begun"]
        )
        done, whole = done + len(right), whole + len(ids)
    if damaged:
        told.append(f"{shown(root / OWN / CHECKED)} cannot be read whole; check each exercise again.")
    headers = ["Exercise", "", "Done", "Note"]
    drawn = tabulate(rows, headers=headers, tablefmt="simple", disable_numparse=True)
    summed = f"{bar(done, whole)}  {done} of {whole} tasks done."
    return "\n".join([drawn, "", *told, summed, following or "All of it is done."])


def after(root: Path, number: int) -> str:
    """What comes after an exercise that is done."""
    later = [one for one in sorted(numbered(root / "exercises")) if one > number]
    if not later:
        return f"That is the last exercise; {typed('progress')} shows how far you are in all of them."
    return f"Next: chapter {later[0]}, or  {typed(f'start {later[0]}')}"


def stored_states(entry: Any) -> dict[str, str]:
    """The states of an entry; empty where the file does not hold what it should."""
    states = entry.get("states") if isinstance(entry, dict) and "notebook" in entry else None
    return states if isinstance(states, dict) else {}


def next_step(
    number: int, ids: list[str], right: list[str], own: Path | None, checked: bool, stale: bool
) -> str:
    if own is None:
        return f"Next: exercise {number}, with  {typed(f'start {number}')}"
    check = typed(f"check {number}")
    if stale:
        return f"Next: save your notebook, then  {check}"
    if not checked:
        return f"Next: exercise {number}, open {shown(own)}; once it is saved,  {check}"
    left = next(task for task in ids if task not in right)
    return f"Next: task {left}; after it  {check}, and for a hint  {typed(f'hint {left}')}"


def bar(done: int, whole: int) -> str:
    """A bar of fixed width; full only when all is done."""
    filled = BAR * done // whole if whole else 0
    return "█" * filled + "░" * (BAR - filled)
