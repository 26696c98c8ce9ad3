"""With the first mistake of every task planted at once, each check of an exercise is red and names it."""

import ast
import importlib
from pathlib import Path

import nbformat
import pytest

from lstm_ref.learner.watch import run_notebook

ROOT = Path(__file__).resolve().parents[2]
EXERCISES = sorted((ROOT / "exercises").glob("[0-9][0-9]-*.ipynb"))


def checked(source):
    """The task and the function's name of every call `check("4.2", answer)` in a cell."""
    calls = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)]
    named = [call for call in calls if getattr(call.func, "id", "") == "check" and len(call.args) == 2]
    return [(call.args[0].value, call.args[1].id) for call in named]


def plant(source, chapter, task, name):
    """The cell, with the learner's function replaced by the task's first mistake."""
    lines = [
        f"from lstm_ref.exercises.{chapter} import check as planted",
        f'{name} = planted.tasks["{task.id}"].planted(planted.tasks["{task.id}"].mistakes[0])',
    ]
    return "\n".join([*lines, source])


@pytest.mark.parametrize("path", EXERCISES, ids=lambda path: path.stem)
def test_each_check_is_red_and_names_the_planted_mistake(path, tmp_path):
    chapter = f"ch{path.name[:2]}"
    tasks = importlib.import_module(f"lstm_ref.exercises.{chapter}").check.tasks
    notebook = nbformat.read(path, as_version=4)
    expected = {}
    for number, cell in enumerate(cell for cell in notebook.cells if cell.cell_type == "code"):
        for task_id, name in checked(cell.source) if "check" in cell.metadata.get("tags", []) else []:
            if tasks[task_id].mistakes:
                expected[number] = tasks[task_id].mistakes[0].id
                cell.source = plant(cell.source, chapter, tasks[task_id], name)
    copy = tmp_path / path.name
    nbformat.write(notebook, copy)

    run = run_notebook(copy, limit=60)

    assert len(expected) == sum(bool(task.mistakes) for task in tasks.values()) > 0
    for number, mistake in expected.items():
        result = run.cells[number]
        assert (result.outcome, result.ename) == ("failed", "CheckFailed"), result
        assert f"a known mistake, {mistake}" in result.evalue
