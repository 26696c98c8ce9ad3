"""The site of `make lite` in a browser without a network: an exercise opens, and asks for Python only."""

import pytest

from local_site import ROOT, served

LITE = ROOT / "_build" / "lite"
pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.skipif(
        not (LITE / "lab").is_dir(), reason="needs the site of `make lite`: its tools need a network"
    ),
]


def test_an_exercise_opens_and_nothing_but_python_is_asked_for_outside(open_in):
    with served(LITE) as address:
        opened = open_in(address, "lab/index.html?path=exercises/04-gradients.ipynb")
        opened.tab.wait_for_selector(".jp-Notebook h2:has-text('4.1 Predict what is left')", timeout=60_000)
        assert "piplite.install" in opened.tab.inner_text(".jp-Notebook .jp-CodeCell >> nth=0")
        picture = opened.tab.locator(".jp-Notebook img").first
        assert picture.evaluate("image => image.decode().then(() => image.naturalWidth)") > 100
    asked = [complaint for complaint in opened.complaints if complaint.startswith("asked for")]
    assert all("/pyodide/v" in complaint for complaint in asked)
    assert not [complaint for complaint in opened.complaints if complaint.startswith("404")]
