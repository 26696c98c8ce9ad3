"""Sphinx extension: the page that shows every figure of the site, and the folder with its files.

The directive `figure-gallery` stands for what the other pages hold once they are all read. A figure that a
cell drew is there as PNG and as SVG, because tools/execute_pages.py asks the kernels for both; the pages show
the PNG. What lies in the site as a file, such as the target figure of an exercise, is there as PNG alone.
"""

from __future__ import annotations

import csv
import hashlib
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

from docutils import nodes
from PIL import Image
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

FOLDER = "_gallery"
THUMBNAIL = 320  # pixels, and shown at half of that: sharp on a screen with two dots to a pixel
COLOURS = 48
LICENCE = "CC BY 4.0, The LSTM, Built by Repair contributors"


@dataclass(frozen=True)
class Figure:
    """One picture of one page: its file, the same as SVG where a cell drew it, and what describes it."""

    page: str
    title: str
    anchor: str
    name: str
    alt: str
    caption: str
    png: Path
    svg: Path | None


class gallery(nodes.General, nodes.Element):
    """Where the gallery goes, until all pages are read."""


class GalleryDirective(SphinxDirective):
    def run(self) -> list[nodes.Node]:
        return [gallery()]


def pictures(doctree: nodes.document) -> Iterator[tuple[nodes.image, nodes.image | None]]:
    """The PNG pictures of a page as it was read, each with the SVG of the same output if there is one."""
    for image in doctree.findall(nodes.image):
        holder = image.parent  # myst-nb keeps each form of an output in a container of its own
        if not image["uri"].endswith(".png"):
            continue
        forms = holder.parent.children if "mime_type" in getattr(holder, "attributes", {}) else []
        vector = next((form for form in forms if form.get("mime_type") == "image/svg+xml"), None)
        yield image, next(vector.findall(nodes.image), None) if vector is not None else None


def numbered(page: str, title: str) -> str:
    """A chapter's title with the number of its file, as the site shows it."""
    chapter = re.match(r"book/(\d\d)-", page)
    return f"{int(chapter[1])}. {title}" if chapter else title


def figures_of(app: Sphinx, page: str) -> Iterator[Figure]:
    """The figures of one page, named by the page and by their labels or, without one, by their places."""
    env, root = app.env, Path(app.srcdir)
    doctree = env.get_doctree(page)
    for count, (image, vector) in enumerate(pictures(doctree), start=1):
        outer: Any = image
        while outer is not None and not isinstance(outer, nodes.figure):
            outer = outer.parent
        label = (outer["names"] or outer["ids"] or [""])[0] if outer is not None else ""
        caption = next((node.astext() for node in outer.findall(nodes.caption)), "") if outer else ""
        own = re.sub(r"^fig-", "", label) or str(count)
        yield Figure(
            page=page,
            title=numbered(page, env.titles[page].astext()),
            anchor=(outer["ids"] or [""])[0] if outer is not None else "",
            name=f"{page.replace('book/', '').replace('/', '-')}-{own}",
            alt=image.get("alt", ""),
            caption=caption,
            png=root / image["uri"],
            svg=root / vector["uri"] if vector is not None else None,
        )


def in_order(app: Sphinx, page: str) -> Iterator[str]:
    """The pages below `page` as the table of contents has them, after `page` itself."""
    yield page
    for below in app.env.toctree_includes.get(page, ()):
        yield from in_order(app, below)


def all_figures(app: Sphinx, but: str) -> list[Figure]:
    """Every figure of the site once: one that two pages show belongs to the first of them."""
    seen: set[str] = set()
    found = []
    for page in dict.fromkeys(in_order(app, app.config.root_doc)):
        for figure in figures_of(app, page) if page != but else ():
            digest = hashlib.sha256(figure.png.read_bytes()).hexdigest()
            if digest not in seen:
                found.append(figure)
            seen.add(digest)
    return found


def write_files(figures: list[Figure], folder: Path) -> dict[str, tuple[int, int]]:
    """Put every figure's files and a list of them into `folder`; the sizes of the thumbnails by name."""
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "small").mkdir(parents=True)
    sizes = {}
    for figure in figures:
        shutil.copy(figure.png, folder / f"{figure.name}.png")
        if figure.svg:
            shutil.copy(figure.svg, folder / f"{figure.name}.svg")
        with Image.open(figure.png) as picture:
            small = picture.convert("RGB")
            small.thumbnail((THUMBNAIL, 2 * THUMBNAIL))
            sizes[figure.name] = (small.width // 2, small.height // 2)
            small.quantize(COLOURS).save(folder / "small" / f"{figure.name}.png", optimize=True)
    with (folder / "figures.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("file", "svg", "page", "caption", "alt text", "licence"))
        for figure in figures:
            svg = f"{figure.name}.svg" if figure.svg else ""
            row = (f"{figure.name}.png", svg, figure.page, figure.caption, figure.alt, LICENCE)
            writer.writerow(row)
    return sizes


def as_html(figure: Figure, size: tuple[int, int], up: str, link: str) -> str:
    """One figure: its thumbnail, where it comes from, its two files, and its alt text to copy."""
    base = f"{up}{FOLDER}/{figure.name}"
    width, height = size
    named = escape(figure.name, quote=True)
    files = f'<a href="{base}.png" download aria-label="PNG of {named}">PNG</a>'
    if figure.svg:
        files += f' <a href="{base}.svg" download aria-label="SVG of {named}">SVG</a>'
    return (
        f'<figure class="gallery-figure"><a href="{link}"><img src="{up}{FOLDER}/small/{figure.name}.png" '
        f'alt="{escape(figure.alt, quote=True)}" width="{width}" height="{height}" loading="lazy" '
        f'decoding="async"></a><figcaption>{files}<details><summary>Alt text</summary>'
        f"{escape(figure.alt)}</details></figcaption></figure>"
    )


def fill(app: Sphinx, doctree: nodes.document, page: str) -> None:
    """Replace the directive by the figures, page by page."""
    for place in list(doctree.findall(gallery)):
        figures = all_figures(app, but=page)
        sizes = write_files(figures, Path(app.outdir) / FOLDER)
        up = "../" * page.count("/")
        parts, last = [], ""
        for figure in figures:
            link = app.builder.get_relative_uri(page, figure.page)
            if figure.page != last:
                parts.append("</div>" if last else "")
                parts.append(f'<h2><a href="{link}">{escape(figure.title)}</a></h2><div class="gallery">')
                last = figure.page
            target = f"{link}#{figure.anchor}" if figure.anchor else link
            parts.append(as_html(figure, sizes[figure.name], up, target))
        parts.append("</div>" if last else "")
        whole = "\n".join([f'<p class="gallery-count">{len(figures)} figures.</p>', *parts])
        place.replace_self(nodes.raw("", whole, format="html"))


def setup(app: Sphinx) -> dict[str, bool]:
    app.add_node(gallery)
    app.add_directive("figure-gallery", GalleryDirective)
    app.connect("doctree-resolved", fill)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
