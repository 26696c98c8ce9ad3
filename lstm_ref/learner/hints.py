"""One more hint each time: the hints stand folded in the exercise's notebook, and a count of them in my/."""

from __future__ import annotations

import re
from pathlib import Path

from lstm_ref.learner.asked import split_id
from lstm_ref.learner.notebook import HEADING, read_notebook
from lstm_ref.learner.places import Problem, find_exercise, shown
from lstm_ref.recorded import write
from lstm_ref.verify.opened import OPENED, opened_hints, read_json
from lstm_ref.verify.typed import typed

HINT = re.compile(r"<summary>Hint (\d+)</summary>\s*(.*?)\s*(?=<details>|</details>)", re.DOTALL)


def task_text(exercise: Path, task_id: str) -> tuple[str, str]:
    """A task's title and its text, out of the exercise's notebook.

    Raises:
        Problem: when there is no such task; it names the ones there are.
    """
    titles: dict[str, str] = {}
    texts: dict[str, list[str]] = {}
    for cell in read_notebook(exercise).cells:
        if cell.cell_type != "markdown":
            continue
        titles |= dict(HEADING.findall(cell.source))
        if titles:  # what follows a heading belongs to its task, up to the next heading
            texts.setdefault(list(titles)[-1], []).append(cell.source)
    if task_id in titles:
        return titles[task_id], "\n\n".join(texts[task_id])
    raise Problem(f"There is no task {task_id}; there are: {', '.join(titles) or 'none'}.")


def hints_in(text: str) -> list[str]:
    """The hints of a task's text, in their order, links as their words."""
    return [re.sub(r"\[([^\]]+)\]\([^)]+\)", r"\1", hint) for _, hint in HINT.findall(text)]


def next_hint(root: Path, task_id: str, again: bool = False) -> str:
    """The next hint of a task, with what was opened before; `again` begins with the first one."""
    title, text = task_text(find_exercise(root, split_id(task_id)), task_id)
    hints, path = hints_in(text), root / OPENED
    if not hints:
        raise Problem(f"Task {task_id} has no hints.")
    before = 0 if again else opened_hints(root, task_id)
    count = min(before + 1, len(hints))
    lines = [
        f"{task_id} {title}",
        *(f"\nHint {n} of {len(hints)}: {hints[n - 1]}" for n in range(1, count + 1)),
    ]
    left = len(hints) - count
    lines.append(f"\nOne more:  {typed(f'hint {task_id}')}" if left else "\nThat is all of them.")
    try:
        write({**read_json(path), task_id: count}, path)
    except OSError as error:  # a folder that cannot be written hides no hint
        why = f"{shown(path)} cannot be written ({error.strerror or error})"
        lines.append(f"The count of hints stays at {before}: {why}. The exercise's notebook has them all.")
    return "\n".join(lines)
