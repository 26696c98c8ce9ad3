"""Stale, missing and orphaned files are found and mended, and nobody's work is lost."""

import base64
import io
import subprocess

import nbformat
import pytest
from PIL import Image, PngImagePlugin

from notebooks.pictures import same_picture
from notebooks.run import executed
from notebooks.update import EditedByHand, problems, update

NOTEBOOKS = ["book/04-watch.ipynb", "exercises/04-watch.ipynb", "solutions/04-watch.ipynb"]
FILES = [*NOTEBOOKS, "exercises/figures/4.2.png"]
ORPHANS = ["book/99-gone.ipynb", "solutions/99-gone.ipynb", "exercises/figures/9.9.png"]


@pytest.fixture
def made(course):
    course.make()
    return course


def found(course):
    return sorted(
        (problem.what, problem.path.relative_to(course.root).as_posix())
        for problem in problems(course.root, course.find_task)
    )


def edit(path, change):
    notebook = nbformat.read(path, as_version=4)
    change(notebook)
    nbformat.write(notebook, path)


def test_a_fresh_root_misses_everything(course):
    assert found(course) == sorted(("missing", name) for name in FILES)


def test_after_writing_nothing_is_found(made):
    assert found(made) == []


def test_writing_twice_changes_no_byte_and_runs_nothing_again(made):
    before = {name: (made.root / name).read_bytes() for name in FILES}
    assert made.make() == []
    assert {name: (made.root / name).read_bytes() for name in FILES} == before
    assert made.runs == ["solutions/04-watch.ipynb"]


@pytest.mark.parametrize("name", FILES)
def test_a_missing_file_is_found_and_made_again(made, name):
    (made.root / name).unlink()
    assert ("missing", name) in found(made)
    made.make()
    assert found(made) == []


@pytest.mark.parametrize("name", ORPHANS)
def test_an_orphan_is_found_and_removed(made, name):
    made.write(name, "{}")
    assert found(made) == [("orphaned", name)]
    made.make()
    assert not (made.root / name).exists()


STALE = {
    "a title that a link shows": ("book/04-watch.md", "# Chapter 4. Watch", "# Chapter 4. See", 2),
    "an exercise's sentence": ("solutions/04-watch.md", "Exercises for", "Exercises on", 2),
    "a solution's line": ("solutions/04-watch.md", "twice = 2 * x", "twice = x + x", 1),
    "a cell's tag": ("solutions/04-watch.md", ":tags: [solution]", ":tags: [check]", 2),
}


@pytest.mark.parametrize("name", STALE)
def test_a_changed_text_makes_its_notebooks_stale(made, name):
    source, old, new, count = STALE[name]
    text = (made.root / source).read_text()
    made.write(source, text.replace(old, new))
    assert [what for what, _ in found(made)] == ["stale"] * count
    made.make()
    assert found(made) == []


def test_only_solutions_whose_text_changed_run_again(made):
    made.write("book/04-watch.md", (made.root / "book/04-watch.md").read_text() + "\nMore.\n")
    made.make()
    assert made.runs == ["solutions/04-watch.ipynb"]
    made.make(rerun_all=True)
    assert made.runs == ["solutions/04-watch.ipynb"] * 2


def unrun(notebook):
    notebook.cells[1].execution_count = None


def run_out_of_order(notebook):
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    code[0].execution_count, code[1].execution_count = 2, 1


def change_source(notebook):
    notebook.cells[1].source += "\n"


@pytest.mark.parametrize("change", [unrun, run_out_of_order, change_source])
def test_a_solution_that_was_not_run_as_written_is_stale(made, change):
    edit(made.root / "solutions/04-watch.ipynb", change)
    assert ("stale", "solutions/04-watch.ipynb") in found(made)


def test_a_picture_other_than_the_stored_one_is_stale(made):
    Image.new("RGBA", (2, 2)).save(made.root / "exercises/figures/4.2.png")
    assert found(made) == [("stale", "exercises/figures/4.2.png")]


def test_a_picture_is_not_written_again_for_its_metadata(made):
    made.picture = with_software(made.picture)
    assert made.make(rerun_all=True) == ["wrote solutions/04-watch.ipynb"]
    picture = made.root / "exercises/figures/4.2.png"
    assert same_picture(picture, base64.b64decode(made.picture))
    assert "Software" not in Image.open(picture).info


def with_software(encoded):
    information = PngImagePlugin.PngInfo()
    information.add_text("Software", "a drawing program")
    written = io.BytesIO()
    Image.open(io.BytesIO(base64.b64decode(encoded))).save(written, "PNG", pnginfo=information)
    return base64.b64encode(written.getvalue()).decode()


def solve(notebook):
    notebook.cells[3].source = "def double(x):\n    return 2 * x"


def run_it(notebook):
    notebook.cells[1].execution_count = 1


@pytest.mark.parametrize("change", [solve, run_it])
def test_an_edited_exercise_is_not_overwritten(made, change):
    exercise = made.root / "exercises/04-watch.ipynb"
    edit(exercise, change)
    before = exercise.read_bytes()
    with pytest.raises(EditedByHand) as refused:
        made.make()
    assert refused.value.paths == [exercise]
    assert exercise.read_bytes() == before


def test_an_edited_exercise_whose_text_is_gone_is_not_removed(made):
    edit(made.root / "exercises/04-watch.ipynb", solve)
    (made.root / "solutions/04-watch.md").unlink()
    with pytest.raises(EditedByHand):
        made.make()


def test_force_overwrites_an_edited_exercise(made):
    edit(made.root / "exercises/04-watch.ipynb", solve)
    made.make(force=True)
    assert found(made) == []


def test_an_edited_exercise_that_is_committed_so_is_overwritten(made):
    edit(made.root / "exercises/04-watch.ipynb", solve)
    someone = ["-c", "user.name=a", "-c", "user.email=b"]
    for command in (["init", "-q"], ["add", "."], [*someone, "commit", "-qm", "solved"]):
        subprocess.run(["git", *command], cwd=made.root, check=True)
    made.make()
    assert found(made) == []


def test_executing_for_real_twice_gives_the_same_bytes(course):
    text = (course.root / "solutions/04-watch.md").read_text()
    course.write("solutions/04-watch.md", text.replace("PNG", repr(base64.b64decode(course.picture).hex())))
    list(update(course.root, find_task=course.find_task, run=executed))
    first = (course.root / "solutions/04-watch.ipynb").read_bytes()
    assert b"because 2 is 2" in first
    assert found(course) == []
    assert list(update(course.root, find_task=course.find_task, run=executed, rerun_all=True)) == []
    assert (course.root / "solutions/04-watch.ipynb").read_bytes() == first
