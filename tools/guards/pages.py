"""Run a page with something changed: without its cure, with another seed, without torch."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

from notebooks.labels import chapter_sources
from notebooks.run import surroundings
from notebooks.source import Cell, read_cells

SEED = re.compile(r"^SEED = 0$", re.M)
NO_TORCH = "import sys\n\nsys.modules['torch'] = None  # every import of torch now fails\n"
TIMEOUT = 120


@dataclass(frozen=True)
class Outcome:
    """How far a page ran: the cell that stopped it, with what was raised, or neither."""

    stopped_at: Cell | None = None
    raised: str = ""
    message: str = ""


def guarded_pages(root: Path) -> list[Path]:
    """The chapters, and every other page with a key-claims cell that knows how to take its cure out."""
    chapters = chapter_sources(root)
    others = [page for page in sorted((root / "book").glob("*.md")) if page not in chapters]
    return chapters + [page for page in others if _has_cure(page)]


def _has_cure(page: Path) -> bool:
    if "without_cure:" not in page.read_text(encoding="utf-8"):  # a page of prose is not read as cells
        return False
    return any(claim.metadata.get("without_cure") for claim in key_claims(code_of(page)))


def code_of(page: Path) -> list[Cell]:
    return [cell for cell in read_cells(page) if cell.kind == "code"]


def key_claims(cells: Sequence[Cell]) -> list[Cell]:
    """The cells that assert what the chapter claims."""
    return [cell for cell in cells if "key-claims" in cell.tags]


def run(cells: Sequence[Cell], folder: Path) -> Outcome:
    """Execute cells in one kernel, in `folder`, up to the first that fails."""
    notebook = nbformat.v4.new_notebook(
        cells=[nbformat.v4.new_code_cell(cell.text, id=cell.id) for cell in cells],
        metadata={"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}},
    )
    client = NotebookClient(
        notebook, timeout=TIMEOUT, kernel_name="python3", resources={"metadata": {"path": str(folder)}}
    )
    with surroundings(OMP_NUM_THREADS="1", TQDM_DISABLE="1", MPLBACKEND=None), client.setup_kernel():
        for number, cell in enumerate(cells):
            try:
                client.execute_cell(notebook.cells[number], number)
            except CellExecutionError as error:
                return Outcome(cell, error.ename, error.evalue)
            except (CellTimeoutError, DeadKernelError) as error:
                return Outcome(cell, type(error).__name__, str(error))
    return Outcome()


def without_cure(cells: Sequence[Cell], claim: Cell) -> list[Cell]:
    """The cells up to a key claim, with the replacements of its metadata made in those before it."""
    above = list(cells[: list(cells).index(claim)])
    swaps = claim.metadata.get("without_cure")
    if not swaps:
        raise ValueError(f"line {claim.line}: a key-claims cell needs without_cure: [{{old: …, new: …}}]")
    for swap in swaps:
        if set(swap) != {"old", "new"} or swap["old"] == swap["new"]:
            raise ValueError(f"line {claim.line}: without_cure wants an old and a different new, not {swap}")
        count = sum(cell.text.count(swap["old"]) for cell in above)
        if count != 1:
            raise ValueError(f"line {claim.line}: {swap['old']!r} must occur once above, not {count} times")
        above = [replace(cell, text=cell.text.replace(swap["old"], swap["new"])) for cell in above]
    return [*above, claim]


def cure_fault(page: Path, claim: Cell) -> str:
    """Why a key claim does not depend on the chapter's cure; empty if it does."""
    try:
        cells = without_cure(code_of(page), claim)
    except ValueError as error:
        return f"{page.name}, {error}"
    outcome = run(cells, page.parent)
    if outcome.stopped_at is None:
        return f"{page.name}, line {claim.line}: the claims still hold without the cure"
    if outcome.stopped_at != claim:
        return f"{page.name}: without the cure line {outcome.stopped_at.line} breaks first ({_what(outcome)})"
    if outcome.raised != "AssertionError":
        return f"{page.name}, line {claim.line}: the claims raise {_what(outcome)} instead of failing"
    return ""


def seed_fault(page: Path, seed: int) -> str:
    """Why a page does not hold with another seed; empty if it does."""
    cells = code_of(page)
    count = sum(len(SEED.findall(cell.text)) for cell in cells)
    if count != 1:
        return f"{page.name}: there must be one line 'SEED = 0', not {count}"
    cells = [replace(cell, text=SEED.sub(f"SEED = {seed}", cell.text)) for cell in cells]
    outcome = run(cells, page.parent)
    if outcome.stopped_at:
        return f"{page.name}, line {outcome.stopped_at.line}: with seed {seed} this raises {_what(outcome)}"
    return ""


def needs_no_torch(page: Path) -> bool:
    """Whether a page is promised to run for somebody who has NumPy only: chapters 0 to 9."""
    return page.name[:2].isdigit() and int(page.name[:2]) <= 9


def torch_fault(page: Path) -> str:
    """Why a page does not run to its end where there is no torch; empty if it does."""
    first, *others = code_of(page)
    outcome = run([replace(first, text=NO_TORCH + first.text), *others], page.parent)
    if outcome.stopped_at:
        return f"{page.name}, line {outcome.stopped_at.line}: without torch this raises {_what(outcome)}"
    return ""


def _what(outcome: Outcome) -> str:
    return f"{outcome.raised}: {outcome.message}".rstrip(": ")
