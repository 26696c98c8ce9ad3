"""The gallery holds every figure of the built pages, with its alt text and its files."""

import csv
import hashlib
import re
import xml.etree.ElementTree as ElementTree
from functools import cache
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, SoupStrainer

ROOT = Path(__file__).resolve().parents[2]
SITE = ROOT / "_build" / "html"
FOLDER = SITE / "_gallery"
PAGE = SITE / "book" / "gallery.html"


@cache
def soup(path):
    """The text of a page, without what stands round it."""
    return BeautifulSoup(path.read_text("utf-8"), "html.parser", parse_only=SoupStrainer("article"))


def digest(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


def shown_figures():
    """Every picture in the text of every page but the gallery: the page, the image, its file."""
    for path in sorted(SITE.rglob("*.html")):
        if path == PAGE or "_static" in path.parts:
            continue
        for image in soup(path).select("article img[src]"):
            file = (path.parent / image["src"]).resolve()
            if file.suffix in (".png", ".svg", ".jpg") and file.parent.name == "_images":
                yield path, image, file


@pytest.fixture(scope="module")
def entries():
    found = soup(PAGE).select("figure.gallery-figure")
    assert found, "the gallery is empty"
    return found


def files_of(entry):
    return {link.text: (PAGE.parent / link["href"]).resolve() for link in entry.select("figcaption > a")}


def test_every_figure_of_every_page_is_in_the_gallery_once(entries):
    there = [digest(files_of(entry)["PNG"]) for entry in entries]
    shown = {digest(file) for _, _, file in shown_figures()}
    assert len(there) == len(set(there))
    assert set(there) == shown != set()


def test_an_entry_has_the_alt_text_of_its_figure(entries):
    texts = {}
    for _, image, file in shown_figures():
        texts.setdefault(digest(file), set()).add(image["alt"])
    for entry in entries:
        alt = entry.img["alt"]
        assert alt and alt in texts[digest(files_of(entry)["PNG"])]
        assert entry.details.get_text().removeprefix("Alt text") == alt


def test_an_entry_leads_to_the_place_that_its_figure_comes_from(entries):
    for entry in entries:
        page, _, anchor = entry.a["href"].partition("#")
        target = soup((PAGE.parent / page).resolve())
        assert not anchor or target.find(id=anchor), entry.a["href"]
        sources = {
            (PAGE.parent / page).resolve().parent / image["src"] for image in target.select("article img")
        }
        assert digest(files_of(entry)["PNG"]) in {digest(file) for file in sources if file.is_file()}


def test_what_a_cell_of_the_book_drew_is_there_as_svg_too(entries):
    for entry in entries:
        files = files_of(entry)
        assert files["PNG"].read_bytes().startswith(b"\x89PNG")
        if re.match(r"\d\d-|explorer|appendix|afterword", files["PNG"].name):
            assert ElementTree.parse(files["SVG"]).getroot().tag == "{http://www.w3.org/2000/svg}svg"
            assert files["SVG"].stat().st_size < 2_000_000, files["SVG"].name


def test_the_page_is_light(entries):
    assert PAGE.stat().st_size < 400_000
    small = [(PAGE.parent / entry.img["src"]).resolve() for entry in entries]
    assert sum(path.stat().st_size for path in small) < 1_500_000
    for entry in entries:
        assert (
            entry.img["loading"] == "lazy" and int(entry.img["width"]) <= 160 and int(entry.img["height"]) > 0
        )


def test_the_list_has_a_line_for_each_figure_with_its_licence(entries):
    with (FOLDER / "figures.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["file"] for row in rows] == [files_of(entry)["PNG"].name for entry in entries]
    assert all(
        (FOLDER / row["file"]).is_file() and (not row["svg"] or (FOLDER / row["svg"]).is_file())
        for row in rows
    )
    assert all(row["alt text"] and row["licence"].startswith("CC BY 4.0") for row in rows)
    assert "creativecommons.org/licenses/by/4.0" in str(soup(PAGE).article)


def test_the_folder_holds_nothing_else(entries):
    named = {path.name for entry in entries for path in files_of(entry).values()} | {"figures.csv", "small"}
    assert {path.name for path in FOLDER.iterdir()} == named
