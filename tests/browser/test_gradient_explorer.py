"""The gradient explorer in a real browser: its numbers are NumPy's, whatever the reader turns."""

import gzip
import json
import re

import numpy as np
import pytest

from accessibility import contrast
from local_site import SITE
from lstm_ref.explorer import NONLINEARITIES, Gains, ScaledNet
from lstm_ref.words import sized

expect = pytest.importorskip("playwright.sync_api").expect
pytestmark = pytest.mark.browser
PAGE = "book/explorer-gradients.html"
TOLERANCE = 1e-6
NETS = ["one", "rotation", "normal", "feeding"]
SCALES, SPREADS = (0.0, 0.37, 0.9, 1.0, 1.2, 3.0, 4.0, 10.0), (0.0, 0.05, 1.0, 2.0)


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
    settled(page.tab)
    return page.tab


def settled(tab):
    """Wait until nothing above the explorer moves it any more."""
    tab.evaluate("async () => { await window.MathJax?.startup?.promise; await document.fonts.ready }")


@pytest.fixture(scope="module")
def desk(opened):
    """A page for what does not depend on how it looks."""
    result = opened(PAGE)
    yield result.tab
    result.tab.close()


def gains_of(tab):
    """The nets and inputs as the page got them, in NumPy."""
    told = json.loads(tab.locator(".gradient-explorer script").text_content())
    nets = tuple(
        ScaledNet(n["key"], n["name"], n["about"], n["scale"], np.array(n["turned"]), np.array(n["fixed"]))
        for n in told["nets"]
    )
    return Gains(nets, np.array(told["inputs"]))


def now(tab):
    """What the script computed; what JSON cannot hold, −∞, as NumPy has it."""
    text = tab.evaluate(
        """JSON.stringify(document.querySelector('.gradient-explorer').gradientExplorer.snapshot(),
            (_, value) => value === -Infinity ? 'zero' : value)"""
    )
    return json.loads(text.replace('"zero"', "-Infinity"))


def put(tab, **setting):
    tab.evaluate(
        "some => document.querySelector('.gradient-explorer').gradientExplorer.change(some)", setting
    )


def agree(tab, gains):
    """Compare every number of the setting that is shown with NumPy's."""
    shown = now(tab)
    reading = shown["reading"]
    setting = {name: shown["set"][name] for name in ("net", "scale", "nonlinearity", "spread", "draw")}
    wanted = gains.read(**setting)
    pairs = [
        (np.array(reading["sequences"]).T, wanted.log_norms),
        (np.array(reading["middle"]), wanted.middle),
    ]
    for name in ("largest", "radius", "typical", "steepest", "slope"):
        pairs.append((np.array(reading[name]), np.array(getattr(wanted, name))))
    for theirs, ours in pairs:
        assert np.array_equal(np.isinf(theirs), np.isinf(ours)), setting
        finite = np.isfinite(ours)
        assert np.abs(theirs[finite] - ours[finite]).max(initial=0) < TOLERANCE, setting
    assert [reading[name] for name in ("says", "promises", "does")] == list(wanted[-3:]), setting
    return wanted


@pytest.mark.parametrize("nonlinearity", NONLINEARITIES)
@pytest.mark.parametrize("net", NETS)
def test_every_net_has_numpy_s_numbers(desk, net, nonlinearity):
    gains = gains_of(desk)
    for number, scale in enumerate(SCALES):
        for spread in SPREADS:
            put(desk, net=net, nonlinearity=nonlinearity, scale=scale, spread=spread, draw=number % 3)
            agree(desk, gains)


STEEP = np.vander(np.linspace(0.1, 2, 8), 8)
MATRICES = {
    "one number": np.array([[-3.0]]),
    "zero": np.zeros((4, 4)),
    "all alike": 0.7 * np.eye(5),
    "a diagonal": np.diag([1.0, 3.0, 2.0]),
    "of rank one": np.outer([1.0, -2.0, 3.0], [2.0, 1.0, 0.5]),
    "never back": np.diag([4.0, 2.0, 1.0], k=1),
    "nearly singular": STEEP,
    "tiny": 1e-100 * STEEP,
    "halved at an eigenvalue": np.eye(4, k=1) + np.diag([1.0, 1.0, 1.0, 0.0]),  # of the first two rows
}


@pytest.mark.parametrize("name", MATRICES)
def test_the_largest_singular_value_is_numpy_s(desk, name):
    matrix = MATRICES[name]
    found = desk.evaluate(
        "([m, n]) => gradientExplorer.largestSingularValue(Float64Array.from(m), n)",
        [matrix.ravel().tolist(), len(matrix)],
    )
    assert found == pytest.approx(np.linalg.norm(matrix, ord=2), rel=1e-10, abs=0)


def choose(tab, label, value):
    tab.get_by_label(label, exact=True).select_option(value)


def slide(tab, name, *keys):
    slider = tab.get_by_role("slider", name=name, exact=True)
    slider.focus()
    for key in keys:
        slider.press(key)
    return slider


def readings(tab):
    """The two tables, as they are read: from a row's name to its value."""
    rows = tab.locator(".gradient-explorer .readings tr").all()
    told = [
        [cell.inner_text().replace("\u00a0", " ") for cell in row.locator("th, td").all()] for row in rows
    ]
    return dict(told)


def verdict(tab):
    return tab.locator(".gradient-explorer .verdict").inner_text()


def test_as_it_opens_the_rule_the_bound_and_the_measurement_are_one_line(tab):
    agree(tab, gains_of(tab))
    lines = [tab.locator(f".chart .{name}").get_attribute("points") for name in ("middle", "rule", "bound")]
    assert lines[0] == lines[1] == lines[2]
    assert verdict(tab) == (
        "The rule of thumb says: in the end it vanishes. The bound promises that in the end it vanishes. "
        "Over 100 steps it vanishes."
    )


def test_everything_is_turned_by_keyboard(tab):
    gains = gains_of(tab)
    choose(tab, "Net", "rotation")
    choose(tab, "Nonlinearity", "tanh")
    choose(tab, "Draw", "2")
    slide(tab, "gain g", *["ArrowRight"] * 3)
    slide(tab, "inputs, standard deviation", "End", "ArrowLeft")
    assert now(tab)["set"] == {
        **{"net": "rotation", "nonlinearity": "tanh", "draw": 1, "lag": 40},
        **{"scale": pytest.approx(1.05), "spread": pytest.approx(1.95)},
    }
    agree(tab, gains)
    slide(tab, "gain g", "End")
    agree(tab, gains)
    tab.get_by_role("button", name="back to the start").press("Enter")
    assert now(tab)["set"] == {
        **{"net": "one", "nonlinearity": "none", "draw": 0, "lag": 40, "scale": 0.9, "spread": 1}
    }
    agree(tab, gains)


def test_a_number_is_typed_and_one_that_cannot_be_leaves_it(tab):
    choose(tab, "Net", "normal")
    box = tab.get_by_role("spinbutton", name="scale, as a number")
    for typed, kept in (("1.234", 1.234), ("", 1.234), ("99", 10), ("-3", 0), ("0.7", 0.7)):
        box.fill(typed)
        box.press("Tab")
        assert now(tab)["set"]["scale"] == kept
        assert float(box.input_value()) == kept
        said = tab.locator(".gradient-explorer .problem").first.inner_text()
        wanted = f"It takes a number from 0 to 10; it is {kept} now."
        assert said == ("" if typed == str(kept) else wanted)
        slider = tab.get_by_role("slider", name="scale", exact=True)
        assert float(slider.get_attribute("aria-valuetext")) == kept
    agree(tab, gains_of(tab))
    loud = tab.get_by_role("spinbutton", name="inputs, standard deviation, as a number")
    loud.fill("0.3")
    loud.press("Enter")
    assert now(tab)["set"]["spread"] == 0.3
    loud.press("ArrowUp")
    assert now(tab)["set"]["spread"] == 0.35 and loud.input_value() == "0.35"
    for _ in range(8):
        loud.press("ArrowDown")
    assert now(tab)["set"]["spread"] == 0
    loud.fill("0.000001")
    loud.press("Enter")
    assert now(tab)["set"]["spread"] == 0, "what is shown is used"


@pytest.mark.parametrize(
    ("net", "scale", "nonlinearity"),
    [("rotation", 1.2, "tanh"), ("normal", 3.0, "ReLU"), ("feeding", 0.9, "none"), ("one", 4.0, "logistic")],
)
def test_the_tables_say_what_numpy_finds(tab, net, scale, nonlinearity):
    put(tab, net=net, scale=scale, nonlinearity=nonlinearity)
    wanted, lag = gains_of(tab).read(net, scale, nonlinearity), 60
    slide(tab, "Lag", *["PageUp"] * 2)
    assert now(tab)["set"]["lag"] == lag
    told, norms = readings(tab), 10 ** wanted.log_norms[lag]
    top = int(wanted.middle.argmax())
    assert told == {
        "largest singular value σmax of W": f"{wanted.largest:.3f}",
        "spectral radius ρ of W": f"{wanted.radius:.3f}",
        "typical stretch of W": f"{wanted.typical:.3f}",
        "steepest slope γ": f"{wanted.steepest:.3f}",
        "slope in this run": f"{wanted.slope:.3f}",
        "typical stretch × slope": f"{wanted.typical * wanted.slope:.3f}",
        "measured, median": sized(np.median(norms)),
        "lowest and highest": f"{sized(norms.min())} to {sized(norms.max())}",
        "per step, if all were alike": sized(np.median(norms) ** (1 / lag)),
        "rule of thumb": sized(wanted.radius**lag),
        "bound": sized((wanted.steepest * wanted.largest) ** lag),
        "highest median at any lag": f"{sized(10 ** wanted.middle[top])}, at lag {top}",
    }


def test_a_zero_is_called_zero(tab):
    put(tab, net="rotation", scale=1, nonlinearity="ReLU", spread=0)
    told = readings(tab)
    assert (told["measured, median"], told["lowest and highest"]) == ("0", "0 to 0")
    assert verdict(tab).endswith("Over 100 steps it vanishes.")
    slide(tab, "Lag", "Home")
    assert readings(tab)["measured, median"] == readings(tab)["bound"] == "1"


def test_a_curve_that_explodes_before_it_is_zero_is_not_said_to_vanish(tab):
    put(tab, net="one", scale=2, nonlinearity="ReLU")
    agree(tab, gains_of(tab))
    assert verdict(tab).endswith("Over 100 steps it explodes on the way, and is zero at the end.")


def test_rule_and_bound_speak_of_the_end_and_the_measurement_of_its_steps(tab):
    """A bound a little below one is still above a hundredth after the steps there are."""
    put(tab, net="rotation", scale=0.97, nonlinearity="none")
    agree(tab, gains_of(tab))
    assert verdict(tab) == (
        "The rule of thumb says: in the end it vanishes. The bound promises that in the end it vanishes. "
        "Over 100 steps it stays."
    )


SCALE = """() => {
    const chart = document.querySelector('.gradient-explorer .chart');
    const power = text => Number(text.querySelector('tspan')?.textContent.replace('−', '-') ?? 0);
    const powers = [...chart.querySelectorAll('text[text-anchor=end]')].map(
        text => [power(text), Number(text.getAttribute('y')) - 4]);
    const frame = chart.querySelector('clipPath rect');
    const points = name => [...chart.querySelectorAll('.' + name)].map(line =>
        line.getAttribute('points').split(' ').map(point => point.split(',').map(Number)));
    return { powers, points: Object.fromEntries(['middle', 'each', 'rule', 'bound'].map(n => [n, points(n)])),
             frame: ['x', 'y', 'width', 'height'].map(n => Number(frame.getAttribute(n))) };
}"""


@pytest.mark.parametrize(
    "setting",
    [
        {"net": "rotation", "scale": 1.2, "nonlinearity": "tanh"},
        {"net": "normal", "scale": 10, "nonlinearity": "none"},
        {"net": "one", "scale": 8, "nonlinearity": "tanh"},
        {"net": "feeding", "scale": 0.95, "nonlinearity": "none"},
        {"net": "rotation", "scale": 1, "nonlinearity": "tanh", "spread": 0},
        {"net": "rotation", "scale": 0, "nonlinearity": "ReLU"},
    ],
)
def test_the_curves_are_where_the_axis_says(tab, setting):
    put(tab, **setting)
    drawn, shown = tab.evaluate(SCALE), now(tab)["reading"]
    (first, at), (last, end) = drawn["powers"][0], drawn["powers"][-1]
    left, top, width, height = drawn["frame"]
    per_power = (end - at) / (last - first)
    lags = np.arange(101)
    with np.errstate(divide="ignore", invalid="ignore"):
        rule = np.where(lags, lags * np.log10(shown["radius"]), 0)
        bound = np.where(lags, lags * np.log10(shown["steepest"] * shown["largest"]), 0)
    wanted = {"middle": [shown["middle"]], "each": shown["sequences"], "rule": [rule], "bound": [bound]}
    for name, curves in wanted.items():
        for points, logs in zip(np.array(drawn["points"][name]), curves, strict=True):
            heights = at + (np.array(logs) - first) * per_power
            inside = (heights >= top) & (heights <= top + height)
            assert np.allclose(points[:, 0], left + lags / 100 * width, atol=0.02)
            assert np.allclose(points[inside, 1], heights[inside], atol=0.02), name
            assert (points[~inside & (heights > top), 1] > top + height).all(), name
    assert 3 <= len(drawn["powers"]) <= 8
    assert per_power < 0 and 0 in [power for power, _ in drawn["powers"]]


def test_a_lag_is_pointed_at_in_the_picture(tab):
    put(tab, net="feeding", scale=0.9)
    chart = tab.locator(".gradient-explorer .chart")
    chart.scroll_into_view_if_needed()
    left, _, width, _ = tab.evaluate(SCALE)["frame"]
    box = chart.bounding_box()
    tab.mouse.click(box["x"] + left + 0.75 * width, box["y"] + 150)
    assert now(tab)["set"]["lag"] == 75
    slider = tab.get_by_role("slider", name="Lag", exact=True)
    assert slider.input_value() == "75"
    assert slider.get_attribute("aria-valuetext").startswith("75: norm ")
    assert tab.get_by_role("table", name="The norm at lag 75").is_visible()
    here = tab.locator(".chart .here")
    assert float(here.get_attribute("cx")) == pytest.approx(left + 0.75 * width, abs=0.1)
    tab.mouse.click(box["x"] + 2, box["y"] + 150)
    assert now(tab)["set"]["lag"] == 0


def test_a_value_below_the_picture_has_an_arrow_and_no_dot(tab):
    for setting in ({"nonlinearity": "tanh", "scale": 8}, {"nonlinearity": "ReLU", "spread": 0}):
        put(tab, **setting)
        slide(tab, "Lag", "Home")
        assert tab.locator("circle.here").count() == 1 and tab.locator(".here.below").count() == 0
        slide(tab, "Lag", "End")
        assert tab.locator("circle.here").count() == 0 and tab.locator(".here.below").count() == 1
        _, top, _, height = tab.evaluate(SCALE)["frame"]
        box = tab.locator(".here.below").evaluate(
            "e => { const b = e.getBBox(); return [b.y, b.y + b.height] }"
        )
        assert top < box[0] < box[1] <= top + height, "within the frame, where the curve leaves it"


def test_a_norm_that_is_zero_from_the_first_lag_on_does_not_lie_on_the_axis(tab):
    put(tab, net="rotation", nonlinearity="ReLU", spread=0, scale=2)
    drawn = tab.evaluate(SCALE)
    left, top, _, height = drawn["frame"]
    (x0, y0), (x1, y1) = drawn["points"]["middle"][0][:2]
    leaves = x0 + (x1 - x0) * (top + height - y0) / (y1 - y0)
    assert leaves - left > 1.8  # pixels, at the bottom of the picture; the line is 2.5 wide


def test_a_norm_that_rises_by_rounding_alone_is_highest_at_the_start(tab):
    put(tab, net="rotation", scale=1, nonlinearity="none")
    assert readings(tab)["highest median at any lag"] == "1, at lag 0"
    put(tab, net="feeding", scale=0.95)
    told = tab.locator(".gradient-explorer .chart").get_attribute("aria-label")
    assert "from 1 at lag 0 over 38 at lag 19 to 3.1 at lag 100" in told


def test_what_is_spoken_of_a_control_has_no_letters_run_together(tab):
    assert tab.get_by_role("slider", name="weight w rec", exact=True).count() == 1
    assert tab.locator(".gradient-explorer output").count() == 0, "a slider that says its value is enough"


def test_the_boxes_below_keep_their_place_and_no_choice_is_cut_off(desk):
    heights = set()
    for net, nonlinearity, scale in (
        *(("one", "ReLU", 2), ("rotation", "tanh", 1.2), ("normal", "none", 10), ("normal", "logistic", 3)),
        *(("feeding", "none", 0.95), ("feeding", "tanh", 5), ("one", "tanh", 10)),
    ):
        put(desk, net=net, nonlinearity=nonlinearity, scale=scale)
        for lag in (1, 60, 100):
            desk.evaluate("k => document.querySelector('.gradient-explorer').gradientExplorer.point(k)", lag)
            heights.add(desk.locator(".gradient-explorer .readings").bounding_box()["height"])
    assert len(heights) == 1
    cut = desk.evaluate(
        """() => [...document.querySelectorAll('.gradient-explorer select')].filter(box => {
            const one = document.createElement('select');
            box.parentElement.append(one);
            one.style.width = 'max-content';
            const longest = Math.max(...[...box.options].map(option => {
                one.replaceChildren(option.cloneNode(true));
                return one.getBoundingClientRect().width;
            }));
            one.remove();
            return longest > box.getBoundingClientRect().width + 0.5;
        }).length"""
    )
    assert cut == 0


def test_a_lag_is_tapped_and_dragged_and_a_slider_tapped_by_touch(browser, address):
    context = browser.new_context(viewport={"width": 390, "height": 900}, has_touch=True)
    tab = context.new_page()
    tab.goto(f"{address}/{PAGE}", wait_until="networkidle")
    settled(tab)
    chart = tab.locator(".gradient-explorer .chart")
    chart.scroll_into_view_if_needed()
    left, _, width, _ = tab.evaluate(SCALE)["frame"]
    box = chart.bounding_box()
    tab.touchscreen.tap(box["x"] + left + 0.2 * width, box["y"] + 150)
    assert now(tab)["set"]["lag"] == 20
    finger = context.new_cdp_session(tab)
    for kind, share in (("touchStart", 0.2), ("touchMove", 0.4), ("touchMove", 0.6), ("touchMove", 0.8)):
        points = [{"x": box["x"] + left + share * width, "y": box["y"] + 150}]
        finger.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
    finger.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    assert now(tab)["set"]["lag"] == 80
    slider = tab.get_by_role("slider", name="inputs, standard deviation", exact=True)
    place = slider.bounding_box()
    tab.touchscreen.tap(place["x"] + 2, place["y"] + place["height"] / 2)
    assert now(tab)["set"]["spread"] == 0
    agree(tab, gains_of(tab))
    context.close()


def test_a_verdict_is_spoken_once_and_only_when_its_words_change(tab):
    choose(tab, "Net", "rotation")
    live = tab.locator(".gradient-explorer [aria-live=polite]")
    assert tab.locator(".gradient-explorer [aria-live]").count() == 1
    tab.wait_for_timeout(700)
    tab.evaluate(
        """() => {
            window.spoken = [];
            const live = document.querySelector('.gradient-explorer [aria-live]');
            new MutationObserver(() => window.spoken.push(live.textContent))
                .observe(live, { childList: true, characterData: true, subtree: true });
        }"""
    )
    slide(tab, "gain g", *["ArrowRight"] * 6)
    expect(live).to_have_text(
        "The rule of thumb says: in the end it explodes. The bound promises nothing. "
        "Over 100 steps it explodes."
    )
    slide(tab, "gain g", *["ArrowRight"] * 3)
    slide(tab, "Lag", "ArrowRight")
    tab.wait_for_timeout(700)
    assert len(tab.evaluate("window.spoken")) == 1
    assert not re.search(r"\d \d|×|\.\d", live.inner_text())


def test_the_picture_is_told_in_words(tab):
    put(tab, net="rotation", scale=1.2, nonlinearity="tanh")
    wanted = gains_of(tab).read("rotation", 1.2, "tanh")
    told = tab.locator(".gradient-explorer .chart").get_attribute("aria-label").replace("\u00a0", " ")
    top = int(wanted.middle.argmax())
    assert 0 < top < 100
    assert told == (
        f"The norm over the lag, from 1 at lag 0 over {sized(10 ** wanted.middle[top])} at lag {top} to "
        f"{sized(10 ** wanted.middle[-1])} at lag 100, on a "
        f"logarithmic axis. {verdict(tab)}"
    )


def test_the_letters_can_be_read_and_none_lies_on_another(tab):
    for setting in ({"net": "normal", "scale": 10}, {"net": "rotation", "nonlinearity": "tanh", "scale": 1}):
        put(tab, **setting)
        frame, *boxes = tab.evaluate(
            """() => ['.chart', '.chart > text'].flatMap(place =>
                [...document.querySelectorAll('.gradient-explorer ' + place)].map(element => {
                    const { x, y, width, height } = element.getBoundingClientRect();
                    return { x, y, width, height };
                }))"""
        )
        assert len(boxes) > 10
        for k, a in enumerate(boxes):
            assert frame["x"] - 1 <= a["x"] and a["x"] + a["width"] <= frame["x"] + frame["width"] + 1
            for b in boxes[k + 1 :]:
                apart = a["x"] + a["width"] <= b["x"] or b["x"] + b["width"] <= a["x"]
                assert apart or a["y"] + a["height"] <= b["y"] + 3 or b["y"] + b["height"] <= a["y"] + 3
        for text in tab.locator(".gradient-explorer .chart :is(text, tspan)").all():
            assert float(text.evaluate("e => getComputedStyle(e).fontSize").removesuffix("px")) >= 11
            assert contrast(text, "fill") >= 4.5


def test_lines_stand_out_from_the_page_and_are_told_apart_without_colour(tab):
    put(tab, net="normal", scale=1.2, nonlinearity="tanh")
    for name in ("middle", "each", "rule", "bound", "one", "lag"):
        assert contrast(tab.locator(f".chart .{name}").first, "stroke") >= 3, name
    dashes = {
        name: tab.locator(f".chart .{name}").first.evaluate(
            "e => getComputedStyle(e).strokeDasharray + getComputedStyle(e).strokeWidth"
        )
        for name in ("middle", "each", "rule", "bound")
    }
    assert len(set(dashes.values())) == 4
    for name in dashes:
        stroke = tab.locator(f".chart .{name}").first.evaluate("e => getComputedStyle(e).stroke")
        assert stroke.startswith("rgb"), name
    key = tab.locator(".gradient-explorer .key li").all_inner_texts()
    assert [text.replace("\n", "") for text in key] == [
        *("measured, median of 5 sequences", "each sequence", "rule of thumb, ρk", "bound, (γ σmax)k")
    ]


def test_a_touch_is_large_enough_and_nothing_sticks_out(tab):
    for control in tab.locator(".gradient-explorer :is(button, select, input)").all():
        assert min(control.bounding_box()[side] for side in ("width", "height")) >= 16, control
        if control.get_attribute("type") != "range":
            assert control.bounding_box()["height"] >= 24, control
    width = tab.evaluate("innerWidth")
    assert tab.evaluate("document.documentElement.scrollWidth") <= width
    assert tab.locator(".gradient-explorer").bounding_box()["width"] <= width
    assert (
        tab.locator(".chart").bounding_box()["width"] <= tab.locator(".picture").bounding_box()["width"] + 0.5
    )


def test_the_text_stays_where_it_is_while_a_slider_moves(tab):
    told = tab.evaluate(
        """() => ['vanishes', 'stays', 'explodes'].flatMap(says =>
            ['vanishes', 'stays', ''].flatMap(promises =>
                ['vanishes', 'stays', 'explodes', 'breaks off'].map(does => {
                const explorer = document.querySelector('.gradient-explorer').gradientExplorer;
                explorer.tell(gradientExplorer.verdict({ says, promises, does }, 100));
                const place = explorer.picture.getBoundingClientRect().y + scrollY;
                return [explorer.verdict.textContent, Math.round(place)];
            })))"""
    )
    assert len({text for text, _ in told}) == 36
    assert len({place for _, place in told}) == 1


def test_the_picture_takes_the_width_that_there_is(desk):
    try:
        for width in (390, 800, 1280):
            desk.set_viewport_size({"width": width, "height": 900})
            desk.wait_for_function(
                """() => { const place = document.querySelector('.gradient-explorer .picture').clientWidth;
                    return Number(document.querySelector('.gradient-explorer .chart').getAttribute('width'))
                        === Math.min(760, Math.round(place)) }"""
            )
    finally:
        desk.set_viewport_size({"width": 1280, "height": 900})


def test_a_move_is_drawn_at_once(desk):
    quickest = desk.evaluate(
        """() => {
            const explorer = document.querySelector('.gradient-explorer').gradientExplorer;
            return Math.min(...Array.from({ length: 12 }, (_, k) => {
                const start = performance.now();
                explorer.change({ net: 'normal', nonlinearity: 'tanh', scale: 1 + k / 10 });
                document.body.getBoundingClientRect();
                return performance.now() - start;
            }));
        }"""
    )
    assert quickest < 100  # milliseconds; the slower ones tell of the machine's other work


def test_what_the_page_brings_for_it_is_light(desk):
    parts = [path.read_bytes() for path in (SITE / "_static" / "gradients").iterdir()]
    parts.append(desk.locator(".gradient-explorer script").text_content().encode())
    assert len(parts) > 5 and sum(len(gzip.compress(part, 6)) for part in parts) < 40_000


def test_without_scripts_a_figure_and_a_sentence_stand_there(browser, address):
    context = browser.new_context(java_script_enabled=False)
    tab = context.new_page()
    tab.goto(f"{address}/{PAGE}")
    assert tab.get_by_text("It needs JavaScript").is_visible()
    assert tab.locator("article figure img").first.is_visible()
    context.close()


def test_it_works_from_a_folder_without_a_server(browser):
    context = browser.new_context()
    tab = context.new_page()
    tab.goto((SITE / PAGE).as_uri())
    tab.wait_for_selector(".gradient-explorer .chart")
    choose(tab, "Net", "normal")
    agree(tab, gains_of(tab))
    context.close()


def test_an_experiment_of_the_page_is_walked_through(tab):
    """A rotation that vanishes under loud inputs explodes without any."""
    choose(tab, "Net", "rotation")
    choose(tab, "Nonlinearity", "tanh")
    box = tab.get_by_role("spinbutton", name="gain g, as a number")
    box.fill("1.2")
    box.press("Enter")
    assert verdict(tab).endswith("Over 100 steps it vanishes.")
    slide(tab, "inputs, standard deviation", "Home")
    assert verdict(tab).endswith("Over 100 steps it explodes.")
    assert readings(tab)["measured, median"] == readings(tab)["rule of thumb"] == readings(tab)["bound"]


def test_what_the_page_calls_by_its_name_is_there(tab):
    explorer = tab.locator(".gradient-explorer")
    tab.evaluate("document.querySelectorAll('article details').forEach(fold => { fold.open = true })")
    told = tab.locator("article").inner_text().replace(explorer.inner_text(), "")
    for name in ("The bound promises", "typical stretch × slope", "Draw", "Lag", "Nonlinearity"):
        assert name.lower() in told.lower()
        expect(explorer).to_contain_text(name)
    for name in ("One unit", "2 units, one feeds the other"):
        assert f"Choose {name}" in told
        assert tab.get_by_label("Net", exact=True).get_by_role("option", name=name, exact=True).count() == 1
    assert "Read the last row of the table" in told
    assert list(readings(tab))[-1] == "highest median at any lag"
