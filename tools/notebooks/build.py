"""What every generated notebook should hold, computed from its text."""

import hashlib
import re
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, replace
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from address import address_of
from notebooks.chapters import chapter_number
from notebooks.directives import rewrite
from notebooks.exercises import FindTask, solved, unsolved
from notebooks.labels import Index, chapter_sources, exercise_sources, index
from notebooks.online import first_cells
from notebooks.opening import opening_cell
from notebooks.page import Page
from notebooks.source import Cell, read_cells

TITLE = re.compile(r"^# ", re.MULTILINE)
KERNEL = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}


@dataclass(frozen=True)
class Generated:
    """One notebook that belongs in the repository, not executed yet."""

    kind: str  # chapter, exercise or solution
    path: Path
    source: Path
    notebook: NotebookNode


def generated(root: Path, find_task: FindTask) -> Iterator[Generated]:
    """Every notebook that the texts under `root` ask for."""
    labels, first = index(root), first_cells(address_of(root))
    for source in chapter_sources(root):
        page = Page(root, source, root / "book", labels)
        cells = read_cells(source)
        opening = first + opening_cell(root, cells)
        notebook = _notebook(page, opening + _captioned(_numbered(source, cells)))
        yield Generated("chapter", source.with_suffix(".ipynb"), source, notebook)
    for source in exercise_sources(root):
        yield from _exercise_and_solution(root, source, labels, first, find_task)


def _exercise_and_solution(
    root: Path, source: Path, labels: Index, first: list[Cell], find_task: FindTask
) -> Iterator[Generated]:
    cells = read_cells(source)
    page = Page(root, source, root / "exercises", labels)
    notebook = _notebook(page, first + opening_cell(root, cells) + unsolved(page, cells, find_task))
    notebook.metadata["lstm_ref"] = {"digest": digest(notebook)}
    yield Generated("exercise", root / "exercises" / f"{source.stem}.ipynb", source, notebook)
    page = Page(root, source, root / "solutions", labels, anchors=False)
    # A solution is compared cell by cell, this one too: where the course is installed, it does nothing.
    first = [replace(cell, metadata={"tags": ["remove-cell"]}) for cell in first]
    notebook = _notebook(page, first + solved(page, cells))
    yield Generated("solution", source.with_suffix(".ipynb"), source, notebook)


def written(notebook: NotebookNode) -> str:
    """A notebook as its file holds it."""
    return str(nbformat.writes(notebook)).rstrip("\n") + "\n"


def digest(notebook: NotebookNode) -> str:
    """A fingerprint of everything in a notebook but the fingerprint: whoever edits the notebook breaks it."""
    bare = deepcopy(notebook)
    bare.metadata.pop("lstm_ref", None)
    return hashlib.sha256(written(bare).encode()).hexdigest()[:16]


def without_outputs(notebook: NotebookNode) -> NotebookNode:
    """The same notebook as if it had not been run."""
    bare = deepcopy(notebook)
    for cell in bare.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    return bare


def _notebook(page: Page, cells: list[Cell]) -> NotebookNode:
    nodes = []
    for cell in cells:
        metadata = deepcopy(cell.metadata)
        if cell.kind == "code":
            nodes.append(nbformat.v4.new_code_cell(cell.text, id=cell.id, metadata=metadata))
        elif text := rewrite(page, cell.text, cell.line):
            nodes.append(nbformat.v4.new_markdown_cell(text, id=cell.id, metadata=metadata))
    return nbformat.v4.new_notebook(cells=nodes, metadata=deepcopy(KERNEL), nbformat_minor=5)


def _numbered(source: Path, cells: list[Cell]) -> list[Cell]:
    # The book counts its chapters; a notebook on its own has to carry the number.
    number = chapter_number(source)
    if not number:
        return cells
    at = next(k for k, cell in enumerate(cells) if TITLE.search(cell.text))
    text = TITLE.sub(f"# {number}. ", cells[at].text, count=1)
    return [*cells[:at], replace(cells[at], text=text), *cells[at + 1 :]]


def _captioned(cells: list[Cell]) -> list[Cell]:
    # In Jupyter a figure has no caption of its own. (Exercises do without: the book adds it.)
    out = []
    for cell in cells:
        if name := cell.figure.get("name"):
            out.append(Cell("markdown", f"({name})=", cell.line, cell.heading, f"{cell.id}-figure"))
        out.append(cell)
        if caption := cell.figure.get("caption"):
            text = f"**Figure.** {' '.join(str(caption).split())}"
            out.append(Cell("markdown", text, cell.line, cell.heading, f"{cell.id}-caption"))
    return out
