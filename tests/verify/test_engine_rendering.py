"""How a verdict looks under nbval: its message, and no line of a traceback. (Notebooks: test_panel.py.)"""

import subprocess
import sys

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook

from lstm_ref.verify.sections import describe_section, find_section

CELLS = [
    """
import numpy as np
from lstm_ref.verify.engine import Output, Task, checker
def inputs(rng):
    return [(rng.normal(size=3),)]
check = checker([Task("1.1", "Double", lambda x: 2 * x, inputs, [Output("y", ("H",))])])
def half(x):
    return x / 2
def broken(x):
    rows = 3
    return x[rows]
""",
    'check("1.1", half)',
    'check("1.1", broken)',
]


@pytest.fixture(scope="module")
def notebook(tmp_path_factory):
    path = tmp_path_factory.mktemp("rendering") / "verdicts.ipynb"
    cells = [new_code_cell(source, id=f"cell-{i}") for i, source in enumerate(CELLS)]
    nbformat.write(new_notebook(cells=cells), path)
    return path


def test_nbval_shows_the_message_and_no_traceback(notebook):
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-p",
        "no:cacheprovider",
        "--noconftest",
        f"--rootdir={notebook.parent}",
    ]
    command += ["--nbval-lax", "--nbval-current-env", "--nbval-cell-timeout=60", str(notebook)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=notebook.parent)
    assert done.returncode == 1
    assert "✗ 1.1 Double: `y` is not right" in done.stdout
    assert "Worst entry: `y[" in done.stdout and "in line 3 of `broken`" in done.stdout
    assert (
        "engine.py" not in done.stdout
        and "guard.py" not in done.stdout
        and "most recent call" not in done.stdout
    )


def test_a_section_is_shown_by_its_heading_where_the_book_has_it(tmp_path, monkeypatch):
    (tmp_path / "04-gradients.md").write_text(
        "(sec-start)=\n# Start\n\n(sec-far)=\n## How far it *reaches*\n"
    )
    monkeypatch.setattr("lstm_ref.verify.sections.BOOK", tmp_path)
    find_section.cache_clear()
    try:
        assert describe_section("sec-far") == "“How far it *reaches*” in chapter 4"
        assert describe_section("sec-none") == "sec-none"
    finally:
        find_section.cache_clear()
