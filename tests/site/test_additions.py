"""The additions that CONTRIBUTING.md describes, made in a copy of the repository and found by what is there.

The blocks of its section *Add to the course* are the additions: one with a path is a new file, one with
`diff` and a path changes a file: its lines begin as those of a diff do, and `@@` stands between two places.
"""

import os
import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
BLOCK = re.compile(
    r"^(?P<fence>`{3,})(?P<kind>\w+) (?P<path>\S+/?\S+)\n(?P<text>.*?)^(?P=fence)$", re.M | re.S
)
COPIED = ("_config.yml", "_toc.yml", "conftest.py", "pyproject.toml", "README.md")
FOLDERS = ("book", "exercises", "lstm_ref", "solutions", "tests", "tools")
TWIN = "lstm_ref/torch/leaky.py"


def additions():
    """{title: its blocks as (kind, path, text)} of the section, in its order."""
    section = (ROOT / "CONTRIBUTING.md").read_text("utf-8").split("\n## Add to the course\n")[1]
    parts = re.split(r"^### Add a (\w+)$", section.split("\n## ")[0], flags=re.M)
    return {
        title: [(block["kind"], block["path"], block["text"]) for block in BLOCK.finditer(text)]
        for title, text in zip(parts[1::2], parts[2::2], strict=True)
    }


ADDITIONS = additions()


def changed(text, diff):
    """A text with each place of a diff changed; every place must be there exactly once."""
    for place in diff.split("@@\n"):
        lines = place.splitlines()
        old = [line[1:] for line in lines if line[:1] in ("", " ", "-")]
        new = [line[1:] for line in lines if line[:1] in ("", " ", "+")]
        before, after = ("".join(f"{line}\n" for line in part) for part in (old, new))
        assert text.count(before) == 1, f"this is there {text.count(before)} times, not once:\n{before}"
        text = text.replace(before, after)
    return text


class Copy:
    """A copy of the repository, and what runs in it."""

    def __init__(self, root):
        self.root = root
        for name in FOLDERS:
            shutil.copytree(ROOT / name, root / name, ignore=shutil.ignore_patterns("__pycache__"))
        for name in COPIED:
            shutil.copy(ROOT / name, root / name)

    def add(self, title, only=None):
        """Make the additions of one section, or those that `only` accepts of (kind, path, text)."""
        for kind, path, text in filter(only, ADDITIONS[title]):
            file = self.root / path
            if kind == "diff":
                file.write_text(changed(file.read_text("utf-8"), text), "utf-8")
            else:
                assert not file.exists(), f"{path} is no new file"
                file.write_text(text, "utf-8")

    def run(self, *command):
        kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST")}
        surroundings = {**kept, "PYTHONPATH": str(self.root)}
        command = [sys.executable, *command]
        return subprocess.run(command, cwd=self.root, env=surroundings, capture_output=True, text=True)

    def tests(self, *arguments):
        """{test's name: what went wrong, or nothing} of those that ran; a GPU's do not run here."""
        report = self.root / "report.xml"
        options = ["-q", "-p", "no:cacheprovider", f"--junitxml={report}", "-m", "not cuda"]
        done = self.run("-m", "pytest", *options, *arguments)
        assert report.exists(), done.stdout + done.stderr
        cases = list(ElementTree.parse(report).iter("testcase"))
        report.unlink()
        ran = [case for case in cases if case.find("skipped") is None]
        return {case.get("name"): "".join(part.get("message", "") for part in case) for case in ran}


def failed(results):
    """{test's name: what went wrong} of those that failed."""
    return {name: wrong for name, wrong in results.items() if wrong}


@pytest.fixture(scope="module")
def copy(tmp_path_factory):
    return Copy(tmp_path_factory.mktemp("copy") / "course")


@pytest.fixture(scope="module")
def with_cell(copy):
    copy.add("cell", lambda block: block[1] != TWIN and "twin=" not in block[2])
    return copy


MISTAKES = ["write-taken-unsquashed", "memory-taken-squashed", "old-memory-taken-away"]
SUITES = {
    "tests/exercises/test_exercises.py": ["05-carousel"],
    "tests/exercises/test_solutions.py": ["run_as_it_stands", "promises"],
    "tests/verify/test_exercise_mistakes.py": ["5.6", "ch05", *MISTAKES],
    "tests/book/test_chapters.py": ["22-keep"],
    "tests/guards/test_pages.py": [],
    "tests/site/test_contents.py": ["lists_every_page", "order_of_their", "has_an_exercise"],
}


@pytest.fixture(scope="module")
def grown(copy):
    """A task, a mistake and a chapter more: what making the notebooks said, and what the tests then say."""
    for title in ("task", "mistake", "chapter"):
        copy.add(title)
    made = copy.run("tools/make_notebooks.py")
    assert made.returncode == 0, made.stderr
    only = " or ".join(word for words in SUITES.values() for word in words)
    return copy, made.stdout.splitlines(), copy.tests(*SUITES, "-k", only)


@pytest.mark.parametrize("title", ADDITIONS)
def test_an_addition_touches_one_new_file_and_one_list(title):
    new = [path for kind, path, _ in ADDITIONS[title] if kind != "diff"]
    lists = {path for kind, path, _ in ADDITIONS[title] if kind == "diff"}
    assert len(lists) == 1
    assert len(new) == {"cell": 2, "mistake": 0}.get(title, 1), "a cell has a file in each half"


def test_the_four_additions_are_there():
    assert list(ADDITIONS) == ["cell", "task", "mistake", "chapter"]


def test_the_additions_are_written_as_the_rest_is(tmp_path):
    copy = Copy(tmp_path / "course")
    for title in ADDITIONS:
        copy.add(title)
    changed = {path for blocks in ADDITIONS.values() for _, path, _ in blocks if path.endswith(".py")}
    for command in (["check"], ["format", "--check"]):
        done = copy.run("-m", "ruff", *command, "--no-cache", *sorted(changed))
        assert done.returncode == 0, done.stdout


@pytest.mark.slow
def test_a_new_cell_is_held_to_the_conformance_suite_and_to_the_numeric_gradient(with_cell):
    found = with_cell.tests("tests/numpy/test_conformance.py", "-k", "leaky")
    assert failed(found) == {} and len(found) > 80
    assert any(name.startswith("test_every_gradient_is_the_numeric_one[") for name in found)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("right", "wrong", "who_sees_it"),
    [
        ("0.5 * dstate.h * (1 - tape.g**2)", "0.5 * dstate.h", "test_every_gradient_is_the_numeric_one_at"),
        ("0.5 * (state.h + g)", "0.5 * state.h + g", "test_it_conforms_at_degenerate_sizes_too[T=1-forward"),
    ],
    ids=["backward", "forward"],
)
def test_a_new_cell_that_is_wrong_fails(with_cell, right, wrong, who_sees_it):
    file = with_cell.root / "lstm_ref/numpy/leaky.py"
    text = file.read_text("utf-8")
    assert text.count(right) == 1
    file.write_text(text.replace(right, wrong), "utf-8")
    # Not the tests that search for the smallest counterexample: that takes them half a minute.
    only = "leaky and degenerate and (follows_the_equations or numeric_one)"
    found = failed(with_cell.tests("tests/numpy/test_conformance.py", "-k", only))
    file.write_text(text, "utf-8")
    assert any(name.startswith(who_sees_it) for name in found)


@pytest.mark.slow
def test_its_twin_is_one_file_and_the_same_entry(with_cell):
    pytest.importorskip("torch")
    with_cell.add("cell", lambda block: block[1] == TWIN or "twin=" in block[2])
    found = with_cell.tests(
        *(
            "tests/torch/test_conformance.py",
            "tests/torch/test_bad_input.py",
            "tests/verify/test_registry.py",
        ),
        *("-k", "leaky or twin or every_row_has_a_name or chosen"),
    )
    assert failed(found) == {}
    assert any("Torch, autograd" in name for name in found)
    assert any("Torch, gradient by hand" in name for name in found)


@pytest.mark.slow
def test_a_new_task_stands_in_the_exercise_and_in_its_solution_and_is_checked_there(grown):
    copy, made, found = grown
    assert {"wrote exercises/05-carousel.ipynb", "wrote solutions/05-carousel.ipynb"} <= set(made)
    checked = {name: wrong for name, wrong in found.items() if "[05-carousel]" in name}
    assert len(checked) > 7 and not any(checked.values()), checked
    solution = (copy.root / "solutions/05-carousel.ipynb").read_text("utf-8")
    assert "✓ 5.6 Predict what the memory holds: your prediction is near the measured value" in solution


@pytest.mark.slow
@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_new_mistake_is_rejected_and_named(grown, mistake):
    _, _, found = grown
    about = {name: wrong for name, wrong in found.items() if mistake in name}
    assert any(name.startswith("test_every_mistake_is_rejected_and_named") for name in about)
    assert not any(about.values()), about


@pytest.mark.slow
def test_a_new_chapter_is_seen_by_the_tests_that_walk_all_pages(grown):
    _, made, found = grown
    assert "wrote book/22-keep-the-length.ipynb" in made
    walked = {name: wrong for name, wrong in found.items() if "[22-keep-the-length]" in name}
    assert len(walked) > 10 and "test_a_page_is_guarded[22-keep-the-length]" in walked
    assert not any(walked.values()), walked


@pytest.mark.slow
def test_after_all_additions_nothing_is_red_but_the_question_for_the_chapters_exercise(grown):
    _, _, found = grown
    assert list(failed(found)) == ["test_every_chapter_has_an_exercise_and_a_solution_of_its_number"]
