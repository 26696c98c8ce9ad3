"""Whoever reads a reference can open it: every arXiv number is a link."""

import re

import pytest
from bs4 import BeautifulSoup

from local_site import ROOT, SITE


def test_an_arxiv_number_stands_where_it_becomes_a_link():
    text = (ROOT / "book" / "references.bib").read_text("utf-8")
    numbers, archives = re.findall(r"eprint\s*=\s*\{[\d.]+\}", text), re.findall(r"archiveprefix\s*=", text)
    assert len(numbers) == len(archives) > 20
    assert "arXiv:" not in text


@pytest.mark.skipif(not (SITE / "index.html").exists(), reason="needs the built book: make book")
def test_every_arxiv_number_of_the_built_page_is_a_link_to_itself():
    page = (SITE / "book/appendix-references.html").read_text("utf-8")
    found = BeautifulSoup(page, "html.parser").find_all(string=re.compile("arXiv:"))
    assert found
    assert [text for text in found if text.parent.get("href") != f"https://arxiv.org/abs/{text[6:]}"] == []
