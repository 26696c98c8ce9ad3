"""Read a MyST text notebook into cells that know their line and have a lasting id."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from jupytext.myst import myst_to_notebook

from notebooks.errors import SourceError

HEADING = re.compile(r"^(#{1,6})\s+(.+?)\s*#*$")
FENCE = re.compile(r"^\s*(`{3,}|~{3,}|:{3,})")


@dataclass
class Cell:
    """One cell of a text notebook; `line` is where its text begins in the file."""

    kind: str
    text: str
    line: int
    heading: str = ""
    id: str = ""
    metadata: dict[str, Any] = field(default_factory=dict)

    @property
    def tags(self) -> list[str]:
        return list(self.metadata.get("tags", []))

    @property
    def image(self) -> dict[str, Any]:
        return dict(self.metadata.get("mystnb", {}).get("image", {}))

    @property
    def figure(self) -> dict[str, Any]:
        return dict(self.metadata.get("mystnb", {}).get("figure", {}))


def read_cells(path: Path) -> list[Cell]:
    """The cells of a MyST text notebook, each under the heading nearest above it."""
    text = path.read_text(encoding="utf-8")
    try:
        notebook = myst_to_notebook(text, add_source_map=True)
    except Exception as error:  # jupytext raises several kinds for bad YAML or JSON
        raise SourceError(path, 1, f"not a readable MyST notebook: {error}") from error
    cells, heading, lines = [], "", text.splitlines()
    for node, line in zip(notebook.cells, notebook.metadata["source_map"], strict=True):
        if node.cell_type == "raw":
            raise SourceError(path, line, "raw cells are not used here; write Markdown or a code cell")
        first = node.source.split("\n")[0]
        while first and line < len(lines) - 1 and lines[line].strip() != first.strip():
            line += 1  # past blank lines, and past the options of a code cell
        if node.cell_type == "markdown":
            found = list(headings(node.source))
            heading, after = (found[0], found[-1]) if found else (heading, heading)
        else:
            after = heading
        cells.append(Cell(node.cell_type, node.source, line + 1, heading, metadata=_plain(node.metadata)))
        heading = after
    _name(cells)
    return cells


def headings(text: str) -> Iterator[str]:
    """The headings of a piece of Markdown, without those that are comments in a fenced block."""
    fence = ""
    for line in text.splitlines():
        opened = FENCE.match(line)
        if opened and not fence:
            fence = opened[1]
        elif opened and opened[1].startswith(fence) and not line.strip().strip(fence[0]):
            fence = ""
        elif not fence and (found := HEADING.match(line)):
            yield found[2]


def slug(text: str) -> str:
    """A heading as a cell id may hold it: short, lower case, words joined by hyphens."""
    words = re.sub(r"[^a-z0-9]+", "-", re.sub(r"[`$*_]", "", text.lower())).strip("-")
    return words[:48].rstrip("-") or "start"


def _name(cells: list[Cell]) -> None:
    count: Counter[str] = Counter()
    for cell in cells:
        name = slug(cell.heading)
        count[name] += 1
        cell.id = f"{name}-{count[name]}"


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    return [_plain(item) for item in value] if isinstance(value, list) else value
