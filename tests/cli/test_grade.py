"""`lstm-ref grade`: a class's notebooks, whose own checks count for nothing."""

import csv
import io
import os
import sys

import nbformat
import pytest

from lstm_ref.verify.task import SECRET, seed_of

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="memory is limited as Unix does it")


@pytest.fixture
def graded(lstm_ref, toy):
    """Grade the folder `class`; its rows as {(learner, task): (state, says)}."""

    def run(*options):
        status, output = lstm_ref("grade", toy / "class", "--file", toy / "grades.csv", *options)
        assert status == 0, output
        rows = csv.DictReader(io.StringIO((toy / "grades.csv").read_text(encoding="utf-8")))
        return {(row["learner"], row["task"]): (row["state"], row["says"]) for row in rows}

    return run


@pytest.fixture
def hand_in(toy, answers):
    """Put a learner's notebook into the class's folder."""

    def put(learner, change=None, **bodies):
        path = toy / "class" / learner / "09-toy.ipynb"
        path.parent.mkdir(parents=True)
        answers(change, **bodies).rename(path)
        return path

    return put


def test_each_learner_has_a_line_for_each_task(graded, hand_in):
    hand_in("anna")
    hand_in("group/ben", **{"9_2": "return 2 * x", "9_3": 'raise NotImplementedError("9.3")'})
    rows = graded()
    assert [rows["anna", task][0] for task in ("9.1", "9.2", "9.3")] == ["done"] * 3
    assert rows["group/ben", "9.1"][0] == "done" and rows["group/ben", "9.3"][0] == "not yet"
    assert rows["group/ben", "9.2"][0] == "wrong" and "nothing-added" in rows["group/ben", "9.2"][1]


def test_a_notebook_s_own_checks_count_for_nothing(graded, hand_in):
    def deceive(notebook):
        for cell in notebook.cells:
            if "check" in cell.metadata.get("tags", []):
                cell.source = 'print("✓")'
        notebook.cells.insert(2, nbformat.v4.new_code_cell("def check(*everything):\n    print('✓')"))

    hand_in("carl", deceive, **{"9_1": "return x", "9_2": "return x"})
    rows = graded()
    assert [rows["carl", task][0] for task in ("9.1", "9.2", "9.3")] == ["wrong", "wrong", "done"]


def test_a_secret_draws_other_inputs_and_copied_numbers_fail(graded, hand_in, monkeypatch):
    copied = (
        "import numpy as np; rng = np.random.default_rng(20240229); "
        "return {s: 2 * rng.normal(size=s) for s in [(2, 3), (4, 3)]}[x.shape]"
    )
    hand_in("dora", **{"9_1": copied})
    assert graded()["dora", "9.1"][0] == "done"
    assert graded("--new-seed", "word")["dora", "9.1"][0] == "wrong"
    assert graded("--new-seed", "word")["dora", "9.2"][0] == "done"
    monkeypatch.setenv(SECRET, "word")
    assert seed_of("9.1") != seed_of("9.2")


def test_memory_and_time_are_limited_and_the_rest_goes_on(graded, hand_in):
    hand_in("emil", **{"9_1": "import numpy as np; return np.ones(10**10) * x"})
    hand_in("fay")
    rows = graded("--memory", "4096", "--limit", "20")
    assert rows["emil", "9.1"][0] == "wrong" and rows["fay", "9.1"][0] == "done"


def test_it_runs_in_a_folder_of_its_own(graded, hand_in, toy):
    body = "from pathlib import Path; Path('left').touch(); (Path.home() / 'left').touch(); return 2 * x"
    hand_in("gus", **{"9_1": body})
    assert graded()["gus", "9.1"][0] == "done"
    assert [path for path in toy.rglob("left")] == []
    assert not os.path.exists(os.path.expanduser("~/left"))


def test_a_broken_notebook_is_a_line_and_not_the_end(graded, hand_in):
    hand_in("hal").write_text("{")
    hand_in("ida")
    rows = graded()
    assert "cannot be read as a notebook" in rows["hal", "9.1"][1] and rows["ida", "9.1"][0] == "done"


def test_an_empty_class_is_one_sentence(lstm_ref, toy):
    (toy / "class").mkdir()
    status, output = lstm_ref("grade", toy / "class")
    assert status == 1 and "no notebook whose name begins" in output


def test_nothing_becomes_a_formula():
    from lstm_ref.learner.grade import safe

    assert safe("=1+1") == "'=1+1" and safe("right") == "right"
