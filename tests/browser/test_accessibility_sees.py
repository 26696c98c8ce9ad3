"""What the accessibility check must see, and what it must let pass."""

import pytest

from accessibility import violations_in_every_dress
from local_site import served

pytestmark = pytest.mark.browser

PAGE = """<!doctype html><html lang="en"><title>t</title><style>
@media (prefers-color-scheme: dark) {{ body {{ background: #111; color: #eee; }} .dim {{ color: #333; }} }}
@media (max-width: 400px) {{ .narrow {{ color: #ccc; background: #fff; }} }}
</style><body><main><h1>T</h1><article>{}</article></main><script>
const dark = matchMedia('(prefers-color-scheme: dark)');
const follow = () => {{ document.documentElement.dataset.theme = dark.matches ? 'dark' : 'light' }};
dark.onchange = follow; follow();
</script></body></html>"""
FORMULA = "<mjx-assistive-mml><math><mi>f</mi></math></mjx-assistive-mml>"


@pytest.fixture
def found(tmp_path, browser):
    def look(html):
        (tmp_path / "page.html").write_text(PAGE.format(html))
        with served(tmp_path) as address:
            tab = browser.new_page(viewport={"width": 1280, "height": 900}, color_scheme="light")
            tab.goto(f"{address}/page.html")
            lines = violations_in_every_dress(tab)
            tab.close()
        return lines

    return look


@pytest.mark.parametrize(
    ("html", "line"),
    [
        ("<p style='color: #bbb'>Pale.</p>", "light, 1280 wide: color-contrast"),
        ("<input value='Pale' style='color: #bbb' aria-label='A'>", "light, 1280 wide: color-contrast"),
        ("<p class='dim'>Pale in the dark.</p>", "dark, 1280 wide: color-contrast"),
        ("<p class='narrow'>Pale on a phone.</p>", "light, 390 wide: color-contrast"),
        (
            "<details><summary>Open</summary><p style='color: #bbb'>Pale.</p></details>",
            "light, 1280 wide: color-contrast",
        ),
        ("<img src='data:,'>", "image-alt"),
        ("<table><tr><th></th><th>a</th></tr><tr><td>1</td><td>2</td></tr></table>", "empty-table-header"),
    ],
    ids=["contrast", "in a field", "in the dark", "on a phone", "in a fold", "alt text", "minor as well"],
)
def test_fault_is_found(found, html, line):
    assert any(seen.startswith(line) for seen in found(html)), found(html)


def test_a_table_heading_that_is_a_formula_is_not_empty(found):
    table = f"<table><tr><th>{FORMULA}</th><th>a</th></tr><tr><td>1</td><td>2</td></tr></table>"
    assert found(table) == []


def test_one_text_of_each_look_is_enough(found):
    dim = found("<p class='dim'>One.</p><p class='dim'>Two.</p><p>Bright.</p>")
    assert len([line for line in dim if line.startswith("dark, 1280")]) == 1
