"""The printed book: three pages of the site printed as one, and all of them put together without printing."""

import re
import zlib
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from book_in_one import slug, target, whole_book
from local_site import ROOT, SITE, contents
from print_book import print_pdf

needs_site = pytest.mark.skipif(not (SITE / "index.html").exists(), reason="needs the built book: make book")

TOC = """format: jb-book
root: book/index
parts:
  - caption: A part
    chapters:
      - file: book/08-read-the-cell
      - file: exercises/04-gradients
"""
# Glossary, references and the API are what other pages link to most.
MORE = ["book/appendix-glossary", "book/appendix-references", "book/appendix-api", "solutions/04-gradients"]
OBJECT = re.compile(rb"(\d+) 0 obj\n(.*?)\nendobj", re.DOTALL)
SHOWS_TEXT = re.compile(rb"T[jJ]\b")


class Pdf:
    """As much of a PDF as these tests ask about."""

    def __init__(self, file: Path):
        self.data = file.read_bytes()
        self.objects = {int(number): body for number, body in OBJECT.findall(self.data)}
        self.pages = [body for body in self.objects.values() if re.search(rb"/Type\s*/Page\b", body)]

    def marks(self, page: bytes) -> int:
        """How many times a page draws a piece of text, the number of the page among them."""
        stream = self.objects[int(re.search(rb"/Contents (\d+) 0 R", page)[1])]
        return len(SHOWS_TEXT.findall(zlib.decompress(stream.split(b"stream\n", 1)[1])))

    def bookmarks(self) -> list[str]:
        """The titles of the outline; the document's own comes first."""
        plain = [text.decode("latin-1") for text in re.findall(rb"/Title \(((?:[^()\\]|\\.)*)\)", self.data)]
        wide = re.findall(rb"/Title <FEFF([0-9A-F]+)>", self.data)
        return plain + [bytes.fromhex(text.decode()).decode("utf-16-be") for text in wide]


@pytest.fixture(scope="module")
def printed(address, browser, tmp_path_factory):
    folder = tmp_path_factory.mktemp("pdf")
    (folder / "_toc.yml").write_text(TOC)
    print_pdf(browser, SITE, folder / "_toc.yml", folder / "book.pdf")
    return Pdf(folder / "book.pdf")


@pytest.mark.browser
def test_no_printed_page_is_blank(printed):
    assert 15 < len(printed.pages) < 80
    assert [number for number, page in enumerate(printed.pages, 1) if printed.marks(page) < 2] == []


@pytest.mark.browser
def test_parts_chapters_and_sections_are_bookmarks(printed):
    titles = printed.bookmarks()
    for page in ("book/index.html", "book/08-read-the-cell.html", "exercises/04-gradients.html"):
        headings = BeautifulSoup((SITE / page).read_text("utf-8"), "html.parser").select(
            "article h1, article h2"
        )
        for heading in headings:
            heading.find("a", class_="headerlink").decompose()
            assert " ".join(heading.get_text().split()) in titles
    assert "A part" in titles


@pytest.mark.browser
def test_every_picture_is_printed(printed):
    shown = BeautifulSoup((SITE / "book/08-read-the-cell.html").read_text("utf-8"), "html.parser")
    assert printed.data.count(b"/Subtype /Image") >= len(shown.select("article img")) > 0


@pytest.mark.browser
def test_links_between_pages_lead_within_the_file(printed):
    assert b"/Dest /exercises-04-gradients" in printed.data
    assert b"127.0.0.1" not in printed.data


@pytest.fixture(scope="module")
def in_one(tmp_path_factory):
    folder = tmp_path_factory.mktemp("in-one")
    (folder / "_toc.yml").write_text(TOC + "".join(f"      - file: {page}\n" for page in MORE))
    text = whole_book(SITE, folder / "_toc.yml", "The title", "<p>Its licence.</p>", "../html/")
    return BeautifulSoup(text, "html.parser")


@needs_site
def test_pages_follow_each_other_under_their_names(in_one):
    first = ["book-index", "book-08-read-the-cell", "exercises-04-gradients"]
    assert [article["id"] for article in in_one.select("article.bd-article")] == first + list(map(slug, MORE))


@needs_site
def test_no_name_occurs_twice_and_every_link_within_the_book_leads_somewhere(in_one):
    names = [element["id"] for element in in_one.select("article [id]")]
    assert sorted({name for name in names if names.count(name) > 1}) == []
    every = set(names) | {article["id"] for article in in_one.select("article")}
    links = [a["href"] for a in in_one.select("a[href]")]
    assert [link for link in links if link.startswith("#") and link[1:] not in every] == []
    assert [link for link in links if not link.startswith(("#", "http", "mailto:"))] == []


@needs_site
def test_everything_that_folds_is_open_and_every_picture_is_there(in_one):
    assert in_one.select("details:not([open])") == []
    images = [image["src"].removeprefix("../") for image in in_one.select("img")]
    assert len(images) > 3
    assert [image for image in images if not (SITE.parent / image).exists()] == []


KNOWN = {"book/a.html", "book/b.html"}


@pytest.mark.parametrize(
    ("link", "leads_to"),
    [
        ("b.html#here", "#book-b--here"),
        ("../book/b.html", "#book-b"),
        ("#here", "#book-a--here"),
        ("https://example.org/b.html", "https://example.org/b.html"),
        ("../exercises/01.ipynb", None),
    ],
)
def test_a_link_leads_to_its_place_in_the_book(link, leads_to):
    assert target(link, "book/a.html", KNOWN) == leads_to


def test_contents_keep_their_order_with_and_without_parts(tmp_path):
    toc = tmp_path / "_toc.yml"
    toc.write_text(TOC)
    assert contents(toc) == [
        ("", ["book/index.html"]),
        ("A part", ["book/08-read-the-cell.html", "exercises/04-gradients.html"]),
    ]
    toc.write_text("root: book/index\nchapters:\n  - file: book/a.md\n    sections:\n      - file: book/b\n")
    assert contents(toc)[1] == ("", ["book/a.html", "book/b.html"])


def test_without_a_site_the_command_says_what_to_do(tmp_path):
    with pytest.raises(FileNotFoundError, match="make book"):
        print_pdf(None, tmp_path, ROOT / "_toc.yml", tmp_path / "book.pdf")
