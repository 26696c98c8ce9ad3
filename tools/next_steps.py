"""Sphinx extension: one next step on each page of the way, and previous and next that agree with it.

A chapter leads to its exercises, an exercise to the command that makes a copy of it and on to the next page,
a solution back to its exercise and on. (The landing page has its own step in its text, marked ``next-step``.)
"""

from __future__ import annotations

import re
from html import escape
from typing import Any

from sphinx.application import Sphinx

NUMBERED = re.compile(r"(book|exercises|solutions)/(\d+)-")
LANDING = "book/index"
COPY = """<div class="next-step">
<p><strong>Next step:</strong> make your own copy. In a terminal with the course's environment on, type</p>
<div class="highlight-bash notranslate"><div class="highlight">
<pre>lstm-ref start {number}</pre>
</div></div>
<p>It says how to open the copy and how to check it. (What switches the environment on is
<code>source .venv/bin/activate</code>, typed in the course's folder; on Windows,
<code>.venv\\Scripts\\activate</code>.)</p>
</div>
"""
GO = """<p class="next-step"><strong>Next step:</strong>
<a href="{link}">do the exercises of this chapter</a></p>
"""


def numbered(documents: list[str]) -> dict[tuple[str, int], str]:
    """The pages of the course by folder and number, from the table of contents in its order."""
    found = {}
    for document in documents:
        if match := NUMBERED.match(document):
            found.setdefault((match[1], int(match[2])), document)
    return found


def around(documents: list[str], page: str) -> tuple[str | None, str | None]:
    """The page before and the page after this one on the way; None where the table of contents decides."""
    pages = numbered(documents)
    if page == LANDING:
        return None, pages.get(("book", 1))
    match = NUMBERED.match(page)
    texts = [document for document in documents if document.startswith("book/")]
    if (
        not match and page in texts[1:]
    ):  # a page between two chapters is reached from the exercises of the first
        before = NUMBERED.match(texts[texts.index(page) - 1])
        return pages.get(("exercises", int(before[2]))) if before else None, None
    if not match or not int(match[2]):
        return None, None
    folder, number = match[1], int(match[2])
    chapter, exercise = pages.get(("book", number)), pages.get(("exercises", number))
    at = texts.index(chapter) if chapter else len(texts)
    if folder == "book":
        straight = at > 0 and texts[at - 1] == pages.get(("book", number - 1))
        return (pages.get(("exercises", number - 1)) if straight else None), exercise
    following = texts[at + 1] if at + 1 < len(texts) else None
    return (chapter if folder == "exercises" else exercise), following


def with_step(body: str, page: str, link: str) -> str:
    """A page's HTML with its next step: a chapter's at its end, an exercise's below its title."""
    match = NUMBERED.match(page)
    if match and match[1] == "exercises":
        return body.replace("</h1>\n", f"</h1>\n{COPY.format(number=int(match[2]))}", 1)
    if match and match[1] == "book" and link:
        inside, end, rest = body.rpartition("</section>")
        return f"{inside}{GO.format(link=escape(link))}{end}{rest}"
    return body


def guide(app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: Any) -> None:
    """Give the page its step, and the theme the previous and the next page."""
    builder: Any = app.builder
    if doctree is None or not hasattr(builder, "render_partial"):
        return
    documents = list(app.config.external_site_map)
    links = {}
    for side, target in zip(("prev", "next"), around(documents, page), strict=True):
        if target:
            links[side] = builder.get_relative_uri(page, target)
            title = builder.render_partial(app.env.titles[target])["title"]
            context[side] = {"link": links[side], "title": title}
    context["body"] = with_step(context["body"], page, links.get("next", ""))


def setup(app: Sphinx) -> dict[str, bool]:
    app.connect("html-page-context", guide)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
