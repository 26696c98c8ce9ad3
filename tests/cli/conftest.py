"""A repository in small: one exercise notebook with three tasks, and the command run on it."""

import os
import sysconfig

import nbformat
import pytest
from click.testing import CliRunner
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

SETUP = """
import numpy as np
from lstm_ref.verify.engine import Mistake, Output, Task, checker

def pairs(rng):
    return [(rng.normal(size=(n, m)),) for n, m in [(2, 3), (4, 3)]]

outputs = [Output("y", ("B", "H"))]
no_shift = Mistake("nothing-added", lambda x: 2 * x, symptom="Nothing is added.", hint="Look at the plus.")
check = checker([
    Task("9.1", "Double it", lambda x: 2 * x, pairs, outputs),
    Task("9.2", "Shift it", lambda x: 2 * x + 1, pairs, outputs, [no_shift], section="sec-shift"),
    Task("9.3", "Square it", lambda x: x**2, pairs, outputs),
])
"""
TITLES = {"9.1": "Double it", "9.2": "Shift it", "9.3": "Square it"}
RIGHT = {"9.1": "return 2 * x", "9.2": "return 2 * x + 1", "9.3": "return x**2"}
STUBS = {
    task: f'raise NotImplementedError("Exercise {task}: {title.lower()}")' for task, title in TITLES.items()
}


def notebook(bodies):
    cells = [new_markdown_cell("# Exercises 9"), new_code_cell(SETUP)]
    for task, title in TITLES.items():
        name = "f" + task.replace(".", "_")
        cells.append(new_markdown_cell(f"## {task} {title}\n\n![target](../exercises/figures/{task}.png)"))
        cells.append(new_code_cell(f"def {name}(x):\n    {bodies[task]}"))
        cells.append(new_code_cell(f'check("{task}", {name})', metadata={"tags": ["check"]}))
    for number, cell in enumerate(cells):
        cell["id"] = f"cell-{number}"
    return new_notebook(cells=cells)


@pytest.fixture
def toy(tmp_path, monkeypatch):
    """The folder of a repository with exercise 9, unsolved, found by the command as its own."""
    (tmp_path / "exercises" / "figures").mkdir(parents=True)
    (tmp_path / "exercises" / "figures" / "9.1.png").write_bytes(b"a picture")
    nbformat.write(notebook(STUBS), tmp_path / "exercises" / "09-toy.ipynb")
    monkeypatch.setattr("lstm_ref.learner.commands.repository", lambda: tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "120")
    # as in an active .venv: there the printed commands are the bare name
    monkeypatch.setenv("PATH", sysconfig.get_path("scripts") + os.pathsep + os.environ["PATH"])
    return tmp_path


@pytest.fixture
def lstm_ref():
    """Run the command with these words: its exit status and all that it wrote."""
    from lstm_ref.learner.commands import cli

    def run(*words):
        result = CliRunner().invoke(cli, [str(word) for word in words], prog_name="lstm-ref")
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result.exit_code, result.output

    return run


@pytest.fixture
def answers(toy):
    """Write the learner's copy: right everywhere but where told otherwise; returns the notebook's path."""

    def write(change=None, **bodies):
        mine = notebook({**RIGHT, **{task.replace("_", "."): body for task, body in bodies.items()}})
        if change:
            change(mine)
        path = toy / "my" / "09-toy.ipynb"
        path.parent.mkdir(exist_ok=True)
        nbformat.write(mine, path)
        return path

    return write
