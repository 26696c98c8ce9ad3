"""Every mistake of every exercise is rejected and named, and every task is fit to be checked."""

import importlib
import re
from pathlib import Path

import numpy as np
import pytest

import lstm_ref.exercises
from lstm_ref.verify.engine import Checker, CheckFailed, PredictTask, Task, WriteTheCheckTask
from lstm_ref.verify.guard import call

ROOT = Path(__file__).resolve().parents[2]
FOLDER = Path(lstm_ref.exercises.__file__).parent
NAMES = sorted(path.name for path in FOLDER.glob("ch*"))
MODULES = {name: importlib.import_module(f"lstm_ref.exercises.{name}") for name in NAMES}
TASKS = [(module, task) for module in MODULES.values() for task in module.TASKS]
MISTAKES = [(module, task, mistake) for module, task in TASKS for mistake in task.mistakes]

each_task = pytest.mark.parametrize(("module", "task"), TASKS, ids=[task.id for _, task in TASKS])
each_mistake = pytest.mark.parametrize(
    ("module", "task", "mistake"), MISTAKES, ids=[f"{task.id}-{mistake.id}" for _, task, mistake in MISTAKES]
)


def code_tasks(with_mistakes=False):
    return [entry for entry in (MISTAKES if with_mistakes else TASKS) if isinstance(entry[1], Task)]


@pytest.mark.parametrize("name", NAMES)
def test_every_module_is_named_after_its_chapter_and_checks_its_tasks(name):
    module = MODULES[name]
    chapter = re.fullmatch(r"ch(\d\d)", name)
    assert chapter and module.TASKS
    assert isinstance(module.check, Checker) and list(module.check.tasks.values()) == list(module.TASKS)
    assert all(re.fullmatch(rf"{int(chapter[1])}\.[1-9]\d*", task.id) for task in module.TASKS)


def test_every_exercise_notebook_has_its_module_and_the_other_way_round():
    notebooks = {f"ch{path.name[:2]}" for path in (ROOT / "exercises").glob("[0-9][0-9]-*.ipynb")}
    assert notebooks == set(NAMES)


@each_mistake
def test_every_mistake_is_rejected_and_named(module, task, mistake):
    with pytest.raises(CheckFailed) as caught:
        module.check(task.id, task.planted(mistake))
    # Named by its own id: a mistake that equals an earlier one would be named as that one.
    assert caught.value.mistake == mistake.id


@pytest.mark.parametrize(
    ("module", "task", "mistake"), code_tasks(True), ids=lambda part: getattr(part, "id", "")
)
def test_every_mistake_of_a_code_task_is_finite_and_of_the_right_shape_and_type(module, task, mistake):
    for _, bound in task.cases():
        right = task.parts(call(task.reference, bound, 10, quiet=True), bound)
        wrong = task.parts(call(mistake.answer, bound, 10, quiet=True), bound)
        for want, got in zip(right, wrong, strict=True):
            if isinstance(want, np.ndarray):
                assert (got.shape, got.dtype) == (want.shape, want.dtype) and np.all(np.isfinite(got))


@each_mistake
def test_every_mistake_has_words_of_its_own(module, task, mistake):
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)+", mistake.id), "an id in words: cell-state-not-carried"
    assert mistake.symptom and mistake.hint


@each_task
def test_every_task_has_three_hints_and_a_section_that_the_book_has(module, task):
    assert len(task.hints) == 3 and all(task.hints) and task.title
    labels = {task.section, *(mistake.section for mistake in task.mistakes)} - {""}
    pages = "\n".join(page.read_text(encoding="utf-8") for page in (ROOT / "book").glob("*.md"))
    assert task.section and not {label for label in labels if f"({label})=" not in pages}


@pytest.mark.parametrize(("module", "task"), code_tasks(), ids=lambda part: getattr(part, "id", ""))
def test_every_code_task_accepts_its_reference_and_knows_three_mistakes(module, task, capsys):
    module.check(task.id, task.reference)
    assert capsys.readouterr().out.startswith(f"✓ {task.id} {task.title}: right on ")
    assert len(task.mistakes) >= 3


@pytest.mark.parametrize(("module", "task"), code_tasks(), ids=lambda part: getattr(part, "id", ""))
def test_the_inputs_of_a_code_task_are_float64_and_finite_and_one_has_sizes_that_all_differ(module, task):
    telling = []
    for _, bound in task.cases():
        sizes = axis_sizes(task, task.parts(call(task.reference, bound, 10, quiet=True), bound))
        telling.append(all(size > 1 for size in sizes.values()) and len(set(sizes.values())) == len(sizes))
        for value in bound.arguments.values():
            if isinstance(value, np.ndarray) and value.dtype.kind == "f":
                assert value.dtype == np.float64 and np.all(np.isfinite(value))
    assert any(telling)


def axis_sizes(task, parts):
    """Size by axis; `H to` and `H from` are both the axis H."""
    sizes = {}
    for output, part in zip(task.outputs, parts, strict=False):
        if isinstance(part, np.ndarray) and part.ndim == len(output.axes):
            words = [word.split()[0] for word in output.axes]
            sizes.update(
                {word: size for word, size in zip(words, part.shape, strict=True) if "gate" not in word}
            )
    return sizes


@pytest.mark.parametrize(
    ("module", "task"),
    [entry for entry in TASKS if isinstance(entry[1], PredictTask)],
    ids=lambda part: getattr(part, "id", ""),
)
def test_every_prediction_accepts_what_it_measures(module, task):
    module.check(task.id, task.measure)


@pytest.mark.parametrize(
    ("module", "task"),
    [entry for entry in TASKS if isinstance(entry[1], WriteTheCheckTask)],
    ids=lambda part: getattr(part, "id", ""),
)
def test_every_planted_bug_has_an_id_and_a_symptom_of_its_own(module, task):
    assert len({bug.id for bug in task.bugs}) == len({bug.symptom for bug in task.bugs}) == len(task.bugs) > 1
