"""A reader follows a link of an explorer's page and comes back: controls and picture are of one setting.

A browser that has let go of a page makes it anew and puts the old values into its controls, and tells no
script of it.
"""

import pytest

pytestmark = pytest.mark.browser
EXPLORERS = {
    "book/explorer.html": "08-read-the-cell.html",
    "book/explorer-gradients.html": "04-watch-gradients.html",
}
CONTROLS = """() => [...document.querySelectorAll('.cell-explorer :is(input, select)')].map(
    control => control.type === 'checkbox' ? control.checked : control.value)"""
SHOWN = """() => [...document.querySelectorAll('.cell-explorer :is(p, table, output, legend, .curve)')].map(
    part => part.getAttribute('points') || part.textContent)"""
TURN = """() => document.querySelectorAll('.cell-explorer :is(input, select)').forEach(control => {
    if (!control.isConnected) return;
    if (control.type === 'checkbox') control.click();
    else if (control.tagName === 'SELECT') control.selectedIndex = control.options.length - 1;
    else if (control.type === 'range') control.value = control.max;
    else return;
    for (const kind of ['input', 'change']) control.dispatchEvent(new Event(kind, { bubbles: true }));
})"""


@pytest.mark.parametrize("way", ["a link and back", "reload"])
@pytest.mark.parametrize("page", EXPLORERS)
def test_controls_and_picture_are_of_one_setting(opened, page, way):
    result = opened(page)
    tab = result.tab
    first = tab.evaluate(CONTROLS), tab.evaluate(SHOWN)
    tab.evaluate(TURN)
    changed = sum(now != before for now, before in zip(tab.evaluate(CONTROLS), first[0], strict=True))
    assert changed >= 6 and tab.evaluate(SHOWN) != first[1]
    if way == "reload":
        with tab.expect_navigation():
            tab.evaluate("location.reload()")
    else:
        tab.locator(f"article a[href*='{EXPLORERS[page]}']").first.click()
        tab.wait_for_url(f"**/{EXPLORERS[page]}*")
        tab.go_back()
        tab.wait_for_url(f"**/{page}*")
    tab.wait_for_load_state("networkidle")
    assert (tab.evaluate(CONTROLS), tab.evaluate(SHOWN)) == first
    assert not result.complaints
    tab.close()
