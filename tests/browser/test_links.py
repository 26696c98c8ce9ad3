"""Every link within the built site leads to a file that exists, and to a place within it that exists."""

from functools import cache
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from bs4 import BeautifulSoup

from local_site import SITE, pages

pytestmark = pytest.mark.skipif(not (SITE / "index.html").exists(), reason="needs the built book: make book")


@cache
def soup(file: Path) -> BeautifulSoup:
    return BeautifulSoup(file.read_text(encoding="utf-8"), "html.parser")


def broken(file: Path) -> list[str]:
    """The links and sources of one HTML file that lead nowhere."""
    wrong = []
    for tag, attribute in (("a", "href"), ("img", "src"), ("script", "src"), ("link", "href")):
        for element in soup(file).find_all(tag, **{attribute: True}):
            link = urlsplit(element[attribute])
            if link.scheme or link.netloc:
                continue
            target = (file.parent / unquote(link.path)).resolve() if link.path else file
            if not target.exists():
                wrong.append(element[attribute])
            elif link.fragment and target.suffix == ".html":
                anchor = unquote(link.fragment)
                if not (soup(target).find(id=anchor) or soup(target).find(attrs={"name": anchor})):
                    wrong.append(element[attribute])
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
