"""Every page of the book as a reader meets it: on a desk, on a phone, in the light and in the dark."""

import pytest

from accessibility import violations_in_every_dress
from local_site import pages

pytestmark = pytest.mark.browser

# What sticks out of the window and does not scroll in a box of its own.
WIDEST = """() => [...document.querySelectorAll('article *')]
    .filter(e => e.getBoundingClientRect().right > innerWidth + 1)
    .filter(e => !e.parentElement.closest('pre, .pst-scrollable-table-container, div.math'))
    .map(e => `${e.tagName}.${e.className}: ${e.innerText}`.slice(0, 80)).slice(0, 5)"""


@pytest.fixture(scope="module", params=pages())
def desktop(request, opened):
    result = opened(request.param)
    yield result
    result.tab.close()


@pytest.fixture(scope="module", params=pages())
def phone(request, opened):
    result = opened(request.param, width=390, scheme="dark")
    yield result
    result.tab.close()


def test_page_is_quiet_and_asks_for_nothing_outside(desktop):
    assert desktop.complaints == []


def test_all_maths_is_typeset(desktop):
    written = desktop.tab.locator("article .math").count()
    assert desktop.tab.locator("article .math:has(mjx-container)").count() == written
    assert desktop.tab.locator("article mjx-merror").count() == 0


def test_every_image_has_alt_text(desktop):
    images = desktop.tab.locator("article img").all()
    silent = [image for image in images if not (image.get_attribute("alt") or "").strip()]
    assert [image.get_attribute("src") for image in silent] == []


def test_every_fold_opens_by_keyboard_and_holds_an_answer(desktop):
    for fold in desktop.tab.locator("article details").all():
        summary = fold.locator("> summary")
        assert summary.is_visible(), "a fold within a fold comes after the one that holds it"
        hidden = fold.inner_text()
        summary.focus()
        summary.press("Enter")
        shown = fold.inner_text()
        assert fold.get_attribute("open") is not None
        assert len(shown) > len(hidden) + 20, summary.inner_text()


def test_axe_finds_nothing_in_our_text_in_any_dress(desktop):
    """After the folds: it opens them all, and leaves the page narrow."""
    assert violations_in_every_dress(desktop.tab) == []


def test_phone_does_not_scroll_sideways(phone):
    widest = phone.tab.evaluate(WIDEST)
    assert phone.tab.evaluate("document.documentElement.scrollWidth") <= 390, widest


SQUEEZED = """
() => [...document.querySelectorAll("article img")].filter(image => image.naturalWidth && image.clientWidth)
  .filter(image => {
    const frame = 2 * parseFloat(getComputedStyle(image).paddingTop)  // in the dark, light around a picture
    const [width, height] = [image.clientWidth - frame, image.clientHeight - frame]
    return Math.abs(width * image.naturalHeight / (height * image.naturalWidth) - 1) > 0.02
  }).map(image => image.src)
"""


def test_every_picture_keeps_its_proportions_where_it_is_shown_smaller(phone):
    phone.tab.evaluate("document.querySelectorAll('img').forEach(image => image.loading = 'eager')")
    phone.tab.wait_for_function("[...document.images].every(image => image.complete)")
    assert phone.tab.evaluate(SQUEEZED) == []


def test_phone_is_quiet_in_the_dark(phone):
    assert phone.tab.evaluate("document.documentElement.dataset.theme") == "dark"
    assert phone.complaints == []
