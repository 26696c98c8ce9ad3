"""`lstm-ref grade` and notebooks that set out to deceive it: each of these once had full points for nothing.

Every notebook here answers 9.1 with 1. Only a right answer may make a task done, so none of them is.
"""

import sys

import nbformat
import pytest

from lstm_ref.learner.grade import Exercise, grade_one
from lstm_ref.learner.hands import Hand

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="memory is limited as Unix does it")

FORGED = """
import json, os, pathlib
parent = pathlib.Path(f"/proc/{os.getppid()}/cmdline")
words = parent.read_bytes().decode().split("\\0") if parent.exists() else []
events = [{"event": "end", "cell": n, "outcome": "passed"} for n in range(20)] + [{"event": "finished"}]
for word in words:
    if word.endswith(".jsonl"):
        with open(word, "a") as file:
            file.writelines(json.dumps(event) + "\\n" for event in events)
        os.kill(os.getppid(), 9)
        os._exit(0)
"""
MISCHIEF = {
    "the module's check": """
import lstm_ref.verify.engine as m
m.checker = lambda tasks: lambda *everything: print("✓")
check = lambda *everything: print("✓")
""",
    "the Checker": """
from lstm_ref.verify.engine import Checker, Task
Checker.__call__ = lambda *everything: print("✓")
Task.grade = lambda self, fn: "right on 2 inputs"
""",
    "the traceback": "get_ipython().showtraceback = lambda *a, **k: None",
    "custom exceptions": "get_ipython().set_custom_exc((Exception,), lambda *a, **k: None)",
    "ast transformers": """
import ast
class Quiet(ast.NodeTransformer):
    def visit_Expr(self, node):
        handler = ast.ExceptHandler(type=None, name=None, body=[ast.Pass()])
        return ast.fix_missing_locations(ast.Try([node], [handler], [], []))
get_ipython().ast_transformers.append(Quiet())
""",
    "the results file": FORGED,
    "read_answer": """
import lstm_ref.verify.task as t
t.read_answer = lambda answer, reference, outputs: t.read_reference(reference)
""",
    "the recorder": """
import lstm_ref.verify.handed as h
h.Recorder.take = lambda self, run, through: self.calls.append(["answer", ["plain", True]])
""",
    "hand_over": """
import lstm_ref.learner.answers as a
a.hand_over = lambda *everything: print("✓")
""",
    "the guard": """
import lstm_ref.verify.guard as g
g.call = lambda fn, bound, *a, **k: Equal(1)
class Equal(int):
    def __eq__(self, other): return True
    __hash__ = int.__hash__
    def __array__(self, *a, **k): raise TypeError
""",
}


@pytest.fixture
def one(toy, answers, tmp_path):
    """The states of a notebook whose 9.1 returns `body`, after a cell of this source."""

    def run(source, body="return 1"):
        def first(notebook):
            notebook.cells.insert(2, nbformat.v4.new_code_cell(source))

        hand = Hand("zed", 9, "zed/09-toy.ipynb", answers(first, **{"9_1": body}).read_bytes())
        rows, _ = grade_one(hand, Exercise(toy / "exercises" / "09-toy.ipynb", "a word"), 20.0, 2048)
        return {row.id: row.state for row in rows} | {"says": rows[0].says}

    return run


@pytest.mark.parametrize("name", MISCHIEF)
def test_no_mischief_makes_a_task_done(one, name):
    assert one(MISCHIEF[name])["9.1"] in ("wrong", "not reached")


def test_cells_without_an_error_are_no_evidence(one):
    assert one(MISCHIEF["hand_over"], "return 2 * x")["says"].startswith("no answer came")


def test_an_answer_that_equals_everything_is_read_as_what_it_holds(one):
    everything = (
        "class All(int):\n    __eq__ = __ge__ = __le__ = lambda *a: True\n    __hash__ = int.__hash__"
    )
    assert one(everything, "return All(1)")["9.1"] == "wrong"
    array = (
        "import numpy as np\nclass Near(np.ndarray):\n"
        "    def __array_ufunc__(self, *a, **k): return np.zeros(self.shape)"
    )
    assert one(array, "return x.view(Near)")["9.1"] == "wrong"


CHAPTER_4 = """
from lstm_ref.exercises.ch04 import TASKS
my_jacobian = next(task for task in TASKS if task.id == "4.2").reference
"""
LATE = """
def my_jacobian(*given):
    from lstm_ref.exercises.ch04.jacobian import TASK
    return TASK.reference(*given)
"""
CHOICE = """
class Any(int):
    __eq__ = lambda *a: True
    __hash__ = int.__hash__
def my_line():
    return Any(2)
"""


def test_a_reference_or_an_odd_label_handed_in_is_no_answer(root):
    exercise = Exercise(root / "exercises" / "04-gradients.ipynb", "")
    states = []
    for jacobian in (CHAPTER_4, LATE):
        notebook = nbformat.read(root / "exercises" / "04-gradients.ipynb", 4)
        for cell in notebook.cells:
            if cell.cell_type == "code" and "def my_jacobian" in cell.source:
                cell.source = jacobian
            if cell.cell_type == "code" and "def my_line" in cell.source:
                cell.source = CHOICE
        content = nbformat.writes(notebook).encode("utf-8")
        rows, _ = grade_one(Hand("zed", 4, "04-gradients.ipynb", content), exercise, 20.0, 2048)
        states.append({row.id: row.state for row in rows})
    assert [state["4.2"] for state in states] == ["wrong", "wrong"]
    assert [state["4.5"] for state in states] == ["wrong", "wrong"]
