"""The page about the build says when the CUDA tests last passed, or that they never ran."""

import json

import jupytext
import pytest


@pytest.fixture
def said(root, tmp_path, monkeypatch):
    """Run the cell that reads the record, in a folder with or without one."""
    cells = jupytext.read(root / "book" / "appendix-about-this-build.md", fmt="md:myst").cells
    source = next(cell.source for cell in cells if "conformance_cuda" in cell.source)
    monkeypatch.chdir(tmp_path)

    def run(record=None):
        if record:
            (tmp_path / "results").mkdir()
            (tmp_path / "results" / "conformance_cuda.json").write_text(json.dumps(record))
        sentences = []
        exec(source, {"say": sentences.append})
        return sentences

    return run


def test_without_a_record_it_says_never(said):
    assert said() == ["**Never run on a GPU.**"]


def test_with_a_record_it_says_when_where_and_how_many(said):
    record = {"date": "2026-01-02", "tests": 321, "device": "A device", "commit": "abc1234"}
    assert said(record) == ["Last passed on 2026-01-02: 321 tests on A device, at commit `abc1234`."]


def test_the_record_in_the_repository_has_what_the_page_reads(root):
    path = root / "book" / "results" / "conformance_cuda.json"
    if not path.exists():
        pytest.skip("no run on a GPU is recorded yet")
    assert {"commit", "date", "device", "tests"} <= json.loads(path.read_text("utf-8")).keys()
