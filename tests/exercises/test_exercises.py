"""Every unsolved exercise: red at each check for the right reason, green everywhere else, and clean."""

from pathlib import Path

import nbformat
import pytest

from notebooks.exercises import task_of_package
from notebooks.labels import index
from notebooks.review import answers, calls_package, code_cells, exercise_faults
from notebooks.source import headings

ROOT = Path(__file__).resolve().parents[2]
EXERCISES = sorted((ROOT / "exercises").glob("*.ipynb"))


@pytest.fixture(params=EXERCISES, ids=lambda path: path.stem)
def exercise(request):
    return nbformat.read(request.param, as_version=4)


@pytest.fixture(scope="module", params=EXERCISES, ids=lambda path: path.stem)
def run_unsolved(request, run_nbval, tmp_path_factory):
    """One exercise run as it stands: its cells, and what became of each."""
    folder = tmp_path_factory.mktemp("unsolved")
    copy = folder / "exercises" / request.param.name
    copy.parent.mkdir()
    copy.write_bytes(request.param.read_bytes())
    found = run_nbval(folder, "--nbval-lax", "--checks-must-raise=NotImplementedError", "exercises")
    return code_cells(nbformat.read(copy, as_version=4)), found[copy.stem]


def test_there_are_exercises():
    assert EXERCISES


def test_each_check_raises_not_implemented_and_every_other_cell_passes(run_unsolved):
    cells, found = run_unsolved
    wrong = [
        f"cell {cell.number}: {message}"
        for cell, (verdict, message) in zip(cells, found, strict=True)
        if verdict != "passed" and "nbval-skip" not in cell.tags
    ]
    assert not wrong, "\n".join(wrong)


def test_an_exercise_keeps_the_rules(exercise):
    assert exercise_faults(exercise) == []


def test_an_exercise_has_no_outputs(exercise):
    assert not any(cell.get("outputs") or cell.get("execution_count") for cell in exercise.cells)


def test_an_exercise_imports_and_calls_the_package(exercise):
    assert calls_package(cell.text for cell in code_cells(exercise))


def test_each_task_is_headed_by_its_title_and_names_a_section_that_exists(exercise):
    cells = code_cells(exercise)
    prose = [cell.source for cell in exercise.cells if cell.cell_type == "markdown"]
    shown = [heading for text in prose for heading in headings(text)]
    labels = index(ROOT).labels
    for number in sorted({cell.task for cell in answers(cells).values()}):
        task = task_of_package(number)
        assert f"{number} {task.title}" in shown
        assert labels[task.section].kind == "section"
