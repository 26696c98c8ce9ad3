"""Sphinx extension: put the part of MathJax that pages use into the site, from its pinned package.

The package as a Sphinx extension of its own would add every MathJax component, 24 MB. One file and its
fonts are enough: `tex-chtml-full.js` holds all of TeX, so nothing is loaded later that was not copied.
"""

from __future__ import annotations

import shutil
from importlib import metadata, resources
from pathlib import Path

from sphinx.application import Sphinx

NOTICE = """MathJax, copyright The MathJax Consortium, from the package sphinx-mathjax-offline {version}.
Unchanged, and licensed under the Apache License 2.0, which follows.
"""
SCRIPT = "tex-chtml-full.js"
FONTS = "output/chtml/fonts/woff-v2"


def licence() -> str:
    """The notice, and the licence's text: MathJax's package lacks it, another installed one carries it."""
    carrier = next(path for path in metadata.files("packaging") or () if path.name == "LICENSE.APACHE")
    return NOTICE.format(version=metadata.version("sphinx-mathjax-offline")) + carrier.read_text()


def copy_mathjax(app: Sphinx, exception: Exception | None) -> None:
    if exception is not None or app.builder.format != "html":
        return
    package = resources.files("sphinx-mathjax-offline") / "static" / "mathjax"
    target = Path(app.outdir) / "_static" / "mathjax"
    with resources.as_file(package) as source:
        target.mkdir(parents=True, exist_ok=True)
        shutil.copy(source / SCRIPT, target)
        shutil.copytree(source / FONTS, target / FONTS, dirs_exist_ok=True)
    (target / "LICENSE.txt").write_text(licence(), encoding="utf-8")


def setup(app: Sphinx) -> dict[str, bool]:
    app.connect("build-finished", copy_mathjax)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
