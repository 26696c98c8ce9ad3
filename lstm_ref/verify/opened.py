"""How many hints of a task were opened with ``lstm-ref hint``: a count for each task, in a file under my/."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from lstm_ref.verify.typed import NAME, typed

OPENED = Path("my") / "hints.json"
ROOT = Path(__file__).resolve().parents[2]


def read_json(path: Path) -> dict[str, Any]:
    """A small file of ours; empty where it is missing or was damaged, since it holds no work."""
    try:
        held = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return held if isinstance(held, dict) else {}


def opened_hints(root: Path, task_id: str) -> int:
    """How many hints of the task were opened; 0 where nothing readable says so."""
    count = read_json(root / OPENED).get(task_id)
    return count if isinstance(count, int) and count > 0 else 0


def hints_left(task_id: str, count: int, root: Path = ROOT) -> str:
    """How many of a task's `count` hints are still closed, and how to see one; empty where it has none."""
    if not count:
        return ""
    left = max(0, count - opened_hints(root, task_id))
    command = typed(f"hint {task_id}", ROOT)  # a notebook runs in my/, its reader's terminal seldom does
    told = f"`{command}`" + ("" if command.startswith(f"{NAME} ") else " in the course's folder")
    if not left:
        return f"Hints: all {count} were opened; see them again above, or with {told}."
    return f"Hints: {left} of {count} left; open one above this cell, or type {told}."
