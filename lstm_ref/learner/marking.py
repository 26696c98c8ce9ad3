"""Judge the answers that a notebook's process wrote down. None of a learner's code runs here."""

from __future__ import annotations

import contextlib
import io
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lstm_ref.learner.report import Row
from lstm_ref.verify.handed import Replay
from lstm_ref.verify.task import SECRET
from lstm_ref.verify.verdict import CheckFailed

MOST = 64 * 2**20  # bytes of one task's answers; the largest of a right one are far below


def read_calls(path: Path) -> list[Any] | None:
    """What was written down; None where nothing was, or nothing that could have been."""
    if path.is_symlink() or not path.is_file() or path.stat().st_size > MOST:
        return None
    try:
        calls = json.loads(path.read_text(encoding="utf-8"))
    except (ValueError, RecursionError):
        return None
    return (
        calls if isinstance(calls, list) and all(isinstance(call, list) and call for call in calls) else None
    )


class Marker:
    """An exercise's tasks, and the verdicts on what was handed over for them."""

    def __init__(self, opening: str, secret: str) -> None:
        self.secret = secret
        space: dict[str, Any] = {"__name__": "exercise"}
        with contextlib.redirect_stdout(io.StringIO()):
            exec(compile(opening, "the exercise's first cells", "exec"), space)
        self.tasks = space["check"].tasks

    def mark(self, task_id: str, title: str, calls: list[Any]) -> Row:
        """The row of a task whose calls these are; ``done`` only where the check accepts them here."""
        try:
            with secret_in_place(self.secret), contextlib.redirect_stdout(io.StringIO()):
                detail = self.tasks[task_id].grade(Replay(calls))
        except NotImplementedError:
            return Row(task_id, title, "not yet", "the stub as it was")
        except CheckFailed as failed:
            return Row(task_id, title, "wrong", sentence(failed))
        except Exception as error:  # answers of a shape that no honest function gives
            return Row(task_id, title, "wrong", f"its answers cannot be judged ({type(error).__name__})")
        return Row(task_id, title, "done", str(detail))


def sentence(failed: CheckFailed) -> str:
    """What a teacher reads: of a known mistake what it does, then its name; of others the verdict itself."""
    if failed.kind == "mistake" and failed.details:
        return f"{failed.details[0]} ({failed.lead})"
    return failed.lead


@contextlib.contextmanager
def secret_in_place(secret: str) -> Iterator[None]:
    """The inputs are drawn from `secret` in this block, as they were in the notebook's process."""
    before = os.environ.get(SECRET)
    os.environ[SECRET] = secret
    try:
        yield
    finally:
        if before is None:
            del os.environ[SECRET]
        else:
            os.environ[SECRET] = before
