"""Sphinx extension: let a screen reader read the list of references.

docutils marks the list as `role="list"`, whose children must be list items, and each entry as
`doc-biblioentry`, which is none. A reader then may skip the entries. Without the outer role they stand.
"""

from __future__ import annotations

from typing import Any

from sphinx.application import Sphinx

LIST = '<div role="list" class="citation-list">'


def drop_list_role(app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: object) -> None:
    if "body" in context:
        context["body"] = context["body"].replace(LIST, '<div class="citation-list">')


def setup(app: Sphinx) -> dict[str, bool]:
    app.connect("html-page-context", drop_list_role)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
