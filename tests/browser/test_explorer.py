"""The cell explorer in a real browser: its numbers are NumPy's, whatever the reader does to the cell."""

import json

import numpy as np
import pytest

from lstm_ref.explorer import ExplorerModel, gradient_split, trace
from lstm_ref.numpy import LSTMParams, ReadoutParams

pytestmark = pytest.mark.browser
PAGE = "book/explorer.html"
TOLERANCE = 1e-6


@pytest.fixture(scope="module", params=[(1280, "light"), (390, "dark")], ids=["desk", "phone"])
def page(request, opened):
    width, scheme = request.param
    result = opened(PAGE, width=width, scheme=scheme)
    yield result
    result.tab.close()


@pytest.fixture
def tab(page):
    """The page as it was when it was opened."""
    page.tab.reload(wait_until="networkidle")
    return page.tab


def choose(tab, label, value):
    tab.get_by_label(label, exact=True).select_option(value)


def now(tab):
    """What the script computed."""
    return tab.evaluate("document.querySelector('.cell-explorer').cellExplorer.snapshot()")


def model_of(tab, which):
    """The model as the page got it, in NumPy."""
    text = tab.locator(".cell-explorer script").text_content()
    told = json.loads(text)[which]
    cell = LSTMParams(*(np.array(told[name]) for name in LSTMParams._fields))
    head = ReadoutParams(np.array(told["out_weight"]), np.array(told["out_bias"]))
    rest = (tuple(told[name]) for name in ("symbols", "classes", "examples"))
    return ExplorerModel(told["name"], told["about"], cell, head, *rest)


def agree(tab, model, output=0, held=None):
    """Compare every number of every step with NumPy's."""
    shown = now(tab)
    at = trace(model, " ".join(shown["words"]), held)
    for name in at._fields:
        theirs = np.array([step[name] for step in shown["steps"]])
        assert np.abs(theirs - getattr(at, name)).max() < TOLERANCE, name
    split = gradient_split(model, at, output, held)
    for name in split._fields:
        assert np.abs(np.array(shown["split"][name]) - getattr(split, name)).max() < TOLERANCE, name


@pytest.mark.parametrize("which", range(3))
def test_every_example_has_numpy_s_numbers(tab, which):
    choose(tab, "Cell", str(which))
    model = model_of(tab, which)
    for number in range(len(model.examples)):
        choose(tab, "Example", str(number))
        assert " ".join(now(tab)["words"]) == model.examples[number]
        for output in range(len(model.classes)):
            choose(tab, "Gradient of the last score of", str(output))
            agree(tab, model, output)


def test_a_valve_is_dragged_by_keyboard_and_let_go(tab):
    choose(tab, "Cell", "2")
    choose(tab, "Show", "1")
    tab.get_by_role("button", name="step 4:").click()
    valve = tab.get_by_role("slider", name="forget gate")
    valve.focus()
    valve.press("Home")
    valve.press("ArrowRight")
    model = model_of(tab, 2)
    agree(tab, model, held={(3, 1, "f"): 0.01})
    tab.get_by_label("at every step").check()
    valve.press("End")
    agree(tab, model, held={(t, 1, "f"): 1.0 for t in range(10)})
    tab.get_by_role("button", name="let the forget gate go").click()
    agree(tab, model)


def test_weights_change_and_come_back(tab):
    choose(tab, "Cell", "1")
    model, size = model_of(tab, 1), 4
    bias = tab.get_by_role("slider", name="added to every forget bias")
    bias.focus()
    bias.press("Home")
    changed = model.cell.bias.copy()
    changed[size : 2 * size] -= 6
    weights = model.cell.weight_hh.copy()
    choose(tab, "Show", "2")
    choose(tab, "weight into", "g")
    choose(tab, "which", str(1 + len(model.symbols) + 3))  # from h of unit 3
    box = tab.get_by_role("spinbutton", name="is")
    assert np.isclose(float(box.input_value()), weights[2 * size + 2, 3], atol=1e-5)
    box.fill("1.5")
    box.press("Enter")
    weights[2 * size + 2, 3] = 1.5
    cell = model.cell._replace(bias=changed, weight_hh=weights)
    told = (model.symbols, model.classes, model.examples)
    agree(tab, ExplorerModel("", "", cell, model.readout, *told))
    tab.get_by_role("button", name="undo all changes").click()
    agree(tab, model)


def test_an_own_sentence_is_read_and_an_unknown_word_named(tab):
    box = tab.get_by_label("Your sequence")
    box.fill("the girl stayed because")
    assert now(tab)["words"] == ["the", "girl", "stayed", "because"]
    agree(tab, model_of(tab, 0))
    box.fill("the dragon stayed")
    assert "Unknown: dragon." in tab.get_by_role("alert").inner_text()
    assert now(tab)["words"] == ["the", "girl", "stayed", "because"]
    box.fill("")
    assert "at least one" in tab.get_by_role("alert").inner_text()


def test_the_steps_are_walked_by_buttons_slider_and_arrow_keys(tab):
    tab.get_by_role("button", name="next ▶").click()
    assert now(tab)["step"] == 2
    tab.get_by_role("button", name="◀ back").press("Enter")
    slider = tab.get_by_role("slider", name="Step", exact=True)
    slider.focus()
    slider.press("ArrowRight")
    slider.press("End")
    assert now(tab)["step"] == 4
    assert slider.get_attribute("aria-valuetext") == "step 5 of 5, because"
    assert tab.get_by_role("img", name="The cell at “because”").is_visible()
    assert tab.get_by_role("button", name="next ▶").is_disabled()


def test_a_touch_is_large_enough_and_nothing_sticks_out(tab):
    for control in tab.locator(".cell-explorer :is(button, select, input)").all():
        assert min(control.bounding_box()[side] for side in ("width", "height")) >= 24, control
    width = tab.evaluate("innerWidth")
    assert tab.evaluate("document.documentElement.scrollWidth") <= width
    assert tab.locator(".cell-explorer").bounding_box()["width"] <= width


def test_without_scripts_a_figure_and_a_sentence_stand_there(browser, address):
    context = browser.new_context(java_script_enabled=False)
    tab = context.new_page()
    tab.goto(f"{address}/{PAGE}")
    assert tab.get_by_text("It needs JavaScript").is_visible()
    assert tab.locator("article figure img").first.is_visible()
    context.close()


def test_it_works_from_a_folder_without_a_server(browser, tmp_path):
    from local_site import SITE

    context = browser.new_context()
    tab = context.new_page()
    tab.goto((SITE / PAGE).as_uri())
    tab.wait_for_selector(".cell-explorer svg")
    assert now(tab)["words"]
    context.close()
