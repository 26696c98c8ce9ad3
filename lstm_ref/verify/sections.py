"""Turn a section's label into words that a reader can follow to the page."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

BOOK = Path(__file__).resolve().parents[2] / "book"


@cache
def describe_section(label: str) -> str:
    """Heading and chapter of the section with this label; the label itself where the book is not at hand."""
    marked = re.compile(rf"^\({re.escape(label)}\)=\s*\n(?:\s*\n|\(.*\)=\s*\n)*#+\s*(.+?)\s*$", re.MULTILINE)
    for page in sorted(BOOK.glob("*.md")):
        found = marked.search(page.read_text(encoding="utf-8"))
        if found:
            number = re.match(r"\d+", page.name)
            return f"“{found[1]}” in {f'chapter {int(number[0])}' if number else page.stem}"
    return label
