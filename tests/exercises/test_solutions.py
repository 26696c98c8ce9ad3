"""Every stored solution can fail: it was run as it stands, and one wrong digit turns it red."""

import re
from pathlib import Path

import nbformat
import pytest

from notebooks.review import solution_faults
from notebooks.update import problems

ROOT = Path(__file__).resolve().parents[2]
SOLUTIONS = sorted((ROOT / "solutions").glob("*.ipynb"))


@pytest.fixture(params=SOLUTIONS, ids=lambda path: path.stem)
def solution(request):
    return request.param


def test_every_generated_file_is_what_its_text_makes():
    found = [f"{problem.what}: {problem.path} ({problem.why})" for problem in problems(ROOT)]
    assert not found, "\n".join([*found, "run 'make notebooks' and commit what it writes"])


def test_every_exercise_has_its_solution():
    assert {path.name for path in SOLUTIONS} == {path.name for path in (ROOT / "exercises").glob("*.ipynb")}


def test_a_solution_was_run_as_it_stands(solution):
    assert solution_faults(nbformat.read(solution, as_version=4)) == []


def test_the_output_that_a_task_promises_is_the_one_that_its_solution_prints(solution):
    notebook = nbformat.read(solution, as_version=4)
    text = "\n".join(cell.source for cell in notebook.cells if cell.cell_type == "markdown")
    promised = re.findall(r"`(✓ [^`]+)`", text)
    printed = [
        line
        for cell in notebook.cells
        if cell.cell_type == "code"
        for output in cell.outputs
        for line in output.get("text", output.get("data", {}).get("text/plain", "")).splitlines()
    ]
    assert promised
    assert [line for line in promised if line not in printed] == []


@pytest.mark.slow
def test_one_wrong_digit_in_a_stored_output_is_found(solution, root, run_nbval, tmp_path):
    notebook = nbformat.read(solution, as_version=4)
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    place = change_last_digit(code)
    copy = tmp_path / "solutions" / solution.name
    copy.parent.mkdir()
    nbformat.write(notebook, copy)
    sanitised = f"--nbval-sanitize-with={root / 'tests/sanitize.cfg'}"
    found = [verdict for verdict, _ in run_nbval(tmp_path, "--nbval", sanitised, "solutions")[copy.stem]]
    assert found == ["passed"] * place + ["failed"] + ["skipped"] * (len(code) - place - 1)


def change_last_digit(code):
    """Change the last digit of the last compared text output; the number of its code cell."""
    for place, cell in reversed(list(enumerate(code))):
        if "nbval-ignore-output" in cell.metadata.get("tags", []):
            continue
        for output in reversed(cell.outputs):
            shown = output if output.get("name") == "stdout" else output.get("data", {})
            for key in {"text", "text/plain", "text/markdown"} & set(shown):
                if "image/png" not in shown and re.search(r"\d", shown[key]):
                    shown[key] = re.sub(r"\d(?=\D*$)", lambda digit: str(9 - int(digit[0])), shown[key])
                    return place
    raise AssertionError("no compared output holds a digit")
