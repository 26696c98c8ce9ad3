"""Turn a section's label into words that a reader can follow to the page, and into a link where one works."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

BOOK = Path(__file__).resolve().parents[2] / "book"


@cache
def find_section(label: str) -> tuple[str, Path] | None:
    """Heading and page of the section with this label; None where the book is not at hand."""
    marked = re.compile(rf"^\({re.escape(label)}\)=\s*\n(?:\s*\n|\(.*\)=\s*\n)*#+\s*(.+?)\s*$", re.MULTILINE)
    for page in sorted(BOOK.glob("*.md")):
        if found := marked.search(page.read_text(encoding="utf-8")):
            return found[1], page
    return None


def describe_section(label: str) -> str:
    """Heading and chapter of the section with this label; the label itself where the book is not at hand."""
    found = find_section(label)
    if not found:
        return label
    heading, page = found
    number = re.match(r"\d+", page.name)
    return f"“{heading}” in {f'chapter {int(number[0])}' if number else page.stem}"


def section_address(label: str, folder: Path | None = None) -> str:
    """How a notebook in `folder` (this process's) links the section's notebook; empty where none lies there.

    Exercises and a learner's copies lie in a folder beside book/.
    """
    found = find_section(label)
    if not found:
        return ""
    link = f"../book/{found[1].stem}.ipynb"
    return f"{link}#{label}" if ((folder or Path.cwd()) / link).is_file() else ""
