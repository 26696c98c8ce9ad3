"""Chapters 1 to 9 can be read by somebody who has NumPy and no torch."""

from dataclasses import replace
from pathlib import Path

import pytest

from guards.pages import code_of, run
from notebooks.labels import chapter_sources

ROOT = Path(__file__).resolve().parents[2]
PAGES = [page for page in chapter_sources(ROOT) if int(page.name[:2]) <= 9]
NO_TORCH = "import sys\n\nsys.modules['torch'] = None  # every import of torch now fails\n"


@pytest.mark.slow
@pytest.mark.parametrize("page", PAGES, ids=[page.stem for page in PAGES])
def test_a_page_runs_to_its_end_without_torch(page):
    first, *others = code_of(page)
    outcome = run([replace(first, text=NO_TORCH + first.text), *others], page.parent)
    assert outcome.stopped_at is None, f"line {outcome.stopped_at.line}: {outcome.message}"


@pytest.mark.parametrize("page", PAGES, ids=[page.stem for page in PAGES])
def test_a_cell_that_needs_torch_says_so(page):
    needing = [cell for cell in code_of(page) if "import torch" in cell.text]
    silent = [cell.line for cell in needing if "torch" not in cell.tags or "needs PyTorch" not in cell.text]
    assert needing or int(page.name[:2]) < 2  # PyTorch is shown from chapter 2 on
    assert silent == []
