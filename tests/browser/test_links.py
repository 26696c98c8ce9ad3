"""Every link within the built site leads to a file that exists, and to a place within it that exists."""

from functools import cache
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

import pytest
from bs4 import BeautifulSoup

from local_site import SITE, pages

pytestmark = pytest.mark.skipif(not (SITE / "index.html").exists(), reason="needs the built book: make book")


class Page(NamedTuple):
    """Where a page leads, and where in it a link may lead. No more is kept: its tree fills memory."""

    links: list[str]
    places: frozenset[str]


@cache
def read(file: Path) -> Page:
    soup = BeautifulSoup(file.read_text(encoding="utf-8"), "html.parser")
    kinds = (("a", "href"), ("img", "src"), ("script", "src"), ("link", "href"))
    links = [
        str(one[attribute]) for tag, attribute in kinds for one in soup.find_all(tag, **{attribute: True})
    ]
    places = {str(one[name]) for name in ("id", "name") for one in soup.find_all(attrs={name: True})}
    return Page(links, frozenset(places))


def broken(file: Path) -> list[str]:
    """The links and sources of one HTML file that lead nowhere."""
    wrong = []
    for written in read(file).links:
        link = urlsplit(written)
        if link.scheme or link.netloc:
            continue
        target = (file.parent / unquote(link.path)).resolve() if link.path else file
        anchor = unquote(link.fragment)
        if not target.exists() or anchor and target.suffix == ".html" and anchor not in read(target).places:
            wrong.append(written)
    return wrong


@pytest.mark.parametrize("page", pages())
def test_every_link_of_the_page_leads_somewhere(page):
    assert broken(SITE / page) == []


@pytest.mark.parametrize(
    "link", ["nowhere.html", "index.html#no-such-place", "#no-such-place"], ids=["file", "place", "same-page"]
)
def test_a_dead_link_is_found(link, tmp_path):
    (tmp_path / "index.html").write_text("<p id='top'>here</p>")
    page = tmp_path / "page.html"
    page.write_text(f"<a href='index.html#top'>good</a><a href='{link}'>dead</a>")
    assert broken(page) == [link]
