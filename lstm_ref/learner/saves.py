"""Every save of a notebook, the state that it is in now counted as the first."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from lstm_ref.learner.places import Problem
from lstm_ref.verify.typed import python


def saves(path: Path) -> Iterator[bool]:
    """Yield True once, and again after each change of the file's content; False each time it disappears.

    Raises:
        Problem: when the library that watches files is not installed.
    """
    try:
        from watchfiles import watch
    except ModuleNotFoundError:
        raise Problem(f"--watch needs watchfiles: {python()} -m pip install watchfiles") from None
    before = content(path)
    yield True
    for _ in watch(path.parent, recursive=False):  # the folder: an editor may replace the file by a new one
        now = content(path)
        if now != before:
            before = now
            yield now is not None


def content(path: Path) -> bytes | None:
    """The file's bytes; None where there is no file."""
    try:
        return path.read_bytes()
    except (FileNotFoundError, IsADirectoryError):
        return None
