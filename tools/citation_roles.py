"""Sphinx extension: what a screen reader needs and docutils does not write.

docutils marks the list of references as `role="list"`, whose children must be list items, and each entry as
`doc-biblioentry`, which is none and may not stand on a `div`. A reader then may skip the entries. Without
both roles they are read as the text that they are.

The empty corner of a table, above its row names and left of its column names, is marked as a heading that
says nothing. It is an empty cell.
"""

from __future__ import annotations

import re
from typing import Any

from sphinx.application import Sphinx

LIST = '<div role="list" class="citation-list">'
ENTRY = ' role="doc-biblioentry"'
CORNER = re.compile(r"<th(?: [^>]*)?>\s*(?:<p>\s*</p>)?\s*</th>")


def readable(body: str) -> str:
    """The text of a page without the roles and the headings that mislead."""
    body = body.replace(LIST, '<div class="citation-list">').replace(ENTRY, "")
    return CORNER.sub("<td></td>", body)


def mend(app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: object) -> None:
    if "body" in context:
        context["body"] = readable(context["body"])


def setup(app: Sphinx) -> dict[str, bool]:
    app.connect("html-page-context", mend)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
