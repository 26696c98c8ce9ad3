"""The guards themselves, on small pages whose names say what the verdict must be."""

import json
from pathlib import Path

import pytest

from guards.pages import code_of, cure_fault, guarded_pages, key_claims, seed_fault, torch_fault
from guards.record import content, is_recorded, write_record

KERNEL = "kernelspec: {display_name: Python 3, language: python, name: python3}"
HEAD = f"---\nfile_format: mystnb\n{KERNEL}\n---\n# Title\n"


def a_page(folder, *cells, claim="assert left > 0", swaps='[{old: "left = 1", new: "left = 0"}]'):
    """A page of plain cells with one key claim below them."""
    text = HEAD + "".join(f"\n```{{code-cell}}\n{cell}\n```\n" for cell in cells)
    text += f"\n```{{code-cell}}\n---\ntags: [key-claims]\nwithout_cure: {swaps}\n---\n{claim}\n```\n"
    page = folder / "04-topic.md"
    page.write_text(text)
    return page


CURES = {
    "noticed": (["left = 1"], {}, ""),
    "not noticed": (["left = 1"], {"claim": "assert left < 2"}, "still hold without the cure"),
    "breaks too early": (["left = 1", "print(1 / left)"], {}, "breaks first (ZeroDivisionError"),
    "crashes instead": (["left = 1"], {"claim": "print(1 / left)"}, "raise ZeroDivisionError"),
    "no cure named": (["left = 1"], {"swaps": "[]"}, "needs without_cure"),
    "cure not on the page": (["left = 2"], {}, "must occur once above, not 0 times"),
    "cure there twice": (["left = 1", "left = 1"], {}, "must occur once above, not 2 times"),
    "cure only below": ([], {"claim": "left = 1\nassert left"}, "must occur once above, not 0 times"),
    "cure replaced by itself": (["left = 1"], {"swaps": "[{old: a, new: a}]"}, "an old and a different new"),
}


@pytest.mark.parametrize("name", CURES)
def test_the_cure_guard_gives_this_verdict(tmp_path, name):
    cells, changes, verdict = CURES[name]
    page = a_page(tmp_path, *cells, **changes)
    (claim,) = key_claims(code_of(page))
    fault = cure_fault(page, claim)
    assert verdict in fault if verdict else fault == ""


SEEDS = {
    "holds": (["SEED = 0", "left = 1 + SEED"], ""),
    "does not hold": (["SEED = 0", "left = 1 - SEED"], "line 20: with seed 7 this raises AssertionError"),
    "prose cell breaks": (["SEED = 0", "left = [1][SEED]"], "with seed 7 this raises IndexError"),
    "no seed": (["left = 1"], "one line 'SEED = 0', not 0"),
    "two seeds": (["SEED = 0", "SEED = 0", "left = 1"], "one line 'SEED = 0', not 2"),
}


@pytest.mark.parametrize("name", SEEDS)
def test_the_seed_guard_gives_this_verdict(tmp_path, name):
    cells, verdict = SEEDS[name]
    fault = seed_fault(a_page(tmp_path, *cells), seed=7)
    assert verdict in fault if verdict else fault == ""


TORCH = {
    "caught": ("try:\n    import torch\nexcept ImportError:\n    print('no torch')", ""),
    "needed": ("import torch", "without torch this raises ModuleNotFoundError"),
    "needed within the package": ("from lstm_ref import torch as twin", "without torch this raises"),
}


@pytest.mark.parametrize("name", TORCH)
def test_the_torch_guard_gives_this_verdict(tmp_path, name):
    cell, verdict = TORCH[name]
    fault = torch_fault(a_page(tmp_path, "left = 1", cell))
    assert verdict in fault if verdict else fault == ""


def test_a_page_outside_the_chapters_is_guarded_when_it_names_a_cure(tmp_path):
    book = tmp_path / "book"
    book.mkdir()
    chapter = a_page(book, "left = 1")
    afterword = chapter.rename(book / "afterword.md")
    a_page(book, "left = 1", swaps="[]").rename(book / "appendix-summary.md")
    (book / "appendix-prose.md").write_text("# Title\n\nThe word without_cure: in prose is no cell.\n")
    chapter = a_page(book, "left = 1")
    assert guarded_pages(tmp_path) == [chapter, afterword]


def test_the_afterword_is_guarded():
    root = Path(__file__).resolve().parents[2]
    assert root / "book" / "afterword.md" in guarded_pages(root)


@pytest.fixture
def recorded_page(tmp_path):
    (tmp_path / "book").mkdir()
    page = a_page(tmp_path / "book", "left = 1")
    write_record(tmp_path, {page.stem: content(page)}, set())
    return page


def test_a_recorded_page_is_not_run_again(tmp_path, recorded_page):
    assert is_recorded(tmp_path, recorded_page)


def test_a_changed_page_is_run_again(tmp_path, recorded_page):
    recorded_page.write_text(recorded_page.read_text() + "\nOne more sentence.\n")
    assert not is_recorded(tmp_path, recorded_page)


def test_a_page_that_fails_leaves_the_record(tmp_path, recorded_page):
    write_record(tmp_path, {recorded_page.stem: content(recorded_page)}, {recorded_page.stem})
    assert not is_recorded(tmp_path, recorded_page)


def test_a_page_that_is_gone_leaves_the_record(tmp_path, recorded_page):
    recorded_page.unlink()
    write_record(tmp_path, {}, set())
    assert json.loads((tmp_path / "tests/guards/passed.json").read_text())["pages"] == {}
