"""A page with one fault of each kind: the checks of every page must see it."""

import pytest

from local_site import served

pytestmark = pytest.mark.browser

FAULTS = {
    "asked for https://example.org/": "<img src='https://example.org/x.png' alt='from outside'>",
    "error: ": "<script>throw new Error('broken script')</script>",
    "console error": "<script>console.error('told')</script>",
    "404 ": "<img src='missing.png' alt='not there'>",
}


@pytest.fixture
def complaints_about(tmp_path, browser, open_in):
    def look(html: str) -> list[str]:
        (tmp_path / "page.html").write_text(f"<!doctype html><title>t</title><article>{html}</article>")
        with served(tmp_path) as address:
            return open_in(address, "page.html").complaints

    return look


@pytest.mark.parametrize("complaint", FAULTS)
def test_fault_is_seen(complaint, complaints_about):
    assert any(complaint in seen for seen in complaints_about(FAULTS[complaint]))


def test_a_quiet_page_has_no_complaints(complaints_about):
    assert complaints_about("<p>Nothing is wrong here.</p>") == []
