"""A check's panel on a notebook's light and dark ground: legible, told to screen readers, fit for a phone."""

import pytest

from lstm_ref.verify.panel import OPEN, RIGHT, WRONG, Panel

pytestmark = pytest.mark.browser

LONG = f"""✗ 1.1 Double: `y` is not right
  Worst entry: `{"y[0]" * 40}`
  - one
  Read again: “x” in chapter 1"""
PANELS = [
    Panel("✓ 1.1 Double: right on 3 inputs", RIGHT),
    Panel(LONG, WRONG, "../book/x.ipynb#sec"),
    Panel("· 1.1 Double: not begun", OPEN),
]
GROUNDS = {"light": ("#ffffff", "#000000de"), "dark": ("#111111", "#ffffffde")}  # JupyterLab's two


@pytest.fixture(params=GROUNDS)
def tab(request, browser):
    ground, ink = GROUNDS[request.param]
    tab = browser.new_page(viewport={"width": 390, "height": 800})
    shown = "".join(panel.html() for panel in PANELS)
    style = f"background:{ground};color:{ink};font:14px sans-serif"
    page = f"<html lang=en><title>t</title><body style='{style}'><main>{shown}</main></body></html>"
    tab.set_content(f"<!doctype html>{page}")
    yield tab
    tab.close()


def test_axe_finds_nothing(tab):
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(tab, context={"include": [["main"]]}).response["violations"]
    assert [issue["id"] for issue in found] == []


def test_a_screen_reader_is_told_of_each_result_in_words(tab):
    first = [text.splitlines()[0] for text in tab.get_by_role("status").all_inner_texts()]
    assert first == [
        "✓ 1.1 Double: right on 3 inputs",
        "✗ 1.1 Double: y is not right",
        "· 1.1 Double: not begun",
    ]


def test_it_is_no_wider_than_a_phone(tab):
    assert tab.evaluate("document.documentElement.scrollWidth") <= 390
