"""Read a chapter's text and say what breaks the course's rules for chapters, one sentence for each fault."""

import ast
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from notebooks.labels import OPTION
from notebooks.source import FENCE, Cell

LINES = 14
COLUMNS = 88  # what fits beside both bars on a screen 1280 pixels wide
ROLE = r"\{(?:eq|numref|ref|doc|cite|cite:[pt]|term)\}`"
SEEDED = {"default_rng", "manual_seed", "SeedSequence", "RandomState", "seed"}
PYPLOT = {"subplots", "figure", "show"}
BACKENDS = {"numpy": {"numpy"}, "torch": {"torch", "pytorch"}}


def chapter_number(page: Path) -> int:
    return int(page.name.split("-")[0])


def public_names(root: Path) -> set[str]:
    """Every name that the two backends export."""
    exports = [root / "lstm_ref" / backend / "__init__.py" for backend in ("numpy", "torch")]
    imports = [node for path in exports for node in ast.parse(path.read_text(encoding="utf-8")).body]
    return {name.name for node in imports if isinstance(node, ast.ImportFrom) for name in node.names}


def drawing_names(root: Path) -> set[str]:
    """Every function of lstm_ref.figures that returns a figure."""
    files = sorted((root / "lstm_ref/figures").glob("*.py"))
    definitions = (node for path in files for node in ast.parse(path.read_text(encoding="utf-8")).body)
    return {
        node.name
        for node in definitions
        if isinstance(node, ast.FunctionDef) and node.returns and ast.unparse(node.returns) == "Figure"
    }


def redefined(cells: list[Cell], names: set[str]) -> list[str]:
    """Names of the package that a page defines or assigns anew."""
    faults = []
    for cell in _code(cells):
        for node in ast.walk(ast.parse(cell.text)):
            if isinstance(node, ast.FunctionDef | ast.ClassDef):
                name = node.name
            elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
                name = node.id
            else:
                continue
            if name in names:
                faults.append(f"line {cell.line}: {name} is a name of the package; choose another")
    return faults


def undescribed_figures(cells: list[Cell], drawing: set[str]) -> list[str]:
    """Cells that draw and say nothing to those who cannot see it."""
    return [
        f"line {cell.line}: a figure without alt text (mystnb: image: alt)"
        for cell in _code(cells)
        if _called(cell) & (drawing | PYPLOT) and not str(cell.image.get("alt") or "").strip()
    ]


def literal_seeds(cells: list[Cell]) -> list[str]:
    """Random generators that do not derive from SEED, so that another seed would not reach them."""
    faults = []
    for cell in _code(cells):
        for node in ast.walk(ast.parse(cell.text)):
            if isinstance(node, ast.Call) and _name(node.func) in SEEDED:
                given = [*node.args, *(keyword.value for keyword in node.keywords)]
                if not any(isinstance(part, ast.Name) for value in given for part in ast.walk(value)):
                    faults.append(f"line {cell.line}: {ast.unparse(node)} does not derive from SEED")
    return faults


def unreadable_strings(cells: list[Cell], commands: Iterable[str]) -> list[str]:
    """Strings in code with a role or a TeX command of the book: Jupyter would print them raw."""
    raw = re.compile("|".join([ROLE, *(rf"\\{name}(?![a-zA-Z])" for name in commands)]))
    return [
        f"line {cell.line}: {found[0]} means nothing to Jupyter"
        for cell in _code(cells)
        for node in ast.walk(ast.parse(cell.text))
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and (found := raw.search(node.value))
    ]


def long_cells(cells: list[Cell]) -> list[str]:
    """Cells of more lines than a reader takes in at once; blank ones do not count."""
    counts = [(cell, sum(bool(line.strip()) for line in cell.text.splitlines())) for cell in _code(cells)]
    return [f"line {cell.line}: {count} lines, at most {LINES}" for cell, count in counts if count > LINES]


def wide_lines(cells: list[Cell]) -> list[str]:
    """Lines of code that the page's column would cut off."""
    return [
        f"line {cell.line + offset}: {len(line)} letters, at most {COLUMNS}"
        for cell in _code(cells)
        for offset, line in enumerate(cell.text.splitlines())
        if len(line) > COLUMNS
    ]


def backends_shown(cells: list[Cell]) -> bool:
    """Whether one tab-set shows the same idea in NumPy and in Torch, marked by their :sync: keys."""
    return any(
        all(keys & wanted for wanted in BACKENDS.values())
        for cell in cells
        if cell.kind == "markdown"
        for keys in _tab_sets(cell.text)
    )


def _tab_sets(text: str) -> Iterator[set[str]]:
    """The :sync: keys of each tab-set."""
    inside, keys = "", set()
    for line in text.splitlines():
        fence = FENCE.match(line)
        if fence and "{tab-set}" in line:
            inside, keys = fence[1], set()
        elif inside and fence and fence[1] == inside and not line.strip().strip(inside[0]):
            yield keys
            inside = ""
        elif inside and (option := OPTION.match(line)) and option[1] == "sync":
            keys.add(option[2].strip())


def _code(cells: list[Cell]) -> list[Cell]:
    return [cell for cell in cells if cell.kind == "code"]


def _called(cell: Cell) -> set[str]:
    return {_name(node.func) for node in ast.walk(ast.parse(cell.text)) if isinstance(node, ast.Call)}


def _name(function: ast.expr) -> str:
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
