"""The first cell of a notebook: where it cannot run, one sentence says what is missing and what to do.

The import of lstm_ref is what fails in a wrong kernel, so that much the cell has to say by itself; the rest
is in `lstm_ref.ready`.
"""

import ast
import json
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

from notebooks.exercises import TASK
from notebooks.source import Cell

OPENING = """\
# Where this notebook cannot run, this cell says in a sentence what is missing.
try:
    from lstm_ref.ready import ready
except ImportError:
    import sys

    class NotReady(Exception):
        def _render_traceback_(self):
            return [str(self)]

    raise NotReady(
        f"This notebook cannot run here: its kernel (Python {{sys.version.split()[0]}}, {{sys.executable}}) "
        "has no lstm_ref {version}; choose the kernel in the course's folder .venv, "
        "which `python tools/dev.py install` makes there."
    ) from None
ready("{version}", {modules})"""
CARRIED = {"cycler": "matplotlib", "IPython": ""}  # what comes with another, or with every kernel


def opening_cell(root: Path, cells: list[Cell]) -> list[Cell]:
    """The cell, hidden in the book, for a notebook of these cells; none where `root` has no package."""
    project = root / "pyproject.toml"
    if not project.exists():
        return []
    version = tomllib.loads(project.read_text(encoding="utf-8"))["project"]["version"]
    text = OPENING.format(version=version, modules=json.dumps(modules_needed(root, cells)))
    return [Cell("code", text, 1, id="opening", metadata={"tags": ["remove-cell"]})]


def modules_needed(root: Path, cells: list[Cell]) -> list[str]:
    """The modules of others that the cells import, themselves or through lstm_ref, sorted.

    Not those of cells tagged `torch`, which do without it, nor of a task, whose check says what it lacks, nor
    those that a `try` or a function imports.
    """
    code = [cell for cell in cells if cell.kind == "code" and "torch" not in cell.tags]
    trees = [ast.parse(cell.text) for cell in code if not TASK.match(cell.heading)]
    waiting, seen, found = [name for tree in trees for name in imported(tree)], set(), set()
    while waiting:
        name = waiting.pop()
        if name in seen:
            continue
        seen.add(name)
        if name.split(".")[0] != "lstm_ref":
            found.add(CARRIED.get(name.split(".")[0], name.split(".")[0]))
        elif file := module_file(root, name):
            waiting += [name.rpartition(".")[0], *imported(ast.parse(file.read_text(encoding="utf-8")))]
    return sorted(found - sys.stdlib_module_names - {"", "__future__"}, key=str.lower)


def imported(tree: ast.Module) -> Iterator[str]:
    """The names that the import statements of a module's own level may mean as modules."""
    for node in tree.body:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def module_file(root: Path, name: str) -> Path | None:
    """The file of a module of the package; None where the name is none, but something within one."""
    place = root.joinpath(*name.split("."))
    files = (place.with_suffix(".py"), place / "__init__.py")
    return next((file for file in files if file.is_file()), None)
