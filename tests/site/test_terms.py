"""The terms of chapters 1 to 13 stand in the built index, and each leads to where it is explained."""

from functools import cache

import pytest
import yaml
from bs4 import BeautifulSoup

from local_site import ROOT, SITE

pytestmark = pytest.mark.skipif(
    not (SITE / "genindex.html").exists(), reason="needs the built book: make book"
)

CHAPTERS = yaml.safe_load((ROOT / "tests" / "site" / "terms.yml").read_text("utf-8"))
TERMS = [term for chapter in CHAPTERS.values() for term in chapter]
PLACES = ["dt", "h1", "h2", "h3"]


@cache
def soup(page):
    return BeautifulSoup((SITE / page).read_text("utf-8"), "html.parser")


@cache
def index():
    """Each entry of the built index and the address that it links to."""
    return {
        link.get_text(" ", strip=True): link["href"] for link in soup("genindex.html").select("td a[href]")
    }


def place(address):
    """The element that an address of the index points at, and what it explains."""
    page, _, anchor = address.partition("#")
    found = soup(page).find(id=anchor)
    return found if found is None or found.name in PLACES else found.find(PLACES)


@pytest.mark.parametrize("term", TERMS)
def test_the_index_leads_to_an_explanation(term):
    at = place(index()[term])
    assert at is not None and at.get_text(" ", strip=True).startswith(term)
    explained = at.find_next_sibling("dd") if at.name == "dt" else at.find_next("p")
    assert len(explained.get_text().split()) > 8


@pytest.mark.parametrize("term", TERMS)
def test_an_explanation_leads_on_to_the_section_that_teaches_it(term):
    explained = place(index()[term]).find_next_sibling("dd")
    chapters = [f"{number:02d}-" for number in CHAPTERS]
    links = [link["href"] for link in explained.select("a.internal[href]")]
    assert any(link.startswith(tuple(chapters)) for link in links), links


def test_the_list_names_no_term_twice_and_has_some_for_every_chapter():
    assert len(set(TERMS)) == len(TERMS)
    assert list(CHAPTERS) == list(range(1, 14)) and all(CHAPTERS.values())


def test_a_term_that_nobody_explains_is_noticed():
    with pytest.raises(KeyError):
        index()["flux capacitor"]
