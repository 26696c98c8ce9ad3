"""What a section of the book holds, and where its labels are."""

import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from notebooks.labels import index
from notebooks.source import HEADING, read_cells

ROOT = Path(__file__).resolve().parents[2]
BEFORE_LABEL = re.compile(r"^\((sec-[\w-]+)\)=$")


class Section(NamedTuple):
    """The code cells from a label's heading to the next one that is not below it."""

    page: str
    cells: list[str]


def sections_of(page, cells):
    """By label; `cells` are those of a page, in order."""
    found, open_ones, pending = {}, [], None
    for cell in cells:
        if cell.kind == "code":
            for _, label in open_ones:
                found[label].cells.append(cell.text)
            continue
        for line in cell.text.splitlines():
            if label := BEFORE_LABEL.match(line.strip()):
                pending = label[1]
            elif heading := HEADING.match(line):
                level = len(heading[1])
                open_ones = [one for one in open_ones if one[0] < level]
                if pending:
                    found[pending] = Section(page, [])
                    open_ones.append((level, pending))
                pending = None
    return found


@cache
def book():
    """The sections of all chapters by label, and the code of each page."""
    sections, code = {}, {}
    for path in sorted((ROOT / "book").glob("[0-9]*.md")):
        cells = read_cells(path)
        sections |= sections_of(path.stem, cells)
        code[path.stem] = [cell.text for cell in cells if cell.kind == "code"]
    return sections, code


@pytest.fixture(scope="session")
def sections():
    return book()[0]


@pytest.fixture(scope="session")
def code():
    return book()[1]


@pytest.fixture(scope="session")
def labels():
    return index(ROOT).labels


@pytest.fixture(scope="session")
def keys():
    """The keys of the list of references."""
    return set(re.findall(r"^@\w+\{([^,]+),", (ROOT / "book" / "references.bib").read_text("utf-8"), re.M))


@pytest.fixture
def said(monkeypatch):
    """The Markdown that a module of this package shows."""
    texts = []
    for module in ("show", "articles"):
        monkeypatch.setattr(f"lstm_ref.claims.{module}.say", texts.append)
    return texts
