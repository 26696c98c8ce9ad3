"""What the pages say about how long they take to run is what the table of the build says."""

import pytest
from bs4 import BeautifulSoup

from local_site import SITE
from run_times import SHORT, told

needs_site = pytest.mark.skipif(not (SITE / "index.html").exists(), reason="needs the built book: make book")


def built(page):
    return BeautifulSoup((SITE / f"book/{page}.html").read_text(encoding="utf-8"), "html.parser")


@pytest.fixture(scope="module")
def table():
    """From each page's path to its seconds, as About this build lists them."""
    rows = built("appendix-about-this-build").select(".run-times tbody tr")
    return {row.find("a").get_text(): float(row.find_all("td")[3].get_text()) for row in rows}


def test_the_sentence_counts_the_short_and_names_the_longest():
    said = told({"Predict": 9.2, "Read": 114.6, "See": 60.0, "Hear": 59.9})
    assert "2 of its 4 pages with code took under a minute" in said
    assert "The longest, “Read”, took 115 seconds." in said


def test_without_a_run_it_claims_nothing():
    assert told({}) == "No page was run for this site."


def test_a_build_writes_the_sentence_from_its_own_runs(tiny_book):
    tiny_book.page("Text.\n\n```{how-long-pages-took}\n```", code="import time; time.sleep(1.2)")
    done = tiny_book.build()
    assert done.returncode == 0, done.stderr
    assert "1 of its 1 pages with code took under a minute" in tiny_book.html()
    assert "The longest, “A page”, took 0 seconds" not in tiny_book.html()


@needs_site
@pytest.mark.parametrize("page", ["teachers", "appendix-about-this-build"])
def test_a_built_page_says_what_the_table_says(page, table):
    under = sum(seconds < SHORT for seconds in table.values())
    text = built(page).select_one("article").get_text()
    assert f"{under} of its {len(table)} pages with code took under a minute" in text
    assert f"took {max(table.values()):.0f} seconds." in text


@needs_site
def test_all_pages_run_in_twenty_minutes_two_at_a_time_as_the_readme_says(readme, table):
    assert "Running all pages takes up to twenty minutes on two processor cores" in readme
    assert sum(table.values()) / 2 < 20 * 60


@needs_site
def test_most_pages_run_in_under_a_minute_as_the_readme_says(readme, table):
    assert "Most pages run in under a minute on two processor cores" in readme
    assert sum(seconds < SHORT for seconds in table.values()) > len(table) / 2
