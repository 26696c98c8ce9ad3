"""Chapters 0 to 9 can be read by somebody who has NumPy and no torch; their guards run them to their ends."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from guards.pages import NO_TORCH, code_of, needs_no_torch
from notebooks.labels import chapter_sources

ROOT = Path(__file__).resolve().parents[2]
PAGES = [page for page in chapter_sources(ROOT) if needs_no_torch(page)]


def imports(page):
    """The imports of a page's cells but of those that say that they need PyTorch."""
    cells = [ast.parse(cell.text) for cell in code_of(page) if "torch" not in cell.tags]
    found = [node for cell in cells for node in ast.walk(cell)]
    return [ast.unparse(node) for node in found if isinstance(node, ast.Import | ast.ImportFrom)]


def test_all_that_the_pages_import_is_there_without_torch():
    lines = dict.fromkeys(line for page in PAGES for line in imports(page))
    assert len(lines) > 20
    done = subprocess.run([sys.executable, "-c", NO_TORCH + "\n".join(lines)], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("page", PAGES, ids=[page.stem for page in PAGES])
def test_a_cell_that_needs_torch_says_so(page):
    needing = [cell for cell in code_of(page) if "import torch" in cell.text]
    silent = [cell.line for cell in needing if "torch" not in cell.tags or "needs PyTorch" not in cell.text]
    assert needing or int(page.name[:2]) < 2  # PyTorch is shown from chapter 2 on
    assert silent == []
