"""The rules for chapters, each broken once and found."""

from pathlib import Path

import pytest

from notebooks.chapters import (
    backends_shown,
    drawing_names,
    literal_seeds,
    long_cells,
    public_names,
    redefined,
    undescribed_figures,
    unreadable_strings,
    wide_lines,
)
from notebooks.predictions import prediction_faults
from notebooks.source import Cell

ROOT = Path(__file__).resolve().parents[2]


def code(text, **metadata):
    return [Cell("code", text, 7, metadata=metadata)]


def prose(text):
    return [Cell("markdown", text, 7)]


REDEFINED = {
    "def lstm_step(x): pass": ["lstm_step"],
    "class LSTMParams: pass": ["LSTMParams"],
    "scan = 1": ["scan"],
    "for scan in range(3): pass": ["scan"],
    "from lstm_ref.numpy import scan\nhs = scan(1)": [],
    "def my_step(x): pass": [],
}


@pytest.mark.parametrize("text", REDEFINED)
def test_a_redefined_name_is_found(text):
    found = redefined(code(text), {"lstm_step", "LSTMParams", "scan"})
    assert [fault.split()[2] for fault in found] == REDEFINED[text]


def test_the_public_names_are_those_of_both_backends():
    names = public_names(ROOT)
    assert {"lstm_step", "scan", "LSTMParams", "LSTM"} <= names
    assert not any(name.startswith("_") for name in names)


def test_the_drawing_names_are_those_that_return_a_figure():
    names = drawing_names(ROOT)
    assert names and "value" not in names


ALT = {"mystnb": {"image": {"alt": "A line"}}}
FIGURES = {
    "drawn by the package": (code("draw_cell(tape)"), 1),
    "drawn by hand": (code("figure, axes = plt.subplots()"), 1),
    "shown": (code("plt.show()"), 1),
    "an empty description": (code("draw_cell(tape)", mystnb={"image": {"alt": " "}}), 1),
    "described": (code("draw_cell(tape)", **ALT), 0),
    "nothing drawn": (code("print(1)"), 0),
}


@pytest.mark.parametrize("name", FIGURES)
def test_a_figure_without_alt_text_is_found(name):
    cells, count = FIGURES[name]
    assert len(undescribed_figures(cells, {"draw_cell"})) == count


SEEDS = {
    "np.random.default_rng(SEED)": 0,
    "np.random.default_rng([SEED, 3])": 0,
    "torch.manual_seed(SEED + 1)": 0,
    "np.random.default_rng(7)": 1,
    "np.random.default_rng()": 1,
    "np.random.default_rng(seed=7)": 1,
    "torch.manual_seed(0)": 1,
}


@pytest.mark.parametrize("text", SEEDS)
def test_a_seed_of_its_own_is_found(text):
    assert len(literal_seeds(code(text))) == SEEDS[text]


STRINGS = {
    r"say(r'It is $\diag(h)$.')": 1,
    r"say(f'It is $\\diag({h})$.')": 1,
    "say('See {ref}`sec-a`.')": 1,
    "say(f'See {{eq}}`{name}`.')": 1,
    r"say(r'It is $\diagonal$ and \operatorname{diag}.')": 0,
    "say(f'It is {ref}.')": 0,
}


@pytest.mark.parametrize("text", STRINGS)
def test_a_string_that_jupyter_cannot_show_is_found(text):
    assert len(unreadable_strings(code(text), ["diag"])) == STRINGS[text]


TABS = "::::{{tab-set}}\n:sync-group: backend\n\n:::{{tab-item}} A\n:sync: {}\none\n:::\n{}::::"
SECOND = ":::{{tab-item}} B\n:sync: {}\ntwo\n:::\n"
BACKENDS = {
    "both": (TABS.format("numpy", SECOND.format("torch")), True),
    "NumPy twice": (TABS.format("numpy", SECOND.format("numpy")), False),
    "NumPy alone": (TABS.format("numpy", ""), False),
    "in two tab-sets": (TABS.format("numpy", "") + "\n" + TABS.format("torch", ""), False),
    "no tabs": ("NumPy and Torch", False),
}


@pytest.mark.parametrize("name", BACKENDS)
def test_whether_both_backends_are_shown_side_by_side(name):
    text, shown = BACKENDS[name]
    assert backends_shown(prose(text)) is shown


PREDICT = '<details class="predict">\n<summary>{}</summary>\n\n{}\n\n</details>'
NO = "line 7: a prediction without"
PREDICTIONS = {
    "complete": (PREDICT.format("Ten?", "No."), []),
    "with a fold inside": (PREDICT.format("Ten?", "<details><summary>More</summary></details> No."), []),
    "no summary": ('<details class="predict">\n\nNo.\n\n</details>', [f"{NO} a summary"]),
    "empty summary": (PREDICT.format(" ", "No."), [f"{NO} a summary"]),
    "no answer": ("Text.\n\n" + PREDICT.format("Ten?", "---"), ["line 9: a prediction without an answer"]),
    "not closed": (PREDICT.format("Ten?", "No.")[:-10], ["line 7: a prediction whose"]),
    "something else": ("<details>\n<summary></summary>\n</details>", []),
}


@pytest.mark.parametrize("name", PREDICTIONS)
def test_an_incomplete_prediction_is_found(name):
    text, faults = PREDICTIONS[name]
    found = prediction_faults(prose(text))
    assert len(found) == len(faults) and all(map(str.startswith, found, faults))


def test_a_long_cell_is_found():
    assert long_cells(code("\n\n".join(["x = 1"] * 14))) == []
    assert long_cells(code("\n".join(["x = 1"] * 15))) == ["line 7: 15 lines, at most 14"]


def test_a_wide_line_is_found():
    assert wide_lines(code("x = 1\n" + "y" * 88)) == []
    assert wide_lines(code("x = 1\n" + "y" * 89)) == ["line 8: 89 letters, at most 88"]
