"""The generator's command line: what it prints and how it exits."""

import re

import pytest
from click.testing import CliRunner

from make_notebooks import main


@pytest.fixture
def make(course):
    """The command on a course whose exercise needs no data of the package and runs nothing."""
    path = course.root / "solutions/04-watch.md"
    text = re.sub(r"<!-- (hints|target) 4.2 -->", "", path.read_text())
    path.write_text(re.sub(r"(?s)```\{code-cell\}\n---.*?```", "", text))
    return lambda *options: CliRunner().invoke(main, [*options, "--root", str(course.root)])


@pytest.fixture
def exercise(course):
    return course.root / "exercises/04-watch.ipynb"


def test_check_names_each_file_says_what_to_do_and_exits_1(make):
    result = make("--check")
    assert result.exit_code == 1
    assert "missing: exercises/04-watch.ipynb (04-watch.md asks for it)" in result.output
    assert "make notebooks" in result.output


def test_check_writes_nothing(make, exercise):
    make("--check")
    assert not exercise.exists()


def test_writing_names_what_it_wrote_and_leaves_nothing_to_find(make):
    assert "wrote solutions/04-watch.ipynb" in make().output
    result = make("--check")
    assert (result.exit_code, result.output) == (0, "")


def test_an_edited_exercise_is_named_with_what_to_do(make, exercise):
    make()
    exercise.write_text(exercise.read_text().replace("Twice x", "Double x"))
    result = make()
    assert result.exit_code == 1
    assert "exercises/04-watch.ipynb was edited by hand" in result.output
    assert "lstm-ref start 4" in result.output


def test_a_bad_text_is_named_with_its_line(make, course):
    path = course.root / "book/04-watch.md"
    path.write_text(path.read_text() + "\n```{raw} html\n```\n")
    result = make("--check")
    assert result.exit_code == 1
    assert re.search(r"04-watch\.md:\d+: directive \{raw\} is not one of", result.output)


def test_a_solution_that_does_not_run_is_named(make, course):
    path = course.root / "solutions/04-watch.md"
    path.write_text(path.read_text().replace("twice = 2 * x", "twice = 2 / 0"))
    result = make()
    assert result.exit_code == 1
    assert "solutions/04-watch.ipynb does not run" in result.output
    assert "ZeroDivisionError" in result.output
