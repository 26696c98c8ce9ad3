"""Where the way leads from each page: from a chapter to its exercises, from there to the next page."""

import pytest
from bs4 import BeautifulSoup
from sphinx_external_toc.parsing import parse_toc_yaml

from local_site import ROOT, SITE
from next_steps import NUMBERED, around, with_step

PAGES = list(parse_toc_yaml(ROOT / "_toc.yml"))
CHAPTERS = [
    page for page in PAGES if (found := NUMBERED.match(page)) and found[1] == "book" and int(found[2])
]
EXERCISES = [page for page in PAGES if page.startswith("exercises/")]
TOC = ["book/index", "book/00-a", "book/01-b", "book/02-c", "book/op", "book/03-d", "book/end"]
TOC += ["exercises/01-b", "exercises/02-c", "exercises/03-d", "solutions/01-b", "solutions/03-d"]

WAY = {
    "book/index": (None, "book/01-b"),
    "book/00-a": (None, None),
    "book/01-b": (None, "exercises/01-b"),
    "exercises/01-b": ("book/01-b", "book/02-c"),
    "book/02-c": ("exercises/01-b", "exercises/02-c"),
    "exercises/02-c": ("book/02-c", "book/op"),
    "book/op": ("exercises/02-c", None),
    "book/03-d": (None, "exercises/03-d"),
    "exercises/03-d": ("book/03-d", "book/end"),
    "solutions/01-b": ("exercises/01-b", "book/02-c"),
    "book/end": ("exercises/03-d", None),
}


@pytest.mark.parametrize("page", WAY)
def test_the_page_before_and_the_page_after(page):
    assert around(TOC, page) == WAY[page]


def test_after_the_last_chapter_the_course_goes_on_to_no_exercise_and_no_solution():
    ended = [page for page in TOC if page != "book/end"]
    assert around(ended, "exercises/03-d") == ("book/03-d", None)


def test_every_chapter_of_the_book_has_its_exercises_and_every_exercise_a_way_on():
    assert len(CHAPTERS) == len(EXERCISES) > 20
    assert all(around(PAGES, page)[1].startswith("exercises/") for page in CHAPTERS)
    assert all(around(PAGES, page)[1].startswith("book/") for page in EXERCISES)


def test_a_chapter_has_its_step_at_its_end_and_an_exercise_below_its_title():
    body = "<section><h1>A</h1>\n<p>x</p>\n<section><h2>B</h2></section>\n</section>\n"
    chapter = BeautifulSoup(with_step(body, "book/03-d", "../exercises/03-d.html"), "html.parser")
    last = chapter.section.find_all(recursive=False)[-1]
    assert last["class"] == ["next-step"] and last.a["href"] == "../exercises/03-d.html"
    exercise = BeautifulSoup(with_step(body, "exercises/03-d", "x.html"), "html.parser")
    assert exercise.h1.find_next_sibling()["class"] == ["next-step"]
    assert exercise.pre.get_text().strip() == "lstm-ref start 3"
    assert "source .venv/bin/activate" in exercise.select_one(".next-step").get_text()
    assert [with_step(body, page, "x.html") for page in ("solutions/03-d", "book/end")] == [body, body]


def built(page):
    return BeautifulSoup((SITE / f"{page}.html").read_text(encoding="utf-8"), "html.parser")


@pytest.mark.skipif(not (SITE / "index.html").exists(), reason="needs the built book: make book")
@pytest.mark.parametrize("page", ["book/index", *CHAPTERS, *EXERCISES])
def test_a_built_page_has_one_next_step_and_the_themes_next_agrees_with_it(page):
    soup = built(page)
    (step,) = soup.select(".next-step")
    following = soup.select_one("a.right-next")["href"]
    if page.startswith("exercises/"):
        assert f"lstm-ref start {int(NUMBERED.match(page)[2])}" in step.get_text()
        assert "/book/" in following
    else:
        assert step.find("a")["href"] == following
