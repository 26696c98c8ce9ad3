"""The first page is light and quick, no page makes its text jump, and pictures are no larger than shown."""

import pytest

from local_site import pages
from page_weight import interactive_times, visit, zipped_size

pytestmark = pytest.mark.browser

FIRST = "index.html"
CHAPTERS = [page for page in pages() if page.startswith("book/") and page[5:7].isdigit()]


@pytest.fixture(scope="module")
def first(browser, address):
    return visit(browser, address, FIRST)


@pytest.fixture(scope="module", params=CHAPTERS)
def chapter(request, browser, address):
    return visit(browser, address, request.param)


def test_the_first_page_is_lighter_than_the_promise(first):
    assert first.zipped < 300_000, first.requests  # promised: 600 kB


def test_the_first_page_loads_neither_the_icon_script_nor_mathjax(first):
    assert [url for url in first.requests if "fontawesome" in url or "athjax" in url] == []


def test_the_first_page_answers_within_a_second(browser, address):
    quickest, *_ = interactive_times(browser, address, FIRST)  # the others tell of the machine's other work
    assert quickest < 1000


def test_a_chapter_keeps_the_promise_too_but_for_its_pictures(chapter):
    sounds = 200_000 if "21-hear" in chapter.page else 0  # three players, whose sounds lie in the page
    assert chapter.zipped_text < 800_000 + sounds  # 300 kB of it set the formulas


def test_the_text_does_not_jump_while_it_is_read(chapter):
    assert chapter.shift < 0.1  # what browsers call good


def test_no_picture_has_more_than_twice_the_dots_shown(chapter):
    assert [picture for picture in chapter.pictures if picture[1] > 2 * picture[2]] == []


def test_what_is_packed_counts_as_it_is_and_text_as_compressed():
    assert zipped_size("http://x/a.png?digest=1", b"a" * 5000) == 5000
    assert zipped_size("http://x/a.css?digest=1", b"a" * 5000) < 100
