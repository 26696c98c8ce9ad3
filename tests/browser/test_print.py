"""The summary to print fits one sheet."""

import re

import pytest

pytestmark = pytest.mark.browser


def test_the_whole_cell_fits_one_page(opened):
    tab = opened("book/appendix-summary.html").tab
    sheets = re.findall(rb"/Type\s*/Page[^s]", tab.pdf(format="A4"))
    tab.close()
    assert len(sheets) == 1
