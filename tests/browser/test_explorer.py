"""The cell explorer in a real browser: its numbers are NumPy's, whatever the reader does to the cell."""

import json

import numpy as np
import pytest

from accessibility import contrast
from lstm_ref.explorer import ExplorerModel, gradient_split, trace
from lstm_ref.numpy import LSTMParams, ReadoutParams

expect = pytest.importorskip("playwright.sync_api").expect
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
    choose(tab, "Unit", "1")
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


def hold_at(tab, word, gate, key="Home"):
    """Hold a gate with the keyboard: Home shuts it, End opens it."""
    tab.get_by_role("button", name=word).click()
    valve = tab.get_by_role("slider", name=gate)
    valve.focus()
    valve.press(key)


def held_cells(tab):
    """The marked cells of the table, as (row, step, text)."""
    return tab.evaluate(
        """() => [...document.querySelectorAll('.timeline td.held')].map(cell =>
            [cell.parentElement.firstChild.innerText, cell.cellIndex - 1, cell.innerText])"""
    )


def test_a_gate_held_at_zero_is_marked_in_the_diagram_the_table_and_the_line(tab):
    line = tab.locator(".cell-explorer .now")
    expect(line).to_contain_text("Held: nothing.")
    assert (tab.locator(".diagram .hold").count(), held_cells(tab)) == (0, [])
    hold_at(tab, "step 2:", "forget gate")
    tab.get_by_role("button", name="hold the forget gate as it is").click()  # it stood at 0 before
    assert now(tab)["steps"][1]["f"][0] < 0.005
    frame, word = tab.locator(".diagram .hold"), tab.locator(".diagram .hold-word")
    assert frame.bounding_box()["height"] > 10
    assert word.text_content() == "held" and contrast(word, "fill") >= 4.5
    assert tab.get_by_role("img", name="Held: forget gate.").is_visible()
    assert held_cells(tab) == [["forget gate f", 1, "0.00 held"]]
    expect(line).to_contain_text("Held: f of unit 0 at “boy”: 0.00.")
    tab.get_by_role("button", name="step 5:").click()
    assert frame.count() == 0
    assert held_cells(tab) == [["forget gate f", 1, "0.00 held"]]
    expect(line).to_contain_text("Held: f of unit 0 at “boy”: 0.00.")


def test_all_holds_go_at_once_and_the_focus_stays(tab):
    choose(tab, "Cell", "1")
    choose(tab, "Unit", "3")
    hold_at(tab, "step 2:", "input gate", "End")
    choose(tab, "Unit", "1")
    hold_at(tab, "step 3:", "output gate")
    line = tab.locator(".cell-explorer .now")
    expect(line).to_contain_text("Held: i of unit 3 at “boy”: 1.00; o of unit 1 at “ran”: 0.00.")
    assert [cell[1] for cell in held_cells(tab)] == [2], "only what the chosen unit holds"
    every = tab.get_by_role("button", name="let all go")
    every.press("Enter")
    expect(line).to_contain_text("Held: nothing.")
    expect(every).to_be_focused()
    expect(every).to_be_disabled()
    agree(tab, model_of(tab, 1))


def test_a_gate_is_held_as_it_is_and_becomes_a_constant(tab):
    choose(tab, "Cell", "2")
    model = model_of(tab, 2)
    free = trace(model, model.examples[0])
    tab.get_by_label("at every step").check()
    tab.get_by_label("in every unit").check()
    assert tab.get_by_role("group", name="Hold a valve of every unit at every step").is_visible()
    for gate in ("forget gate", "input gate", "output gate"):
        tab.get_by_role("button", name=f"hold the {gate} as it is").click()
    held = {(t, u, g): getattr(free, g)[t, u] for t in range(10) for u in range(4) for g in "fio"}
    agree(tab, model, held=held)
    expect(tab.locator(".cell-explorer .now")).to_contain_text(
        "Held: f of units 0, 1, 2 and 3 at every step; i of"
    )
    tab.get_by_label("at every step").uncheck()
    tab.get_by_role("button", name="let the forget gate go").click()
    agree(tab, model, held={key: value for key, value in held.items() if key[0] != 1 or key[2] != "f"})


def test_let_go_works_wherever_a_hold_is_and_keeps_the_focus(tab):
    free = tab.get_by_role("button", name="let the forget gate go")
    expect(free).to_be_disabled()
    hold_at(tab, "step 3:", "forget gate")
    tab.get_by_role("button", name="step 4:").click()
    expect(free).to_be_disabled()
    tab.get_by_label("at every step").check()
    expect(free).to_be_enabled()
    free.press("Enter")
    assert now(tab)["held"] == {}
    expect(free).to_be_focused()


def test_holds_survive_typing_another_example_and_the_weights_undone(tab):
    hold_at(tab, "step 3:", "forget gate")
    held = {(2, 0, "f"): 0.0}
    box = tab.get_by_label("Your sequence")
    model = model_of(tab, 0)
    for text in ("the girl ran home because", "the", "the girl stayed home because"):
        box.fill(text)
        agree(tab, model, held=held)
    expect(tab.locator(".cell-explorer .now")).to_contain_text("Held: f of unit 0 at “stayed”: 0.00.")
    choose(tab, "Example", "1")
    agree(tab, model, held=held)
    tab.get_by_role("button", name="undo all changes of weights").click()
    agree(tab, model, held=held)
    choose(tab, "Cell", "1")
    assert now(tab)["held"] == {}, "another cell has other units"


def test_the_answer_at_the_end_is_read_at_every_step_and_announced(tab):
    live = tab.locator(".cell-explorer [aria-live=polite]")
    expect(live).to_contain_text("At the end: he 100%, she 0%.")
    hold_at(tab, "step 3:", "forget gate")
    expect(live).to_contain_text("At the end: he 50%, she 50%.")
    tab.get_by_role("button", name="step 1:").click()
    expect(live).to_contain_text("Step 1 of 5, “the”")
    expect(live).to_contain_text("At the end: he 50%, she 50%.")


@pytest.mark.parametrize(
    ("which", "text"),
    [
        (0, "the boy ran home because"),
        (0, "the boy ran home because he"),  # its gradients are printed as 0.00
        (1, "the boy"),  # its memory is below 1
        (2, "a X c b d Y a a c b"),
    ],
)
def test_a_bar_has_the_share_that_the_legend_names(tab, which, text):
    choose(tab, "Cell", str(which))
    tab.get_by_label("Your sequence").fill(text)
    rows = tab.evaluate(
        """() => [...document.querySelectorAll('.timeline tbody tr')].map(row =>
            [...row.cells].slice(1).map(cell =>
            [cell.innerText, cell.querySelector('.bar').getBoundingClientRect().width / cell.clientWidth,
             getComputedStyle(cell.querySelector('.bar')).backgroundColor]))"""
    )
    shown = now(tab)
    gradients = [[row[0] for row in shown["split"][path]] for path in ("cell", "gates", "total")]
    values = [[step[part][0] for step in shown["steps"]] for part in "fiogch"] + gradients
    full = [1, 1, 1, 1, max(1, np.abs(values[4]).max()), 1] + [np.abs(gradients).max()] * 3
    colours = {True: set(), False: set()}
    for row, row_values, most in zip(rows, values, full, strict=True):
        for (printed, share, colour), value in zip(row, row_values, strict=True):
            assert share == pytest.approx(0 if printed == "0.00" else abs(value) / most, abs=0.03), printed
            if printed != "0.00":
                colours[value < 0].add(colour)
    assert len(colours[False]) == 1 and not colours[True] & colours[False]


def test_the_current_step_is_in_sight_beside_the_names_of_the_rows(tab):
    choose(tab, "Example", "2")
    slider = tab.get_by_role("slider", name="Step", exact=True)
    slider.focus()
    for key in ("End", "Home", "PageUp"):
        slider.press(key)
        sides = tab.evaluate(
            """() => ['.scroll', '.timeline thead th', '.timeline thead th.here'].map(name => {
                const box = document.querySelector('.cell-explorer ' + name).getBoundingClientRect();
                return [box.left, box.right];
            })"""
        )
        (left, right), (_, names), (start, end) = sides
        assert names - 1 <= start and left <= start and end <= right + 1, key


def test_the_diagram_is_in_sight_while_a_valve_is_held(tab):
    top = tab.locator(".cell-explorer .diagram").bounding_box()["y"]
    valve = tab.get_by_role("slider", name="output gate").bounding_box()
    assert valve["y"] + valve["height"] - top < 800


def test_every_control_says_what_it_is(tab):
    choose(tab, "Cell", "1")
    choose(tab, "Unit", "2")
    tab.get_by_role("button", name="step 3:").click()
    assert tab.get_by_role("group", name="Hold a valve of unit 2 at “ran”").is_visible()
    weights = tab.get_by_role("group", name="Change a weight of unit 2")
    box = weights.get_by_role("spinbutton", name="value")
    before = box.input_value()
    box.fill("")
    box.blur()
    assert box.input_value() == before and float(before)


def test_weights_change_and_come_back(tab):
    choose(tab, "Cell", "1")
    model, size = model_of(tab, 1), 4
    bias = tab.get_by_role("slider", name="added to every forget bias")
    bias.focus()
    bias.press("Home")
    changed = model.cell.bias.copy()
    changed[size : 2 * size] -= 6
    weights = model.cell.weight_hh.copy()
    choose(tab, "Unit", "2")
    choose(tab, "into", "g")
    choose(tab, "from", str(1 + len(model.symbols) + 3))  # from h of unit 3
    box = tab.get_by_role("spinbutton", name="value")
    assert np.isclose(float(box.input_value()), weights[2 * size + 2, 3], atol=1e-5)
    box.fill("1.5")
    box.press("Enter")
    weights[2 * size + 2, 3] = 1.5
    cell = model.cell._replace(bias=changed, weight_hh=weights)
    told = (model.symbols, model.classes, model.examples)
    agree(tab, ExplorerModel("", "", cell, model.readout, *told))
    tab.get_by_role("button", name="undo all changes of weights").click()
    agree(tab, model)


def test_an_own_sentence_is_read_and_an_unknown_word_named(tab):
    box = tab.get_by_label("Your sequence")
    box.fill("the girl stayed because")
    assert now(tab)["words"] == ["the", "girl", "stayed", "because"]
    agree(tab, model_of(tab, 0))
    box.fill("the dragon stayed")
    problem = tab.get_by_role("alert")
    assert problem.inner_text() == "", "it waits until the reader stops typing"
    expect(problem).to_contain_text("Unknown: “dragon”. It knows: because, boy,")
    expect(box).to_have_attribute("aria-invalid", "true")
    assert contrast(problem) >= 4.5
    assert now(tab)["words"] == ["the", "girl", "stayed", "because"]
    box.fill("")
    expect(problem).to_contain_text("at least one")
    box.fill("the boy")
    assert problem.inner_text() == ""
    example = tab.get_by_label("Example", exact=True)
    assert example.input_value() == "", "no example is named while another sentence is read"
    choose(tab, "Example", "0")
    assert box.input_value() == "the boy ran home because"


def test_the_whole_sentence_can_be_read_where_the_choices_cut_it_off(tab):
    choose(tab, "Cell", "1")
    model = model_of(tab, 1)
    longest = max(range(len(model.examples)), key=lambda k: len(model.examples[k]))
    choose(tab, "Example", str(longest))
    whole = tab.locator(".cell-explorer .whole")
    assert whole.inner_text() == f"It reads: {model.examples[longest]}"
    assert whole.evaluate("e => e.scrollWidth <= e.clientWidth && e.scrollHeight <= e.clientHeight")
    box = tab.get_by_label("Your sequence")
    box.fill("The GIRL stayed, because.")
    assert whole.inner_text() == "It reads: the girl stayed because"
    box.fill("the dragon")
    assert whole.inner_text() == "It reads: the girl stayed because", "the last good sentence stays"


def test_large_letters_and_stops_are_read_and_a_stop_is_a_word_where_it_is_one(tab):
    box = tab.get_by_label("Your sequence")
    box.fill("The GIRL stayed, because.")
    assert now(tab)["words"] == ["the", "girl", "stayed", "because"]
    choose(tab, "Cell", "1")
    box.fill("The boy ran .")
    assert now(tab)["words"] == ["the", "boy", "ran", "."]
    box.fill("the dragon")
    expect(tab.get_by_role("alert")).to_contain_text("It knows: “.”, again,")
    choose(tab, "Cell", "2")
    box.fill("A x C y")
    assert now(tab)["words"] == ["a", "X", "c", "Y"]


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
    onward = tab.get_by_role("button", name="next ▶")
    expect(onward).to_be_disabled()
    expect(tab.get_by_role("button", name="◀ back")).to_be_enabled()
    onward.focus()
    onward.press("Enter")
    assert now(tab)["step"] == 4
    expect(onward).to_be_focused()


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


def test_an_experiment_of_the_page_is_walked_through(tab):
    """What carries the noun: shut at "often" and shown by nobody at "ran", girl and boy are the same."""
    choose(tab, "Cell", "1")
    choose(tab, "Example", "1")
    tab.get_by_label("in every unit").check()
    end = tab.locator(".cell-explorer .end")
    hold_at(tab, "step 4: often", "forget gate")
    expect(end).to_contain_text("she 99%")
    hold_at(tab, "step 3: ran", "output gate")
    girl = end.inner_text()
    choose(tab, "Example", "0")
    expect(tab.locator(".cell-explorer .holds")).to_have_text(
        "Held: f of units 0, 1, 2 and 3 at “often”: 0.00; o of units 0, 1, 2 and 3 at “ran”: 0.00."
    )
    assert end.inner_text() == girl


def test_what_the_page_calls_by_its_name_is_there(tab):
    told, explorer = tab.locator("article").inner_text(), tab.locator(".cell-explorer")
    for name in ("hold as it is", "let all go", "in every unit", "by gates and g", "Hold a valve", "Held"):
        assert name.lower() in told.replace(explorer.inner_text(), "").lower()
        expect(explorer).to_contain_text(name)
    expect(explorer).to_contain_text("At the end: ")
    for name in ("He or she, trained", "Which came first, trained"):
        assert f"Choose {name}" in told
        assert tab.get_by_label("Cell", exact=True).get_by_role("option", name=name).count() == 1
