"""What a check cell shows: a panel in a notebook, the same words as text in a terminal."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from nbformat.v4 import new_code_cell, new_notebook

from lstm_ref.verify.engine import CheckFailed, Mistake, Output, Task, checker
from lstm_ref.verify.opened import hints_left
from lstm_ref.verify.panel import OPEN, RIGHT, WRONG, Panel
from lstm_ref.verify.sections import section_address

CELLS = {
    "given": """
import numpy as np
from lstm_ref.verify.engine import Output, Task, checker
def inputs(rng):
    return [(rng.normal(size=3),)]
hints = ("Look.", "Multiply.", "By two.")
task = Task("1.1", "Double", lambda x: 2 * x, inputs, [Output("y", ("H",))], (), hints, "sec-measure")
check = checker([task])
def half(x):
    return x / 2
def broken(x):
    rows = 3
    return x[rows]
def stub(x):
    raise NotImplementedError("Exercise 1.1: double")
""",
    "right": 'check("1.1", lambda x: x + x)',
    "wrong": 'check("1.1", half)',
    "broken": 'check("1.1", broken)',
    "open": 'check("1.1", stub)',
    "caught": 'try:\n    check("1.1", half)\nexcept Exception:\n    pass',
    "after": "1 + 1",
}


@pytest.fixture(scope="module")
def outputs(tmp_path_factory):
    """The outputs of each cell, run as Jupyter runs them, in a folder beside a book."""
    from nbclient import NotebookClient

    root = tmp_path_factory.mktemp("course")
    (root / "book").mkdir()
    (root / "my").mkdir()
    page = next(Path(__file__).resolve().parents[2].glob("book/04-*.ipynb"))
    (root / "book" / page.name).touch()
    notebook = new_notebook(cells=[new_code_cell(source, id=name) for name, source in CELLS.items()])
    # A kernel that a test starts knows that it is in a test, and would answer as it answers nbval.
    inside = {name: value for name, value in os.environ.items() if name != "PYTEST_CURRENT_TEST"}
    client = NotebookClient(
        notebook, kernel_name="python3", allow_errors=True, resources={"metadata": {"path": str(root / "my")}}
    )
    done = client.execute(env=inside)
    return {cell.id: cell.outputs for cell in done.cells}


def words(output):
    """A panel's HTML as a reader has it: the words, one line each."""
    soup = BeautifulSoup(output.data["text/html"], "html.parser")
    lines = [line.get_text() for line in soup.find_all(["p", "li"])]
    return soup, lines


def as_text(output):
    return [
        line.strip().removeprefix("- ").replace("`", "") for line in output.data["text/plain"].splitlines()
    ]


def test_a_right_answer_is_one_line_and_a_panel_with_the_same_words(outputs):
    (panel,) = outputs["right"]
    assert panel.data["text/plain"] == "✓ 1.1 Double: right on 1 input"
    assert words(panel)[1] == ["✓ 1.1 Double: right on 1 input"]


@pytest.mark.parametrize("name", ["wrong", "broken", "open"])
def test_a_red_cell_shows_a_panel_and_one_short_line_below_it(outputs, name):
    panel, error = outputs[name]
    assert len(error.traceback) == 1 and len(error.traceback[0]) < 60
    assert words(panel)[1] == as_text(panel)
    assert words(panel)[0].find(role="status")
    (hints,) = [line for line in as_text(panel) if "Hints" in line]
    assert hints.startswith("Hints: 3 of 3 left; open one above this cell, or type ")
    assert "lstm-ref hint 1.1" in hints
    shown = json.dumps(outputs[name])
    assert "engine.py" not in shown and "Traceback" not in shown and "guard.py" not in shown


def test_the_error_itself_keeps_its_name_and_its_whole_text_for_programs(outputs):
    wrong, broken, begun = (outputs[name][-1] for name in ("wrong", "broken", "open"))
    assert (wrong.ename, broken.ename, begun.ename) == ("CheckFailed", "CheckFailed", "NotImplementedError")
    assert wrong.evalue.startswith("✗ 1.1 Double: `y` is not right\n") and "expected" in wrong.evalue
    assert "in line 3 of `broken`:  return x[rows]" in broken.evalue
    assert begun.evalue == "Exercise 1.1: double"


def test_the_panel_says_what_is_wrong_what_was_expected_and_where_to_read(outputs):
    soup, lines = words(outputs["wrong"][0])
    assert lines[0] == "✗ 1.1 Double: y is not right"
    assert any("Worst entry: y[" in line and "expected" in line for line in lines)
    link = soup.find("a")
    assert re.fullmatch(r"\.\./book/04-[\w-]+\.ipynb#sec-measure", link["href"])
    assert "in chapter 4" in link.get_text()


def test_a_task_that_is_not_begun_says_what_to_do(outputs):
    lines = as_text(outputs["open"][0])
    assert lines[:2] == [
        "· 1.1 Double: not begun",
        "Replace the line that raises NotImplementedError, run that cell, and then this one.",
    ]


def test_a_verdict_that_is_caught_shows_nothing(outputs):
    assert outputs["caught"] == []


def test_the_cells_after_a_red_one_run(outputs):
    assert outputs["after"][0].data["text/plain"] == "2"


def test_no_link_is_made_where_the_page_does_not_lie(tmp_path):
    assert section_address("sec-measure", tmp_path) == ""
    assert section_address("sec-no-such-section") == ""


@pytest.mark.parametrize(
    ("held", "says"),
    [
        (None, "Hints: 3 of 3 left; open one"),
        ('{"4.2": 1}', "Hints: 2 of 3 left; open one"),
        ('{"4.2": 3}', "Hints: all 3 were opened; see them again"),
        ('{"4.2": 99}', "Hints: all 3 were opened; see them again"),
        ('{"4.2": "x"}', "Hints: 3 of 3 left"),
        ("[", "Hints: 3 of 3 left"),
    ],
)
def test_how_many_hints_are_left(tmp_path, held, says):
    if held:
        (tmp_path / "my").mkdir()
        (tmp_path / "my" / "hints.json").write_text(held)
    told = hints_left("4.2", 3, tmp_path)
    assert told.startswith(says) and "lstm-ref hint 4.2" in told


def test_what_a_learner_wrote_is_text_and_never_markup():
    panel = Panel("✗ 1.1 Double: `<b>x</b>` & <script>alert(1)</script>", WRONG)
    assert "<script" not in panel.html() and "<b>" not in panel.html()
    assert BeautifulSoup(panel.html(), "html.parser").p.get_text() == str(panel).replace("`", "")


def test_the_lines_of_a_list_are_a_list():
    soup = BeautifulSoup(Panel("✗ lead\n  Alive:\n  - one\n  - two\n  Hint: x", WRONG).html(), "html.parser")
    assert [item.get_text() for item in soup.select("ul > li")] == ["one", "two"]
    assert len(soup.find_all("ul")) == 1


def luminance(colour):
    parts = [int(colour[k : k + 2], 16) / 255 for k in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


@pytest.mark.parametrize("colour", [RIGHT, WRONG, OPEN])
@pytest.mark.parametrize("ground", ["#ffffff", "#111111", "#14181e"])
def test_the_border_stands_out_on_light_and_on_dark_ground(colour, ground):
    lighter, darker = sorted((luminance(colour), luminance(ground)), reverse=True)
    assert (lighter + 0.05) / (darker + 0.05) >= 3
    # the words take the notebook's colour on the notebook's ground
    assert (
        "color:inherit" in Panel("x", colour).html() and "background:transparent" in Panel("x", colour).html()
    )


def test_without_a_notebook_the_words_go_to_the_terminal(capsys):
    mistake = Mistake("half", lambda x: x / 2, symptom="It halves.")
    task = Task(
        "1.1", "Double", lambda x: 2 * x, lambda rng: [(rng.normal(size=3),)], [Output("y")], [mistake]
    )
    check = checker([task])
    check("1.1", lambda x: x + x)
    assert capsys.readouterr().out == "✓ 1.1 Double: right on 1 input\n"
    with pytest.raises(CheckFailed) as caught:
        check("1.1", lambda x: x / 2)
    assert caught.value._render_traceback_() == ["✗ 1.1 Double: a known mistake, half", "  It halves."]
    assert caught.value._render_traceback_() == str(caught.value).splitlines()


def test_the_ipython_terminal_shows_the_text_once():
    lines = [
        "from lstm_ref.exercises.ch01 import check, TASKS",
        "check('1.1', TASKS[0].reference)",
        "check('1.1', lambda series, steps: None)",
    ]
    command = [sys.executable, "-m", "IPython", "--no-banner", "--colors=NoColor", "-c", "\n".join(lines)]
    shown = subprocess.run(command, capture_output=True, text=True, check=False)
    assert "✓ 1.1 Cut a series into inputs and targets: right on 4 inputs\n" in shown.stdout, shown.stderr
    assert (shown.stdout + shown.stderr).count("✗ 1.1") == 1 and "Read again" in shown.stdout + shown.stderr
