"""A chapter's tasks are the files of its folder that hold one, by their numbers."""

import importlib
import sys

import pytest

TASK = """
from lstm_ref.verify.engine import PredictTask
TASK = PredictTask("{id}", "Predict it", lambda: 1.0)
"""
TASKS = """
from lstm_ref.verify.engine import checker, tasks_beside
TASKS = tasks_beside(__name__)
check = checker(TASKS)
"""


@pytest.fixture
def chapter(tmp_path, monkeypatch):
    """A function that makes a chapter's folder of these files and imports its list of tasks."""
    monkeypatch.syspath_prepend(tmp_path)
    name = f"chapter_{tmp_path.name}"

    def make(**files):
        folder = tmp_path / name
        folder.mkdir()
        for file, text in {"__init__": "", "tasks": TASKS, **files}.items():
            (folder / f"{file}.py").write_text(text)
        return importlib.import_module(f"{name}.tasks")

    yield make
    for module in [module for module in sys.modules if module.split(".")[0] == name]:
        del sys.modules[module]


def test_tasks_come_in_the_order_of_their_numbers_whatever_their_files_are_called(chapter):
    made = chapter(a=TASK.format(id="4.10"), b=TASK.format(id="4.2"), z=TASK.format(id="4.1"))
    assert [task.id for task in made.TASKS] == ["4.1", "4.2", "4.10"]
    assert list(made.check.tasks) == ["4.1", "4.2", "4.10"]


def test_a_file_without_a_task_only_helps(chapter):
    assert [task.id for task in chapter(a=TASK.format(id="4.1"), helper="x = 1").TASKS] == ["4.1"]


def test_two_files_with_one_number_are_named(chapter):
    with pytest.raises(ValueError, match="two tasks have the same id"):
        chapter(a=TASK.format(id="4.1"), b=TASK.format(id="4.1"))


def test_an_id_that_is_no_number_is_named(chapter):
    with pytest.raises(ValueError, match=r"such as '4\.2'; got 'four'"):
        chapter(a=TASK.format(id="four"))
