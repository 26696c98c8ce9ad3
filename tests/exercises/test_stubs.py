"""From one text: the exercise without answers, the solution without hints."""

import re

import nbformat
import pytest

from address import BadAddress
from local_site import ROOT
from notebooks.errors import SourceError


@pytest.fixture
def exercise(course):
    course.make()
    return course.notebook("exercises/04-watch.ipynb")


@pytest.fixture
def solution(course):
    course.make()
    return course.notebook("solutions/04-watch.ipynb")


def texts(notebook, kind="code"):
    return [cell.source for cell in notebook.cells if cell.cell_type == kind]


def test_the_answer_becomes_one_line_that_raises_below_the_docstring(exercise):
    assert texts(exercise)[1] == (
        'def double(x):\n    """Twice x."""\n    raise NotImplementedError("Exercise 4.2: double the number")'
    )


def test_the_solution_keeps_the_answer_without_its_marks(solution):
    assert texts(solution)[1] == 'def double(x):\n    """Twice x."""\n    twice = 2 * x\n    return twice'


def test_a_cell_for_the_solution_stays_out_of_the_exercise(exercise, solution):
    assert len(texts(exercise)) == 4
    assert texts(solution)[4] == 'print("because 2 is 2")'
    assert "tags" not in solution.cells[-1].metadata


def test_the_exercise_has_no_outputs(exercise):
    assert not any(cell.get("outputs") or cell.get("execution_count") for cell in exercise.cells)


def test_a_cell_has_the_same_id_in_both(exercise, solution):
    shared = [cell.id for cell in exercise.cells if cell.cell_type == "code"]
    assert shared == [cell.id for cell in solution.cells if cell.cell_type == "code"][:4]
    assert shared[1] == "4-2-double-the-number-2"


def test_hints_open_one_inside_the_other_and_end_at_the_section(exercise):
    (hints,) = [text for text in texts(exercise, "markdown") if "<details>" in text]
    steps = ["Hint 1", "Look.", "Hint 2", "Look at [(1)](../book/04-watch.ipynb#eq-one).", "Hint 3", "Add."]
    steps += ["[Chapter 4. Watch](../book/04-watch.ipynb#sec-products)", "\n\n".join(["</details>"] * 3)]
    places = [hints.index(step) for step in steps]
    assert places == sorted(places)


def test_the_target_picture_is_shown_with_its_description(exercise):
    assert "![A line](../exercises/figures/4.2.png)" in texts(exercise, "markdown")


def test_the_label_is_in_the_exercise_only(exercise, solution):
    assert '<a id="ex-4-2"></a>' in "".join(texts(exercise, "markdown"))
    assert "ex-4-2" not in "".join(texts(solution, "markdown"))


def test_titles_say_which_is_which(exercise, solution):
    assert exercise.cells[0].source == "# Exercises for chapter 4: Watch"
    assert solution.cells[0].source == "# Solutions for chapter 4: Watch"


@pytest.mark.parametrize("page", sorted((ROOT / "solutions").glob("*.ipynb")), ids=lambda page: page.stem)
def test_a_solution_says_that_it_is_done_and_not_what_to_do(page):
    opening = texts(nbformat.read(page, as_version=4), "markdown")[0]
    assert "Each answer below is one that passes; others may too." in opening
    assert not re.search(r"Replace the line|hints", opening)


def test_the_solution_has_neither_hints_nor_targets(solution):
    assert not re.search(r"<details>|<!--|figures/", "".join(texts(solution, "markdown")))


def test_no_install_cell_without_a_public_address(exercise):
    assert exercise.cells[0].cell_type == "markdown"


def test_a_public_address_adds_a_cell_that_fetches_the_course_and_that_no_build_shows(course):
    course.write("_config.yml", "repository: {url: https://github.com/someone/course, branch: v2}\n")
    course.make()
    for name in ("book/04-watch.ipynb", "exercises/04-watch.ipynb", "solutions/04-watch.ipynb"):
        first = course.notebook(name).cells[0]
        assert "--branch v2 https://github.com/someone/course course" in first.source
        # Of a solution every cell is tested.
        skipped = [] if name.startswith("solutions") else ["nbval-skip"]
        assert first.metadata.tags == [*skipped, "remove-cell"]


def test_an_address_that_is_none_is_refused(course):
    course.write("_config.yml", "repository: {url: https://example.org/course}\n")
    with pytest.raises(BadAddress, match="https://github.com/OWNER/NAME"):
        course.make()


WRONG = {
    "an unknown task": ("hints 4.2", "hints 4.9", "no task 4.9"),
    "a solution without end": ("    ### END SOLUTION\n", "", "must come in pairs"),
    "a solution under no task": ("## 4.2 Double", "## Double", "needs a heading such as"),
    "a target without alt text": ("image: {alt: A line}", "image: {}", "has an image with alt text"),
}


@pytest.mark.parametrize("name", WRONG)
def test_this_text_is_refused(course, name):
    old, new, message = WRONG[name]
    path = course.root / "solutions/04-watch.md"
    course.write("solutions/04-watch.md", path.read_text().replace(old, new))
    with pytest.raises(SourceError, match=message):
        course.make()


TITLES = {
    "Multiply the Jacobians": "multiply the Jacobians",
    "LSTM by hand": "LSTM by hand",
    "A guess": "a guess",
    'Say `h` in "words"': "say h in 'words'",
}


@pytest.mark.parametrize("title", TITLES)
def test_the_stub_says_the_title(course, title):
    text = (course.root / "solutions/04-watch.md").read_text()
    course.write("solutions/04-watch.md", text.replace("Double the number", title))
    course.make()
    stub = texts(course.notebook("exercises/04-watch.ipynb"))[1].splitlines()[-1]
    assert stub == f'    raise NotImplementedError("Exercise 4.2: {TITLES[title]}")'


def test_a_chapters_figure_gets_its_anchor_and_its_caption_around_the_cell(course):
    path = course.root / "book/04-watch.md"
    figure = "---\nmystnb:\n  figure: {name: fig-one, caption: 'A *line*, {eq}`eq-one`'}\n---\ndraw()"
    path.write_text(path.read_text() + f"\n```{{code-cell}}\n{figure}\n```\n")
    course.make()
    around = [cell.source for cell in course.notebook("book/04-watch.ipynb").cells[-3:]]
    assert around == ['<a id="fig-one"></a>', "draw()", "**Figure.** A *line*, [(1)](#eq-one)"]
