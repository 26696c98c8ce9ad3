"""The one error that a text source can cause."""

from pathlib import Path


class SourceError(Exception):
    """Something in a text source that no notebook can be made from; says where."""

    def __init__(self, path: Path, line: int, message: str) -> None:
        here = Path.cwd()
        shown = path.relative_to(here) if path.is_relative_to(here) else path
        super().__init__(f"{shown}:{line}: {message}")
        self.path, self.line, self.message = path, line, message
