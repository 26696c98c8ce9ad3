"""The rules for exercises and solutions, each broken once and found."""

import nbformat
import pytest

from notebooks.review import calls_package, exercise_faults, solution_faults

DOUBLE = 'def double(x):\n    raise NotImplementedError("Exercise 4.2: double")'
HALVE = 'def halve(x):\n    raise NotImplementedError("Exercise 4.3: halve")'
GOOD = [("", "from lstm_ref import x"), ("## 4.2 Double", DOUBLE), ("check", 'check("4.2", double)')]


def notebook(cells):
    """Cells as pairs: a heading or a code cell's tags, and its code."""
    nodes = []
    for first, code in cells:
        if first.startswith("#"):
            nodes.append(nbformat.v4.new_markdown_cell(first))
        tags = [] if first.startswith("#") else first.split()
        nodes.append(nbformat.v4.new_code_cell(code, metadata={"tags": tags} if tags else {}))
    return nbformat.v4.new_notebook(cells=nodes)


EXERCISES = {
    "good": (GOOD, []),
    "good, with a plot": ([*GOOD, ("check", "plot(double(2))")], []),
    "good, with a magic": ([("", "%matplotlib inline"), *GOOD], []),
    "untagged call": ([*GOOD, ("", "double(2)")], ["cell 3 uses double and is not tagged check"]),
    "untagged function around it": (
        [*GOOD, ("", "def twice(x):\n    return double(x)")],
        ["cell 3 uses double and is not tagged check"],
    ),
    "check of nothing": (
        [*GOOD, ("check", "print(1)")],
        ["cell 3 is tagged check and uses nothing that the learner writes"],
    ),
    "later task uses the earlier answer": (
        [*GOOD, ("## 4.3 Halve", HALVE), ("check", "check('4.3', halve)"), ("check", "halve(double(2))")],
        ["cell 5 under 4.3 uses double of another task"],
    ),
    "answer never checked": ([("## 4.2 Double", DOUBLE)], ["no check calls double of task 4.2"]),
    "nothing to solve": ([("", "1 + 1")], ["there is nothing to solve: no function holds a stub"]),
    "stub of another task": (
        [("## 4.3 Halve", DOUBLE), ("check", "double(1)")],
        ["cell 0 stands under task 4.3 and says 4.2"],
    ),
    "stub of two lines": (
        [*GOOD, ("", "def f():\n    raise NotImplementedError(\n        'Exercise 4.2: f')")],
        ["cell 3 has a line that is no proper stub: raise NotImplementedError("],
    ),
    "answer left in": (
        [*GOOD, ("", "def f():\n    ### BEGIN SOLUTION\n    return 1")],
        ["cell 3 has a line that is no proper stub: ### BEGIN SOLUTION"],
    ),
}


@pytest.mark.parametrize("name", EXERCISES)
def test_an_exercise_gets_this_review(name):
    cells, faults = EXERCISES[name]
    assert exercise_faults(notebook(cells)) == faults


PICTURE = [nbformat.v4.new_output("display_data", {"image/png": "AA=="})]
ERROR = [nbformat.v4.new_output("error", ename="ValueError", evalue="", traceback=[])]
SOLUTIONS = {
    "good": ({}, ""),
    "not run": ({"execution_count": None}, "not executed from first to last"),
    "run twice": ({"execution_count": 2}, "not executed from first to last"),
    "skipped": ({"metadata": {"tags": ["nbval-skip"]}}, "is tagged nbval-skip"),
    "allowed to fail": ({"metadata": {"tags": ["raises-exception"]}}, "is tagged raises-exception"),
    "skipped by a comment": ({"source": "# NBVAL_SKIP\n1"}, "by a comment"),
    "failed": ({"outputs": ERROR}, "an error stored"),
    "neither compared nor asserting": ({"metadata": {"tags": ["nbval-ignore-output"]}}, "neither compared"),
    "not compared but asserting": (
        {"metadata": {"tags": ["nbval-ignore-output"]}, "source": "assert loss < 1"},
        "",
    ),
    "a picture nobody can read": ({"outputs": PICTURE}, "without alt text"),
    "a picture described": (
        {"outputs": PICTURE, "metadata": {"mystnb": {"image": {"alt": "A line"}}}},
        "",
    ),
}


@pytest.mark.parametrize("name", SOLUTIONS)
def test_a_solution_gets_this_review(name):
    changes, fault = SOLUTIONS[name]
    cell = nbformat.v4.new_code_cell(changes.get("source", "1"), execution_count=1)
    cell.update(changes)
    faults = solution_faults(nbformat.v4.new_notebook(cells=[nbformat.from_dict(cell)]))
    assert (len(faults) == 1 and fault in faults[0]) if fault else faults == []


CALLS = {
    "from lstm_ref.numpy import scan\nscan(1)": True,
    "import lstm_ref.numpy as ours\nours.scan(1)": True,
    "import lstm_ref\nlstm_ref.numpy.scan(1)": True,
    "from lstm_ref.numpy import scan": False,
    "from lstm_ref.numpy import scan\nprint(1)": False,
    "from other import scan\nscan(1)": False,
    "import numpy as np\nnp.sum(1)": False,
}


@pytest.mark.parametrize("code", CALLS)
def test_whether_the_package_is_imported_and_called(code):
    assert calls_package([code]) is CALLS[code]
