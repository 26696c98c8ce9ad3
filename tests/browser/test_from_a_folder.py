"""The built site opened as files, with no server: what a reader does with a downloaded folder."""

import pytest

from local_site import SITE, pages

pytestmark = pytest.mark.browser


@pytest.fixture
def from_folder(browser, address):
    """Opens a page of the folder; ``outside`` collects what is asked for beyond it."""
    contexts = []

    def open_page(page):
        context = browser.new_context(viewport={"width": 1280, "height": 900}, color_scheme="light")
        contexts.append(context)
        tab, outside, errors = context.new_page(), [], []

        def failed(request):
            if request.failure != "net::ERR_ABORTED":  # index.html is left while its icon is on the way
                errors.append(f"failed: {request.url}")

        def route(request):
            if request.request.url.startswith((SITE.as_uri(), "data:", "blob:")):
                request.continue_()
            else:
                outside.append(request.request.url)
                request.abort()

        context.route("**/*", route)
        tab.on("pageerror", lambda error: errors.append(str(error)))
        tab.on("requestfailed", failed)
        tab.goto(f"{SITE.as_uri()}/{page}", wait_until="load")
        tab.wait_for_selector("article")
        tab.evaluate("async () => { await window.MathJax?.startup?.promise; await document.fonts.ready }")
        return tab, outside, errors

    yield open_page
    for context in contexts:
        context.close()


@pytest.mark.parametrize("page", ["index.html", "genindex.html", *pages()])
def test_page_opens_complete_and_asks_for_nothing_outside(page, from_folder):
    tab, outside, errors = from_folder(page)
    assert (outside, errors) == ([], [])
    broken = """async () => {
        const images = [...document.querySelectorAll('article img')];
        images.forEach(image => { image.loading = 'eager' });
        await Promise.all(images.map(image => image.decode().catch(() => {})));
        return images.filter(image => !image.naturalWidth).map(image => image.src);
    }"""
    assert tab.evaluate(broken) == []
    assert tab.locator("article .math:not(:has(mjx-container))").count() == 0


def test_index_leads_to_the_first_page(from_folder):
    tab, _, _ = from_folder("index.html")
    assert tab.url == f"{SITE.as_uri()}/book/index.html"


def test_formulas_use_the_fonts_of_the_folder(from_folder):
    tab, _, _ = from_folder("book/08-read-the-cell.html")
    loaded = tab.evaluate("[...document.fonts].filter(f => f.status === 'loaded').map(f => f.family)")
    assert any("MJX" in family for family in loaded)


def test_search_finds_and_leads_to_a_page(from_folder):
    tab, outside, errors = from_folder("book/index.html")
    tab.keyboard.press("Control+k")
    tab.keyboard.type("peephole")
    tab.keyboard.press("Enter")
    tab.wait_for_selector("#search-results li a")
    tab.locator("#search-results li a").first.click()
    tab.wait_for_selector("article")
    assert "peephole" in tab.locator("article").inner_text().lower()
    assert (outside, errors) == ([], [])


def test_theme_is_switched_and_kept_on_the_next_page(from_folder):
    tab, _, _ = from_folder("book/01-predict-the-next.html")
    themes = []
    for _ in range(3):
        tab.locator(".theme-switch-button").first.click()
        themes.append(tab.evaluate("document.documentElement.dataset.theme"))
        if themes[-1] == "dark":
            break
    assert themes[-1] == "dark"
    tab.locator("a.right-next").click()
    tab.wait_for_url("**/exercises/01-next-symbol.html")
    assert tab.evaluate("document.documentElement.dataset.theme") == "dark"


def test_explorer_works(from_folder):
    tab, outside, errors = from_folder("book/explorer.html")
    steps = "document.querySelector('.cell-explorer')?.cellExplorer?.snapshot().steps.length"
    assert tab.evaluate(steps) > 1
    assert tab.locator(".cell-explorer svg").first.bounding_box()["height"] > 100
    assert (outside, errors) == ([], [])
