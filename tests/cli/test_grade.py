"""`lstm-ref grade`: a class's notebooks, whose own checks count for nothing."""

import csv
import io
import os
import sys

import nbformat
import pytest

from lstm_ref.learner.grade import Exercise, grade_one
from lstm_ref.learner.hands import Hand
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
    assert rows["group/ben", "9.2"][0] == "wrong"
    assert rows["group/ben", "9.2"][1] == "Nothing is added. (a known mistake, nothing-added)"
    assert (
        rows["anna", "9.1"][1] == "right on 2 inputs" and rows["group/ben", "9.3"][1] == "the stub as it was"
    )


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
    hand_in("gil", **{"9_1": "while True: pass"})
    rows = graded("--limit", "3")
    assert rows["emil", "9.1"][0] == "wrong" and "Memory" in rows["emil", "9.1"][1]
    assert rows["emil", "9.2"][0] == "done" and rows["fay", "9.1"][0] == "done"
    assert rows["gil", "9.1"][0] == "wrong" and rows["gil", "9.2"][0] == "done"
    assert rows["gil", "9.1"][1].endswith("an endless loop, or too much memory?")


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
    assert rows["hal", "9.1"][1].endswith("Ask for it again.")


def test_a_notebook_cannot_change_another_s_grade(graded, hand_in, toy):
    zed = toy / "class" / "zed" / "09-toy.ipynb"
    exercise = toy / "exercises" / "09-toy.ipynb"
    body = f"open({str(zed)!r}, 'w').write('gone'); open({str(exercise)!r}, 'w').close(); return 2 * x"
    hand_in("adam", **{"9_1": body})
    hand_in("zed")
    rows = graded()
    assert zed.read_text() == "gone" and rows["zed", "9.1"][0] == "done"


def test_a_notebook_is_told_nothing_of_where_the_others_lie(graded, hand_in, toy):
    told = "import os, sys; found = [str(v) for v in [*os.environ.values(), *sys.argv, os.getcwd()]]; "
    hand_in("kim", **{"9_1": f"{told}assert not any({str(toy)!r} in v for v in found); return 2 * x"})
    assert graded()["kim", "9.1"] == ("done", "right on 2 inputs")


def test_what_died_before_a_task_is_said_of_it(graded, hand_in):
    hand_in("lee", **{"9_2": "import os; os._exit(1)"})
    rows = graded()
    assert rows["lee", "9.1"][0] == "done" and "os._exit" in rows["lee", "9.2"][1]
    assert rows["lee", "9.3"] == ("not reached", "the notebook died or was stopped before this task")


def test_every_file_has_its_line_and_kept_ones_are_left_out(toy, hand_in, lstm_ref):
    mine = hand_in("max").read_bytes()
    for name in ("09-toy (1).ipynb", "Copy of 09-toy.ipynb", "homework.ipynb", "kept/09-toy-2026.ipynb"):
        path = toy / "class" / "max" / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(mine)
    hidden = toy / "class" / "max" / ".ipynb_checkpoints" / "09-toy.ipynb"
    hidden.parent.mkdir()
    hidden.write_bytes(mine)
    status, output = lstm_ref("grade", toy / "class", "--file", toy / "grades.csv")
    assert status == 0, output
    rows = list(csv.DictReader(io.StringIO((toy / "grades.csv").read_text(encoding="utf-8"))))
    assert {row["learner"] for row in rows} == {"max"}
    done = [row["file"] for row in rows if row["state"] == "done" and row["task"] == "9.1"]
    assert sorted(done) == ["max/09-toy (1).ipynb", "max/09-toy.ipynb", "max/Copy of 09-toy.ipynb"]
    left = [row for row in rows if row["state"] == "not recognised"]
    assert [row["file"] for row in left] == ["max/homework.ipynb"] and "its name" in left[0]["says"]
    assert all(row["says"] for row in rows) and "homework.ipynb" in output


@pytest.mark.parametrize("name", ["03-bptt", "11-pytorch", "14-speed"])
def test_solutions_are_done_whatever_kind_of_task_they_are_for(root, name):
    """A task that trains a net, tasks that ask for a check, that need torch, that count products."""
    pytest.importorskip("torch")
    number = int(name[:2])
    hand = Hand("ada", number, name, (root / "solutions" / f"{name}.ipynb").read_bytes())
    rows, trouble = grade_one(hand, Exercise(root / "exercises" / f"{name}.ipynb", "a word"), 30.0, 2048)
    assert [(row.id, row.state, row.says) for row in rows if row.state != "done"] == [] and not trouble
    assert len(rows) > 4


def test_an_empty_class_is_one_sentence(lstm_ref, toy):
    (toy / "class").mkdir()
    status, output = lstm_ref("grade", toy / "class")
    assert status == 1 and "no notebook whose name begins" in output


def test_nothing_becomes_a_formula():
    from lstm_ref.learner.grade import safe

    assert safe("=1+1") == "'=1+1" and safe("right") == "right"
