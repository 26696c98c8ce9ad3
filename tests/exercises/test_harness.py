"""How the repository's conftest runs notebooks, on small ones whose cells say what must become of them."""

import nbformat
import pytest

STUB = 'raise NotImplementedError("Exercise 4.2: double")'

# name of the notebook: its cells, each as (tags, source, what must become of it)
UNSOLVED = {
    "as-it-should-be": [
        ((), "def double(x):\n    " + STUB, "passed"),
        (("check",), "double(1)", "passed"),
        ((), "1 + 1", "passed"),
        (("check",), "double(2)", "passed"),
    ],
    "check-raises-nothing": [(("check",), "1 + 1", "failed"), ((), "1 + 1", "passed")],
    "check-raises-something-else": [(("check",), "1 / 0", "failed"), ((), "1 + 1", "passed")],
    "check-raises-a-subclass": [
        (("check",), "class Mine(NotImplementedError): pass\nraise Mine", "failed"),
    ],
    "check-swallows-the-stub": [
        (("check",), f"try:\n    {STUB}\nexcept NotImplementedError:\n    pass", "failed"),
    ],
    "given-cell-raises": [((), STUB, "failed"), (("check",), STUB, "passed")],
    "given-cell-may-raise": [(("raises-exception",), STUB, "failed")],
    "check-is-skipped": [(("check", "nbval-skip"), STUB, "failed")],
    "install-cell-is-skipped": [(("nbval-skip",), "1 / 0", "skipped"), (("check",), STUB, "passed")],
}
SOLVED = {
    "same": [((), "print(1.25)", "1.25\n", "passed"), ((), "1 + 1", None, "passed")],
    "digit-differs": [((), "print(1.25)", "1.26\n", "failed"), ((), "1 + 1", None, "skipped")],
    "not-compared": [(("nbval-ignore-output",), "print(1.25)", "1.26\n", "passed")],
    "time-differs": [((), "print('in 0.12 s')", "in 0.31 s\n", "passed")],
    "warning-differs": [((), "import sys\nprint('x', file=sys.stderr)\nprint(1)", "1\n", "passed")],
    "first-failure-counts": [((), "1 / 0", None, "failed"), ((), "1 / 0", None, "skipped")],
}


def save(path, cells):
    nodes = []
    for count, (tags, source, *rest) in enumerate(cells, start=1):
        cell = nbformat.v4.new_code_cell(source, metadata={"tags": list(tags)})
        if len(rest) == 2:
            cell.execution_count = count
            cell.outputs = [nbformat.v4.new_output("stream", name="stdout", text=rest[0])] if rest[0] else []
            if source == "1 + 1":
                data = {"text/plain": "2"}
                cell.outputs = [nbformat.v4.new_output("execute_result", data, execution_count=count)]
        nodes.append(cell)
    path.parent.mkdir(exist_ok=True)
    nbformat.write(nbformat.v4.new_notebook(cells=nodes), path)


@pytest.fixture(scope="module")
def unsolved(tmp_path_factory, run_nbval):
    folder = tmp_path_factory.mktemp("unsolved")
    for name, cells in UNSOLVED.items():
        save(folder / "exercises" / f"{name}.ipynb", cells)
    return run_nbval(folder, "--nbval-lax", "--checks-must-raise=NotImplementedError", "exercises")


@pytest.fixture(scope="module")
def solved(tmp_path_factory, root, run_nbval):
    folder = tmp_path_factory.mktemp("solved")
    for name, cells in SOLVED.items():
        save(folder / "solutions" / f"{name}.ipynb", cells)
    sanitised = f"--nbval-sanitize-with={root / 'tests/sanitize.cfg'}"
    return run_nbval(folder, "--nbval", sanitised, "solutions")


@pytest.mark.parametrize("name", UNSOLVED)
def test_an_unsolved_exercise_whose_checks_must_raise(unsolved, name):
    assert [verdict for verdict, _ in unsolved[name]] == [cell[-1] for cell in UNSOLVED[name]]


@pytest.mark.parametrize("name", SOLVED)
def test_a_solution_compared_with_its_stored_outputs(solved, name):
    assert [verdict for verdict, _ in solved[name]] == [cell[-1] for cell in SOLVED[name]]


def test_in_an_exercise_every_cell_runs_whatever_failed_before_it(tmp_path, run_nbval):
    save(tmp_path / "exercises/some-wrong.ipynb", [((), "1 / 0"), ((), "1 + 1"), ((), "1 / 0")])
    found = run_nbval(tmp_path, "--nbval-lax", "exercises")["some-wrong"]
    assert [verdict for verdict, _ in found] == ["failed", "passed", "failed"]
