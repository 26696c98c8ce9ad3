"""Where every label of the book points: sections, equations and figures, by name."""

import re
from dataclasses import dataclass
from pathlib import Path

from notebooks.errors import SourceError
from notebooks.source import HEADING, Cell, read_cells

LABEL = re.compile(r"^\(([\w:.-]+)\)=\s*$")
DIRECTIVE = re.compile(r"^\s*(?:`{3,}|:{3,})\{([\w-]+)\}\s*(.*)$")
OPTION = re.compile(r"^\s*:([\w-]+):\s*(.*)$")
CLOSED_MATH = re.compile(r"\$\$\s*\(([\w:.-]+)\)\s*$")


@dataclass(frozen=True)
class Label:
    """A place that text can point at; `number` counts the equations of a page, as the book does."""

    name: str
    kind: str
    page: Path
    line: int
    title: str = ""
    number: int = 0


@dataclass(frozen=True)
class Index:
    """The labels and the titles of all sources under one root."""

    labels: dict[str, Label]
    titles: dict[Path, str]


def chapter_sources(root: Path) -> list[Path]:
    """The chapters that run code: each gets a notebook beside it."""
    return [path for path in sorted((root / "book").glob("*-*.md")) if runs_code(path)]


def exercise_sources(root: Path) -> list[Path]:
    """The text of every exercise with its solution."""
    return sorted((root / "solutions").glob("[0-9]*-*.md"))


def runs_code(path: Path) -> bool:
    return path.name[0].isdigit() and "{code-cell}" in path.read_text(encoding="utf-8")


def index(root: Path) -> Index:
    """Every label under `root`; one name used twice is an error."""
    labels: dict[str, Label] = {}
    titles: dict[Path, str] = {}
    for page in sorted((root / "book").glob("*.md")) + exercise_sources(root):
        cells = read_cells(page)
        titles[page] = next((cell.heading for cell in cells if cell.heading), page.stem)
        for label in page_labels(page, cells):
            if label.name in labels:
                raise SourceError(page, label.line, f"label {label.name!r} is used twice")
            labels[label.name] = label
    return Index(labels, titles)


def page_labels(page: Path, cells: list[Cell]) -> list[Label]:
    """The labels of one page in order, its equations numbered from 1."""
    found, equations = [], 0
    for cell in cells:
        if cell.kind == "code":
            if name := cell.figure.get("name"):
                found.append(Label(name, "figure", page, cell.line))
            continue
        for name, kind, line, title in _in_markdown(cell.text):
            equations += kind == "equation"
            found.append(
                Label(name, kind, page, cell.line + line, title, equations if kind == "equation" else 0)
            )
    return found


def _in_markdown(text: str) -> list[tuple[str, str, int, str]]:
    found, lines, directive = [], text.splitlines(), ""
    for number, line in enumerate(lines):
        if opened := DIRECTIVE.match(line):
            directive = opened[1]
        elif label := LABEL.match(line):
            found.append((label[1], "section", number, _heading_below(lines[number + 1 :])))
        elif math := CLOSED_MATH.search(line):
            found.append((math[1], "equation", number, ""))
        elif option := OPTION.match(line):
            if directive == "math" and option[1] == "label":
                found.append((option[2], "equation", number, ""))
            if directive == "figure" and option[1] == "name":
                found.append((option[2], "figure", number, ""))
    return found


def _heading_below(lines: list[str]) -> str:
    for line in lines:
        if heading := HEADING.match(line):
            return heading[2]
        if line.strip() and not LABEL.match(line):
            return ""
    return ""
