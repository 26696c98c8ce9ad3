"""Sphinx extension: what a page offers once the course has a public address (tools/address.py).

With an address: *Run online* with a button for each place that can open the page's notebook, and *Report a
mistake*, a new issue that names the page. Without one: no link to any repository, and a sentence instead.
The theme's own launch buttons are not used: without an address they name somebody else's repository, and for
a page of text they need the executed notebook, which builders other than HTML do not leave.
"""

from __future__ import annotations

import shutil
from html import escape
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx

from address import address_of

LITE = "_build/lite"  # where `make lite` leaves its site
NOT_PUBLISHED = "Found a mistake? Tell whoever gave you this copy, and name the page: <code>{page}</code>."
PUBLISHED = 'Found a mistake on this page? <a class="report-a-mistake" href="{link}">Report a mistake</a>.'


def notebook_of(root: Path, page: str) -> str | None:
    """The notebook of a page as it lies in the repository, or None where the page has none."""
    name = f"{page}.ipynb"
    return name if (root / name).is_file() else None


def in_lite(root: Path, notebook: str) -> bool:
    """Whether `make lite` has this notebook in its site."""
    return (root / LITE / "files" / notebook).is_file()


def button(place: str, icon: str, link: str) -> dict[str, str]:
    return {"type": "link", "text": place, "tooltip": f"Run on {place}", "icon": icon, "url": link}


def offer(app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: object) -> None:
    """Put the buttons and the sentence on one page."""
    if doctree is None:  # the index and the search page: nobody wrote them
        return
    root = Path(app.srcdir)
    address = address_of(root)
    sentence = PUBLISHED.format(link=escape(address.report(page))) if address else NOT_PUBLISHED
    context["theme_extra_footer"] = (
        f"{context.get('theme_extra_footer') or ''}<p>{sentence.format(page=escape(page))}</p>"
    )
    notebook = notebook_of(root, page)
    if not address or not notebook:
        return
    buttons = [
        button("Colab", "_static/images/logo_colab.png", address.colab(notebook)),
        button("Binder", "_static/images/logo_binder.svg", address.binder(notebook)),
    ]
    if in_lite(root, notebook):
        link = f"{context['pathto']('lite/lab/index.html', 1)}?path={notebook}"
        buttons.append(button("JupyterLite", "_static/images/logo_jupyterlite.svg", link))
    group = {"type": "group", "tooltip": "Run online", "icon": "fas fa-rocket", "label": "launch-buttons"}
    context["header_buttons"].insert(0, {**group, "buttons": buttons})


def copy_lite(app: Sphinx, error: Exception | None) -> None:
    """Take the site of `make lite` along, where there is one and pages link to it."""
    lite = Path(app.srcdir) / LITE
    if error or app.builder.format != "html" or not lite.is_dir() or not address_of(Path(app.srcdir)):
        return
    shutil.copytree(lite, Path(app.outdir) / "lite", dirs_exist_ok=True)


def setup(app: Sphinx) -> dict[str, bool]:
    app.connect("html-page-context", offer, priority=502)  # the theme makes its own buttons at 501
    app.connect("build-finished", copy_lite)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
