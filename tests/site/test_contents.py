"""The table of contents, the settings and the built site agree with the files."""

import re

import pytest
import yaml

from local_site import pages

PAGES = {"book": "*.md", "exercises": "*.ipynb", "solutions": "*.ipynb"}


@pytest.fixture(scope="module")
def listed(root):
    toc = yaml.safe_load((root / "_toc.yml").read_text("utf-8"))
    return [toc["root"], *(name for part in toc["parts"] for name in files(part["chapters"]))]


def files(entries):
    """The pages of a list of entries, each followed by the pages under it."""
    return [name for entry in entries for name in (entry["file"], *files(entry.get("sections", ())))]


def test_the_contents_list_every_page_once_and_no_other(root, listed):
    present = [path for folder, kind in PAGES.items() for path in (root / folder).glob(kind)]
    assert sorted(listed) == sorted(str(path.relative_to(root).with_suffix("")) for path in present)


def test_the_browser_and_the_printed_book_are_given_every_page_in_this_order(listed):
    assert pages() == [f"{name}.html" for name in listed]


def test_every_chapter_has_an_exercise_and_a_solution_of_its_number(listed):
    def numbers(folder):
        return [match[1] for name in listed if (match := re.match(rf"{folder}/(\d\d)-", name))]

    chapters = [number for number in numbers("book") if number != "00"]  # a self-test, with no exercise
    assert chapters == numbers("exercises") == numbers("solutions") != []


def test_chapters_stand_in_the_order_of_their_numbers(listed):
    chapters = [name for name in listed if re.match(r"book/\d\d-", name)]
    assert chapters == sorted(chapters)


def test_the_site_counts_a_chapter_by_the_number_of_its_file(root, listed):
    for name in listed:
        match = re.match(r"book/(\d\d)-", name)
        if match and match[1] != "00":
            html = (root / "_build" / "html" / f"{name}.html").read_text("utf-8")
            assert f'<h1><span class="section-number">{int(match[1])}. </span>' in html, name


def test_every_page_is_in_the_site(root, listed):
    site = root / "_build" / "html"
    assert [name for name in listed if not (site / f"{name}.html").is_file()] == []
    assert (site / "index.html").is_file()


def test_the_site_holds_only_the_part_of_mathjax_that_pages_load(root):
    mathjax = root / "_build" / "html" / "_static" / "mathjax"
    files = sorted(str(path.relative_to(mathjax)) for path in mathjax.rglob("*") if path.is_file())
    others = [name for name in files if not name.endswith(".woff")]
    assert others == ["LICENSE.txt", "tex-chtml-full.js"]
    assert "Apache License" in (mathjax / "LICENSE.txt").read_text("utf-8")
    assert sum((mathjax / name).stat().st_size for name in files) < 2_000_000


def test_no_page_names_an_outside_script_style_or_image(root, listed):
    outside = re.compile(r"""<(?:script|link|img|iframe)\b[^>]*?\b(?:src|href)=["'](https?:)?//[^"']*["']""")
    for name in listed:
        html = (root / "_build" / "html" / f"{name}.html").read_text("utf-8")
        assert [match[0] for match in outside.finditer(html)] == [], name


def test_the_theme_makes_no_buttons_of_its_own(config):
    # Without an address they would lead to somebody else's repository: tools/online.py makes ours.
    assert "launch_buttons" not in config
    assert not any(config["html"][f"use_{name}_button"] for name in ("repository", "issues", "edit_page"))


def test_pages_of_exercises_and_solutions_are_never_executed_by_the_build(config):
    assert config["execute"]["exclude_patterns"] == ["exercises/*", "solutions/*"]


def test_no_extension_of_the_book_puts_an_error_or_a_request_on_the_pages(config):
    extensions = config["sphinx"]["config"]["extensions"]
    assert {"sphinx_thebe", "sphinx.ext.intersphinx", "sphinx_sitemap"}.isdisjoint(extensions)
