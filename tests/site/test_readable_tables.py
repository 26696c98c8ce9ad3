"""What docutils writes and a screen reader trips over."""

import pytest

from citation_roles import readable


@pytest.mark.parametrize("corner", ['<th class="head"></th>', '<th class="head"><p></p></th>', "<th>\n</th>"])
def test_the_empty_corner_of_a_table_is_a_cell(corner):
    assert readable(f"<tr>{corner}<th>a</th></tr>") == "<tr><td></td><th>a</th></tr>"


def test_headings_that_say_something_stay():
    row = '<tr><th class="head"><p>a</p></th><th>\\(f\\)</th></tr>'
    assert readable(row) == row


def test_the_list_of_references_and_its_entries_have_no_role_that_they_break():
    entry = '<div class="citation" id="id1" role="doc-biblioentry">x</div>'
    assert "role" not in readable(f'<div role="list" class="citation-list">{entry}</div>')
