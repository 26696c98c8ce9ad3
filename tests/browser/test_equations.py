"""Equations for those who hear the page: each formula has a twin in MathML, and only the twin is read."""

import pytest

pytestmark = pytest.mark.browser

TWINS = """() => [...document.querySelectorAll('article .math')].map(formula => {
    const containers = [...formula.querySelectorAll('mjx-container')];
    return {
        tex: formula.textContent.slice(0, 60),
        typeset: containers.length > 0,
        silent: containers.every(
            c => c.querySelector(':scope > mjx-math')?.getAttribute('aria-hidden') === 'true'),
        spoken: containers.every(c => {
            const twin = c.querySelector('mjx-assistive-mml > math');
            return twin && twin.namespaceURI.endsWith('/MathML') && twin.textContent.trim().length > 0
                && twin.checkVisibility() && twin.closest('[aria-hidden=true]') === null;
        }),
        display: formula.matches('div') === containers.some(c => c.getAttribute('display') === 'true'),
    };
})"""


@pytest.fixture(scope="module", params=["book/08-read-the-cell.html", "book/03-backpropagate.html"])
def page(request, opened):
    result = opened(request.param)
    result.tab.evaluate("document.querySelectorAll('details').forEach(fold => { fold.open = true })")
    yield result.tab
    result.tab.close()


def test_every_formula_has_a_mathml_twin_and_its_drawing_is_silent(page):
    formulas = page.evaluate(TWINS)
    assert len(formulas) > 20
    flaws = [f for f in formulas if not (f["typeset"] and f["silent"] and f["spoken"] and f["display"])]
    assert flaws == []


def test_a_screen_reader_meets_the_formulas(page):
    """The browser's own accessibility tree, not the page's markup."""
    session = page.context.new_cdp_session(page)
    session.send("Accessibility.enable")
    nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    spoken = [
        node for node in nodes if not node["ignored"] and node.get("role", {}).get("value") == "MathMLMath"
    ]
    assert len(spoken) == page.locator("article mjx-container").count()


def test_a_numbered_equation_says_its_number_and_is_linked_by_it(opened):
    tab = opened("book/08-read-the-cell.html").tab
    numbers = tab.locator("article div.math .eqno")
    assert numbers.count() > 0
    for number in numbers.all():
        assert number.inner_text().strip(" #¶").startswith("(")
        assert tab.locator(f"[id='{number.locator('xpath=..').get_attribute('id')}']").count() == 1
    tab.close()
