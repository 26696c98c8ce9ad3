"""Every save of a notebook, the state that it is in now counted as the first."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from lstm_ref.learner.places import Problem


def saves(path: Path) -> Iterator[None]:
    """Yield once, and again after each change of the file's content.

    Raises:
        Problem: when the library that watches files is not installed.
    """
    try:
        from watchfiles import watch
    except ModuleNotFoundError:
        raise Problem("--watch needs watchfiles: pip install watchfiles") from None
    before = path.read_bytes()
    yield
    for _ in watch(path.parent, recursive=False):  # the folder: an editor may replace the file by a new one
        if path.is_file() and (now := path.read_bytes()) != before:
            before = now
            yield
