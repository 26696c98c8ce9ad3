"""The summary to print fits one sheet, with its title and with all of its formulas."""

import re

import pytest

pytestmark = pytest.mark.browser


def test_the_whole_cell_fits_one_page(opened):
    tab = opened("book/appendix-summary.html").tab
    sheets = re.findall(rb"/Type\s*/Page[^s]", tab.pdf(format="A4"))
    tab.close()
    assert len(sheets) == 1


def test_the_sheet_has_its_title(opened):
    tab = opened("book/appendix-summary.html").tab
    tab.emulate_media(media="print")
    title, contents = (tab.locator(f"#jb-print-docs-body {part}") for part in ("h1", "#jb-print-toc"))
    assert title.is_visible() and title.inner_text().strip() == "The whole cell on one page"
    assert not contents.is_visible()
    tab.close()


# The box of a formula hides what leaves it, and the bar of a transpose rises above what the box counts in.
ROOM_ABOVE = """() => [...document.querySelectorAll('article div.math mjx-container')].map(box =>
    getComputedStyle(box).overflowY === 'visible' ? Infinity
        : box.querySelector('mjx-math').getBoundingClientRect().top - box.getBoundingClientRect().top)"""


@pytest.mark.parametrize(("media", "width"), [("screen", 390), ("screen", 1280), ("print", 794)])
def test_nothing_of_a_formula_is_cut_at_its_top(opened, media, width):
    tab = opened("book/appendix-summary.html", width=width).tab
    tab.emulate_media(media=media)
    rooms = tab.evaluate(ROOM_ABOVE)
    assert len(rooms) == 2 and min(rooms) > 2
    tab.close()
