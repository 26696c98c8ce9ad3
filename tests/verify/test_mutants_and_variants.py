"""Faults that no list names are rejected and placed, and right answers written differently pass.

For each folder ``lstm_ref/exercises/chNN/`` there is ``tests/mutants/chNN_mutants.py`` with, for each task
that asks for code (a `Task`)::

    MUTANTS = {
        "4.2": [
            ("transposed", "product @ jacobian", "product @ jacobian.T", "product"),
            ...  # at least ten
        ],
    }
    VARIANTS = {"4.2": [with_einsum, with_a_loop, from_the_right]}  # at least three functions

A mutant is ``(id, old, new, place)``: in the solution's own source (``solutions/NN-topic.md``, between BEGIN
SOLUTION and END SOLUTION of that task) the text `old`, which occurs there exactly once, becomes `new`. The
check must reject it as an unlisted fault, not by a crash; a mutant that equals a known mistake is not
unlisted. `place` must be among the words of ``CheckFailed.place``: an output (``dh``), a gate (``gate f``), a
term (``state.c``), a time step (``t = 2``), ``shape``, ``NaN``. All must be rejected, eight in ten placed.

A variant is a function with the learner's signature, written differently: einsum, a loop over the batch,
concatenated weights. It may use ``lstm_ref.numpy``, not the reference.
"""

import ast
import functools
import importlib
import importlib.util
import re
from pathlib import Path

import jupytext
import pytest

from lstm_ref.verify.engine import CheckFailed, Task

ROOT = Path(__file__).resolve().parents[2]
NAMES = sorted(path.name for path in (ROOT / "lstm_ref" / "exercises").glob("ch*"))
BLOCK = re.compile(r"^\s*### BEGIN SOLUTION\n(.*?)^\s*### END SOLUTION", re.MULTILINE | re.DOTALL)
DEFINITIONS = (ast.Import, ast.ImportFrom, ast.FunctionDef, ast.ClassDef, ast.Assign, ast.AnnAssign)


def load(name):
    """The lists of one chapter, or empty ones where the file is not there."""
    path = ROOT / "tests" / "mutants" / f"{name}_mutants.py"
    if not path.exists():
        return {}, {}
    spec = importlib.util.spec_from_file_location(path.stem, path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.MUTANTS, module.VARIANTS


LISTS = {name: load(name) for name in NAMES}
TASKS = [
    (name, task)
    for name in NAMES
    for task in importlib.import_module(f"lstm_ref.exercises.{name}").TASKS
    if isinstance(task, Task)
]
MUTANTS = [(name, task, mutant) for name, task in TASKS for mutant in LISTS[name][0].get(task.id, [])]
VARIANTS = [(name, task, fn) for name, task in TASKS for fn in LISTS[name][1].get(task.id, [])]

each_task = pytest.mark.parametrize(("name", "task"), TASKS, ids=[task.id for _, task in TASKS])
each_mutant = pytest.mark.parametrize(
    ("name", "task", "mutant"), MUTANTS, ids=[f"{task.id}-{mutant[0]}" for _, task, mutant in MUTANTS]
)
each_variant = pytest.mark.parametrize(
    ("name", "task", "variant"), VARIANTS, ids=[f"{task.id}-{fn.__name__}" for _, task, fn in VARIANTS]
)


@functools.cache
def cells_of(path):
    return jupytext.read(path).cells


class Solution:
    """A solution's cells that define something, and the function that answers one task."""

    def __init__(self, name, task_id):
        (path,) = (ROOT / "solutions").glob(f"{name[2:]}-*.md")
        self.cells, self.answer, self.number = [], None, None
        heading = ""
        for cell in cells_of(path):
            if cell.cell_type == "markdown":
                found = re.findall(r"^#{2,}\s+(\d+\.\d+)", cell.source, re.MULTILINE)
                heading = found[-1] if found else heading
                continue
            if "check" in cell.metadata.get("tags", []):
                self.answer = self.answer or checked_name(cell.source, task_id)
                continue
            if heading == task_id and BLOCK.search(cell.source):
                self.number = len(self.cells)
            self.cells.append(cell.source)
        assert self.number is not None, f"{path.name} has no solution block under {task_id}"
        assert self.answer, f"{path.name} has no check of {task_id}"

    def function(self, old=None, new=None):
        """The answer, with one text in its solution block replaced."""
        space = {"__name__": "solution"}
        for number, source in enumerate(self.cells):
            if number > self.number:
                break
            if number == self.number and old is not None:
                source = mutated(source, old, new)
            tree = ast.parse(source)
            tree.body = [node for node in tree.body if isinstance(node, DEFINITIONS)]
            exec(compile(tree, f"<cell {number}>", "exec"), space)
        return space[self.answer]


def mutated(source, old, new):
    block = BLOCK.search(source)
    assert block[1].count(old) == 1, f"{old!r} occurs {block[1].count(old)} times in the solution, not once"
    return source[: block.start(1)] + block[1].replace(old, new) + source[block.end(1) :]


def checked_name(source, task_id):
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "check" and len(node.args) == 2:
            if getattr(node.args[0], "value", None) == task_id and isinstance(node.args[1], ast.Name):
                return node.args[1].id
    return None


@functools.cache  # two tests ask for each
def verdict(name, task_id, mutant):
    _, old, new, _ = mutant
    with pytest.raises(CheckFailed) as caught:
        importlib.import_module(f"lstm_ref.exercises.{name}").check(
            task_id, Solution(name, task_id).function(old, new)
        )
    return caught.value


@each_task
def test_every_code_task_has_ten_mutants_and_three_variants(name, task):
    mutants, variants = (lists.get(task.id, []) for lists in LISTS[name])
    assert len({mutant[0] for mutant in mutants}) == len(mutants) >= 10
    assert len(variants) >= 3


@each_task
def test_the_solution_itself_is_right(name, task):
    importlib.import_module(f"lstm_ref.exercises.{name}").check(task.id, Solution(name, task.id).function())


@each_mutant
def test_every_mutant_is_rejected_as_an_unlisted_fault_and_by_no_crash(name, task, mutant):
    failed = verdict(name, task.id, mutant)
    assert failed.mistake is None, f"{mutant[0]} is the known mistake {failed.mistake}"
    assert failed.kind in ("wrong", "shape", "not-finite"), str(failed)


@each_task
def test_eight_mutants_in_ten_are_placed_right(name, task):
    mutants = LISTS[name][0].get(task.id, [])
    places = {mutant[0]: verdict(name, task.id, mutant).place or "" for mutant in mutants}
    missed = [mutant for mutant in mutants if mutant[3] not in places[mutant[0]].split(", ")]
    told = "; ".join(f"{mutant[0]}: {mutant[3]!r} is not in {places[mutant[0]]!r}" for mutant in missed)
    assert len(mutants) - len(missed) >= 0.8 * len(mutants), told


@each_variant
def test_every_right_answer_passes_however_it_is_written(name, task, variant):
    importlib.import_module(f"lstm_ref.exercises.{name}").check(task.id, variant)
