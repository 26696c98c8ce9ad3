"""The last lines of a test run say what happened, and the very last one is the sum."""

import subprocess
import sys

import pytest

from closing_counts import closing_lines, count

SUITE = """
import pytest
def test_passes(): pass
def test_fails(): assert False
@pytest.fixture
def broken(): raise OSError
def test_has_a_broken_fixture(broken): pass
@pytest.mark.skip(reason="no CUDA device")
def test_needs_a_gpu(): pass
@pytest.mark.skip(reason="no browser")
def test_needs_a_browser(): pass
@pytest.mark.xfail
def test_is_known_to_fail(): assert False
"""


@pytest.fixture(scope="module")
def report(tmp_path_factory):
    folder = tmp_path_factory.mktemp("suite")
    (folder / "test_suite.py").write_text(SUITE)
    options = ["-p", "no:cacheprovider", "--junitxml=report.xml", f"--rootdir={folder}"]
    subprocess.run([sys.executable, "-m", "pytest", *options, folder], cwd=folder, capture_output=True)
    return folder / "report.xml"


def test_each_verdict_is_counted_once(report):
    assert count(report) == {"passed": 1, "failed": 2, "skipped": 3, "cuda": 1}


def test_the_last_line_is_the_sum(report):
    lines = closing_lines({"Python 3.11": report, "Python 3.12": report})
    assert lines[-1] == "2 passed, 4 failed, 6 skipped"
    assert "CUDA tests skipped: 2" in lines


def test_a_run_that_left_no_report_is_named(report, tmp_path):
    reports = {"Python 3.11": report, "solutions": tmp_path / "none.xml"}
    lines = closing_lines(reports, ["Python 3.13: skipped"])
    assert lines == [
        "Python 3.11: 1 passed, 2 failed, 3 skipped",
        "solutions: did not finish",
        "Python 3.13: skipped",
        "CUDA tests skipped: 1",
        "1 passed, 2 failed, 3 skipped",
    ]
