"""Sphinx extension: the labels and links of generated notebooks, as Sphinx resolves them.

In the notebooks of exercises/ and solutions/ a label is an HTML anchor and a link names file and anchor,
because that is what Jupyter understands. Sphinx knows labels of its own, so while it reads these pages the
anchor becomes a label again, and the link the label's bare name.
"""

from __future__ import annotations

import re

from sphinx.application import Sphinx

# The text of an .ipynb is JSON: a quote in a cell stands there as \".
ANCHOR = re.compile(r'<a id=\\"(?P<label>[\w:.-]+)\\"></a>')
LINK = re.compile(r"\]\((?:[\w./-]+\.(?:ipynb|md))?#(?P<label>[\w:.-]+)\)")


def as_sphinx_reads(text: str) -> str:
    """The JSON of a notebook with its anchors and links in Sphinx's form."""
    return LINK.sub(r"](#\g<label>)", ANCHOR.sub(r"(\g<label>)=", text))


def translate(app: Sphinx, document: str, source: list[str]) -> None:
    if document.startswith(("exercises/", "solutions/")):
        source[0] = as_sphinx_reads(source[0])


def setup(app: Sphinx) -> dict[str, bool]:
    app.connect("source-read", translate)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
