"""The page of symbols: each link leads to the section that brings the symbol, and the table counts right."""

import re
from pathlib import Path

import pytest

from lstm_ref.verify.gate_orders import SYSTEMS
from notebooks.labels import chapter_sources

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "book" / "appendix-notation.md").read_text(encoding="utf-8")
ROW = re.compile(r"^\| (\$.+?\$) \|.*\{ref\}`(\d+) <(sec-[\w-]+)>` \|$", re.MULTILINE)
LABEL = re.compile(r"^\((sec-[\w-]+)\)=$", re.MULTILINE)


def sections() -> dict[str, tuple[int, str]]:
    """Each labelled section: its chapter's number and its text."""
    found = {}
    for page in chapter_sources(ROOT):
        parts = LABEL.split(page.read_text(encoding="utf-8"))
        found |= {
            label: (int(page.name[:2]), text) for label, text in zip(parts[1::2], parts[2::2], strict=True)
        }
    return found


def parts_of(symbols: str) -> list[str]:
    """The symbols of a row's first cell; an argument or an example matrix is no part of the symbol."""
    tex = re.sub(r"(?<=\\sigma)\(a\)|(?<=\\tanh)\(a\)|(?<=norm)\{v\}|(?<=diag)\(v\)", "", symbols.strip("$"))
    return [
        "[h_{t-1}; x_t]" if part == "[h; x]" else part.strip("$ ") for part in re.split(r", (?![^(]*\))", tex)
    ]


SECTIONS = sections()
ROWS = ROW.findall(PAGE)


def test_there_are_symbols():
    assert len(ROWS) > 40


@pytest.mark.parametrize(("symbols", "chapter", "label"), ROWS, ids=lambda value: str(value))
def test_a_symbol_stands_in_the_section_that_its_row_names(symbols, chapter, label):
    number, text = SECTIONS[label]
    assert number == int(chapter)
    missing = [
        part for part in parts_of(symbols) if not re.search(rf"(?<![A-Za-z\\]){re.escape(part)}", text)
    ]
    assert missing == []


@pytest.mark.parametrize(("symbols", "chapter", "label"), ROWS, ids=lambda value: str(value))
def test_no_earlier_chapter_has_a_symbol_of_more_than_one_letter(symbols, chapter, label):
    long = [part for part in parts_of(symbols) if "_" in part and re.search(r"\w_", part)]
    earlier = [text for number, text in SECTIONS.values() if 0 < number < int(chapter)]
    early = [
        part for part in long if any(re.search(rf"(?<![\w\\]){re.escape(part)}", text) for text in earlier)
    ]
    assert early == []


def test_the_headings_count_the_systems_and_their_orders():
    words = {5: "five", 6: "six", 10: "Ten"}
    assert f"## {words[len(SYSTEMS)]} systems, {words[len({row.order for row in SYSTEMS})]} orders" in PAGE
    assert [row.system for row in SYSTEMS if row.known == "measured here"] == ["PyTorch"]
    assert "Nine rows are read, one is measured." in PAGE and len(SYSTEMS) == 10
    assert not any(row.known == "from memory, unverified" for row in SYSTEMS)
