"""What surrounds the text works without the theme's icon script: icons, bars, search, copying, paging."""

import pytest

pytestmark = pytest.mark.browser

CHAPTER = "book/04-watch-gradients.html"

# Each icon in sight: the character it shows, the size it takes, and whether a screen reader skips it.
ICONS = """() => [...document.querySelectorAll('[class*="fa-"], .admonition-title')]
    .filter(e => e.checkVisibility()).map(e => {
        const pseudo = e.matches('.admonition-title') ? '::after' : '::before';
        const style = getComputedStyle(e, pseudo);
        const char = style.content.replaceAll('"', '');
        const loaded = document.fonts.check(`900 16px ${style.fontFamily}`, char);
        return [e.className, char, style.fontFamily, loaded,
                e.closest('[aria-hidden=true]') !== null || pseudo === '::after'];
    })"""


@pytest.fixture
def chapter(opened):
    result = opened(CHAPTER)
    yield result.tab
    assert result.complaints == []
    result.tab.close()


@pytest.fixture
def phone(opened):
    result = opened(CHAPTER, width=390)
    yield result.tab
    result.tab.close()


def test_every_icon_is_a_glyph_and_not_read_out(chapter):
    icons = chapter.evaluate(ICONS)
    assert len(icons) > 5
    assert [icon for icon in icons if "Awesome" not in icon[2] or not icon[3] or len(icon[1]) != 1] == []
    assert [icon for icon in icons if not icon[4]] == []


def test_icons_are_drawn(chapter):
    """A glyph that its font lacks is drawn as the same empty box as any other."""
    drawn = chapter.evaluate("""async () => {
        const draw = char => {
            const canvas = new OffscreenCanvas(40, 40), pen = canvas.getContext('2d');
            pen.font = '900 32px "Font Awesome 6 Free"';
            pen.fillText(char, 4, 34);
            return pen.getImageData(0, 0, 40, 40).data.join();
        };
        await document.fonts.load('900 32px "Font Awesome 6 Free"', '\\uf002');
        const missing = draw('\\uf7ff');
        const icons = [...document.querySelectorAll('i[class^="fa"], span[class^="fa"]')];
        const chars = new Set(icons.map(e => getComputedStyle(e, '::before').content.replaceAll('"', '')));
        return [...chars].map(char => [char, draw(char) !== missing]);
    }""")
    assert len(drawn) > 5
    assert [char for char, there in drawn if not there] == []


def test_the_left_bar_closes_and_opens(chapter):
    bar = chapter.locator("#pst-primary-sidebar")
    toggle = chapter.locator(".primary-toggle")
    assert bar.is_visible()
    toggle.click()
    bar.wait_for(state="hidden")
    toggle.click()
    bar.wait_for(state="visible")


def test_on_a_phone_both_bars_open(phone):
    phone.locator(".primary-toggle").click()
    phone.wait_for_selector("#pst-primary-sidebar-modal[open]")
    assert phone.locator("#pst-primary-sidebar-modal nav a").first.is_visible()
    phone.keyboard.press("Escape")
    phone.locator(".secondary-toggle").click()
    phone.wait_for_selector("#pst-secondary-sidebar-modal[open]")
    assert phone.locator("#pst-secondary-sidebar-modal nav a").first.is_visible()


def test_search_finds_a_page_and_shows_a_piece_of_it(chapter):
    chapter.locator(".search-button__button:visible").first.click()
    chapter.keyboard.type("carousel")
    chapter.keyboard.press("Enter")
    chapter.wait_for_selector("#search-results li p.context")
    assert "carousel" in chapter.locator("#search-results li").first.inner_text().lower()


def test_the_theme_goes_from_light_to_dark(chapter):
    seen = []
    for _ in range(3):
        chapter.locator(".theme-switch-button:visible").first.click()
        seen.append(chapter.evaluate("document.documentElement.dataset.mode"))
    assert sorted(seen) == ["auto", "dark", "light"]


def test_code_is_copied(chapter):
    chapter.context.grant_permissions(["clipboard-read", "clipboard-write"])
    cell = chapter.locator("div.cell_input").first
    cell.hover()
    cell.locator("button.copybtn").click()
    copied = chapter.evaluate("navigator.clipboard.readText()")
    assert copied.strip() == cell.locator("pre").inner_text().strip()


def test_previous_and_next_lead_to_the_neighbours_and_back(chapter):
    way = (
        CHAPTER,
        "exercises/04-gradients.html",
        "book/explorer-gradients.html",
        "book/05-constant-flow.html",
    )
    for later in way[1:]:
        chapter.locator("a.right-next").click()
        chapter.wait_for_url(f"**/{later}")
    for earlier in way[-2::-1]:
        chapter.locator("a.left-prev").click()
        chapter.wait_for_url(f"**/{earlier}")


def test_the_page_is_downloaded_as_its_source(chapter):
    chapter.get_by_role("button", name="Download this page").click()
    assert chapter.locator(".dropdown-download-buttons .dropdown-menu a").first.is_visible()
