"""Sphinx extension: pages that load only what they show.

Icons come without the theme's icon script (icon_fonts.py), MathJax where there is a formula, and a picture
with its size, so that the text below does not jump when it arrives, and when the reader comes near it.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any

from PIL import Image
from sphinx.application import Sphinx

from icon_fonts import in_styles, lean_stylesheet, named

# The fold beside a page that has pages below it: an icon alone, which nobody could hear.
FOLD = '<summary><span class="toctree-toggle"'
NAMED_FOLD = FOLD.replace("<summary>", '<summary aria-label="Pages below">')

FORMULA = re.compile(r'class="(?:[^"]* )?math[ "]')
ICON_SCRIPT = re.compile(r'\s*<!--[^>]*-->\s*<script src="[^"]*/fontawesome\.js[^"]*"></script>')
ICON = re.compile(r'<(i|span) (class="(?:[^"]* )?(?:fa[bsr]|fa-solid|fa-regular|fa-brands) )')
PICTURE = re.compile(r'<img (?P<attributes>[^>]*?src="(?P<source>[^":]+\.png)"[^>]*?) ?/?>')

ICON_LINK = 'rel="icon"'

# An answer of the search shows a piece of its page, which a browser refuses to fetch from a folder.
SEARCH_IN_A_FOLDER = "if (location.protocol === 'file:') DOCUMENTATION_OPTIONS.SHOW_SEARCH_SUMMARY = false;"


def choose_scripts(app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: object) -> None:
    """No MathJax on a page without a formula: Sphinx loads it where any page below it has one."""
    if page == "search":
        app.add_js_file(None, body=SEARCH_IN_A_FOLDER, priority=900)
    if not FORMULA.search(context.get("body", "")):
        context["script_files"] = [
            script
            for script in context["script_files"]
            if "mathjax" not in str(script.filename) and "MathJax" not in script.attributes.get("body", "")
        ]


def sized(html: str, folder: Path) -> str:
    """A page of `folder` with the size of each picture; all but the first wait until the reader is near."""
    seen = 0

    def picture(match: re.Match[str]) -> str:
        nonlocal seen
        attributes = match["attributes"]
        if " width=" not in f" {attributes}":
            with Image.open(folder / match["source"]) as image:
                attributes += ' width="{}" height="{}"'.format(*image.size)
        seen += 1
        if seen > 1:
            attributes += ' loading="lazy"'
        return f'<img {attributes} decoding="async" />'

    return PICTURE.sub(picture, html)


def without_icon_script(html: str) -> str:
    """A page whose icons are drawn by the stylesheet, and not read out: each stands beside its word."""
    html = ICON_SCRIPT.sub("", html).replace(FOLD, NAMED_FOLD)
    return ICON.sub(r'<\1 aria-hidden="true" \2', html)


def lighten(app: Sphinx, exception: Exception | None) -> None:
    """Take the icon script and the icon fonts out of the finished site, and size its pictures."""
    if exception is not None or app.builder.format != "html":
        return
    site = Path(app.outdir)
    pages = sorted(path for path in site.rglob("*.html") if "_static" not in path.parts)
    for page in pages:
        page.write_text(sized(without_icon_script(page.read_text("utf-8")), page.parent), encoding="utf-8")

    front = site / "index.html"  # leads to the first page; a browser would ask for an icon that is not there
    if front.exists() and ICON_LINK not in front.read_text("utf-8"):
        front.write_text(
            f'<link {ICON_LINK} href="_static/favicon.svg" />\n{front.read_text("utf-8")}', "utf-8"
        )

    static, theme = site / "_static", site / "_static" / "styles" / "pydata-sphinx-theme.css"
    for unused in static.glob("scripts/fontawesome.js*"):
        unused.unlink()
    scripts = [path.read_text("utf-8") for path in static.glob("scripts/*.js")]
    styles = [path.read_text("utf-8") for path in static.rglob("*.css")]
    names = named([page.read_text("utf-8") for page in pages] + scripts)
    fonts = static / "vendor" / "fontawesome"
    lean = lean_stylesheet(theme.read_text("utf-8"), fonts / "webfonts", names, in_styles(styles))
    theme.write_text(lean, encoding="utf-8")
    shutil.rmtree(fonts)


def setup(app: Sphinx) -> dict[str, bool]:
    app.connect("html-page-context", choose_scripts, priority=900)  # after MathJax's own
    app.connect("build-finished", lighten)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
