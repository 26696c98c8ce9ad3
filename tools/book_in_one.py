"""Every page of the built site as one document to print: links lead within it, and all that folds is open."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from bs4 import BeautifulSoup, Tag

from local_site import contents

REFERENCES = ("for", "aria-labelledby", "aria-describedby", "aria-controls")
# Handles of the screen, and scripts: a sheet of paper has no use for them.
DROPPED = "script, style, link, a.headerlink, button, .prev-next-footer, .cell-explorer-controls"


def slug(page: str) -> str:
    """A name for a page within the document: ``book/08-read-the-cell.html`` is ``book-08-read-the-cell``."""
    return re.sub(r"[^\w]+", "-", page.removesuffix(".html"))


def target(link: str, page: str, known: set[str]) -> str | None:
    """Where a link of `page` leads in the document; None for a file that is not in it."""
    parts = urlsplit(link)
    if parts.scheme or parts.netloc:
        return link
    path = Path("/", page).parent / unquote(parts.path) if parts.path else Path("/", page)
    name = Path("/").joinpath(path).resolve().as_posix().lstrip("/")
    if name not in known:
        return None
    return f"#{slug(name)}" + (f"--{unquote(parts.fragment)}" if parts.fragment else "")


def article(site: Path, page: str, known: set[str], images: str) -> Tag:
    """The text of one page, ready to stand among the others."""
    soup = BeautifulSoup((site / page).read_text("utf-8"), "html.parser")
    text = soup.select_one("article")
    if text is None:
        raise ValueError(f"expected an <article> in {page}, found none")
    for noscript in text.select("noscript"):
        noscript.unwrap()
    for element in text.select(DROPPED):
        element.decompose()
    for heading in text.find_all(re.compile("^h[1-5]$")):
        heading.name = f"h{int(heading.name[1]) + 1}"  # a page stands below its part
    for element in text.find_all(True):
        rename(element, page)
    for link in text.find_all("a", href=True):
        where = target(link["href"], page, known)
        if where is None:
            link.name = "span"
            del link["href"]
        else:
            link["href"] = where
    for fold in text.find_all("details"):
        fold["open"] = ""
    for image in text.find_all("img"):
        image["src"] = re.sub(r"^(?:\.\./)*", images, image["src"])
        image.attrs.pop("loading", None)
    text["id"] = slug(page)
    return text


def rename(element: Tag, page: str) -> None:
    """Put the page before each name that must be unique in a document."""
    for attribute in ("id", "name", *REFERENCES):
        value: Any = element.get(attribute)
        if value and (attribute != "name" or element.name in ("a", "input")):
            element[attribute] = " ".join(f"{slug(page)}--{name}" for name in str(value).split())


def head(site: Path, root: str, folder: str) -> str:
    """The stylesheets and the MathJax settings of the site's own pages."""
    pages = [site / root, *sorted((site / Path(root).parent).glob("*.html"))]
    soups = (BeautifulSoup(page.read_text("utf-8"), "html.parser") for page in pages)
    soup = next(soup for soup in soups if soup.select_one('script[src*="mathjax"]'))
    kept = soup.select('head link[rel="stylesheet"], head script')
    kept = [tag for tag in kept if tag.name == "link" or "athjax" in f"{tag.get('src')}{tag.string}".lower()]
    for tag in kept:
        for attribute in ("href", "src"):
            if attribute in tag.attrs:
                tag[attribute] = re.sub(r"^(?:\.\./)*", folder, tag[attribute])
    return "\n".join(map(str, kept))


def whole_book(site: Path, toc: Path, title: str, footer: str, folder: str) -> str:
    """One HTML document of all pages; `folder` is the way from it to the site, with a slash at its end."""
    parts = contents(toc)
    known = {page for _, pages in parts for page in pages}
    body, list_of_pages = [], []
    for caption, pages in parts:
        texts = [article(site, page, known, folder) for page in pages]
        names = [text.find("h2").get_text().strip() for text in texts]
        links = [
            f'<li><a href="#{slug(page)}">{name}</a></li>' for page, name in zip(pages, names, strict=True)
        ]
        list_of_pages.append(f"{f'<p>{caption}</p>' if caption else ''}<ul>{''.join(links)}</ul>")
        body.append(f'<h1 class="part">{caption}</h1>' if caption else "")
        body.extend(map(str, texts))
    return f"""<!doctype html>
<html lang="en" data-theme="light" data-mode="light"><head><meta charset="utf-8"><title>{title}</title>
{head(site, parts[0][1][0], folder)}
</head><body class="in-one"><div class="bd-main"><div class="bd-content"><div class="bd-article-container">
<section class="cover"><p class="title">{title}</p>{footer}</section>
<nav class="all-pages" aria-label="Contents">{"".join(list_of_pages)}</nav>
{"".join(body)}
</div></div></div></body></html>"""
