"""Print every page of the built site, in the order of its contents, into one PDF with bookmarks."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import Any

import yaml

from book_in_one import whole_book
from local_site import ROOT, SITE, chromium, served

PDF = SITE.parent / "lstm-built-by-repair.pdf"

FOOTER = """<div style="width: 100%; font-size: 8px; text-align: center; color: #444">
<span class="pageNumber"></span></div>"""

# A formula wider than the sheet shrinks to it; on a screen it would scroll.
FIT = """() => document.querySelectorAll('div.math').forEach(box => {
    const wide = box.querySelector('mjx-container > mjx-math')?.getBoundingClientRect().width ?? 0;
    const number = box.querySelector('.eqno')?.getBoundingClientRect().width ?? 0;
    const room = box.clientWidth - number - 8;
    if (wide > room) box.querySelector('mjx-container').style.fontSize = `${Math.floor(100 * room / wide)}%`;
})"""


def print_pdf(browser: Any, site: Path = SITE, toc: Path = ROOT / "_toc.yml", pdf: Path = PDF) -> int:
    """Print the pages of `toc` out of the built `site` into `pdf`; gives the size of the file in bytes.

    Raises:
        FileNotFoundError: where there is no site.
    """
    if not (site / "index.html").exists():
        raise FileNotFoundError("expected a built site, found none: build it first with `make book`")
    config = yaml.safe_load((ROOT / "_config.yml").read_text("utf-8"))
    folder = site.parent / "print"
    folder.mkdir(exist_ok=True)
    book = whole_book(site, toc, config["title"], config["html"]["extra_footer"], f"../{site.name}/")
    (folder / "book.html").write_text(book, encoding="utf-8")
    with served(site.parent) as address:
        tab = browser.new_page(viewport={"width": 700, "height": 1000})
        tab.set_default_timeout(0)
        tab.emulate_media(media="print", color_scheme="light")
        tab.goto(f"{address}/print/book.html", wait_until="load")
        tab.evaluate("async () => { await window.MathJax?.startup?.promise; await document.fonts.ready }")
        tab.evaluate(FIT)
        data = tab.pdf(
            format="A4",
            margin={"top": "16mm", "bottom": "18mm", "left": "18mm", "right": "18mm"},
            display_header_footer=True,
            header_template="<span></span>",
            footer_template=FOOTER,
            print_background=True,
            outline=True,
            tagged=True,
        )
        tab.close()
    pdf.write_bytes(data)
    return len(data)


def main() -> int:
    started = time.perf_counter()
    try:
        with chromium() as browser:
            size = print_pdf(browser)
    except FileNotFoundError as error:
        print(error, file=sys.stderr)
        return 1
    print(f"Printed {size / 1e6:.1f} MB in {time.perf_counter() - started:.0f} s: {PDF}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
