"""The record of a GPU run is never written by a machine, a tree or a run that cannot vouch for it."""

import json
import runpy
import subprocess
import sys
from types import SimpleNamespace

import pytest

torch = pytest.importorskip("torch")


@pytest.fixture
def tool(root, tmp_path, monkeypatch):
    """The tool's functions, on a clean tree, on a machine with a GPU, writing to another folder."""
    monkeypatch.syspath_prepend(root / "tools")
    names = runpy.run_path(str(root / "tools" / "record_cuda.py"))
    scope = names["main"].__globals__
    monkeypatch.setitem(scope, "ROOT", tmp_path)
    monkeypatch.setitem(scope, "RECORD", tmp_path / "book" / "results" / "conformance_cuda.json")
    monkeypatch.setitem(scope, "git", lambda *arguments: "" if "status" in arguments else "abcdef\n")
    monkeypatch.setitem(scope, "run_suite", lambda report: {"passed": 7, "failed": 0, "skipped": 0})
    monkeypatch.setitem(scope, "device", lambda: ("A GPU", {"torch": "2"}))
    return SimpleNamespace(scope=scope, record=scope["RECORD"], main=names["main"], device=names["device"])


def test_it_writes_what_the_page_reads(tool):
    tool.main()
    record = json.loads(tool.record.read_text())
    assert set(record) == {"command", "commit", "date", "device", "versions", "tests"}
    assert (record["commit"], record["device"], record["tests"]) == ("abcdef", "A GPU", 7)


def test_without_cuda_it_refuses_in_one_sentence(tool, monkeypatch):
    monkeypatch.setattr(torch.cuda, "is_available", lambda: False)
    with pytest.raises(SystemExit, match="^record_cuda: this machine has no CUDA device [^.]*\\.$"):
        tool.device()


def test_it_refuses_a_tree_with_changes(tool, monkeypatch):
    monkeypatch.setitem(tool.scope, "git", lambda *arguments: " M lstm_ref/numpy/lstm.py\n")
    with pytest.raises(SystemExit, match="^record_cuda: commit first; 1 changes, such as M lstm_ref"):
        tool.main()
    assert not tool.record.exists()


@pytest.mark.parametrize("counts", [(6, 1, 0), (6, 0, 1), (0, 0, 0)], ids=["failed", "skipped", "none"])
def test_it_does_not_record_a_run_that_did_not_pass(tool, monkeypatch, counts):
    outcome = dict(zip(("passed", "failed", "skipped"), counts, strict=True))
    monkeypatch.setitem(tool.scope, "run_suite", lambda report: outcome)
    with pytest.raises(SystemExit, match="^record_cuda: nothing recorded"):
        tool.main()
    assert not tool.record.exists()


def test_as_a_command_it_ends_with_one_line_and_status_one(root):
    if torch.cuda.is_available():
        pytest.skip("this machine has a CUDA device")
    python = [sys.executable, "tools/record_cuda.py"]
    run = subprocess.run(python, cwd=root, capture_output=True, text=True)
    assert run.returncode == 1 and run.stdout == "" and run.stderr.count("\n") == 1
