"""Print how the built site reads: its weight, its speed, its pictures, what axe-core says, its outside links.

A page takes some seconds, most of them for axe-core; name pages to measure only these. `--external` tries
the outside links as well, and reports: whatever they answer, the command succeeds.
"""

from __future__ import annotations

import argparse
import statistics
import sys
from collections.abc import Sequence
from typing import Any

from tabulate import tabulate
from tqdm import tqdm

from accessibility import THEIRS, violations, violations_in_every_dress
from local_site import SITE, chromium, pages, served
from outside_links import outside_links, report
from page_weight import Visit, interactive_times, visit

KILO = 1000
FIRST = "index.html"  # leads on to the first page
FIRST_PAGE, A_CHAPTER = pages()[0], "book/04-watch-gradients.html"


def weights(visits: Sequence[Visit]) -> str:
    """A row for the first page, and for the one that is worst in each respect."""
    worst = {
        "the first page": visits[0],
        "the heaviest": max(visits, key=lambda seen: seen.zipped),
        "the slowest": max(visits, key=lambda seen: seen.interactive),
        "the one that shifts most": max(visits, key=lambda seen: seen.shift),
        "the one with the densest picture": max(visits, key=lambda seen: seen.densest),
    }
    rows = [
        (
            which,
            seen.page,
            len(seen.requests),
            round(seen.raw / KILO),
            round(seen.zipped / KILO),
            round(seen.interactive),
            f"{seen.shift:.3f}",
            f"{seen.densest:.2f}" if seen.pictures else "none",
        )
        for which, seen in worst.items()
    ]
    head = ["", "page", "requests", "kB", "kB gzipped", "interactive, ms", "layout shift", "dots per pixel"]
    return tabulate(rows, headers=head, disable_numparse=True)


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--external", action="store_true", help="try the outside links too, and report them")
    parser.add_argument(
        "pages", nargs="*", help="only these beside the first, as book/04-watch-gradients.html"
    )
    options = parser.parse_args(arguments)
    if unknown := set(options.pages) - set(pages()):
        print(f"expected pages of the contents, got {', '.join(sorted(unknown))}", file=sys.stderr)
        return 2
    if not (SITE / "index.html").exists():
        print("No site to measure yet: build it first with `make book`.", file=sys.stderr)
        return 1
    ours, theirs = [], set()

    def hear(tab: Any) -> None:
        page = tab.url.removeprefix(f"{address}/")
        if page in (FIRST_PAGE, A_CHAPTER):  # the bars are the same on every page
            theirs.update(line.split(":")[0] for line in violations(tab, THEIRS))
        ours.extend(f"{page}: {line}" for line in violations_in_every_dress(tab))

    with served() as address, chromium() as browser:
        visits = [
            visit(browser, address, page, then=hear)
            for page in tqdm(
                [FIRST, *(options.pages or pages()[1:])], file=sys.stdout, leave=False, disable=None
            )
        ]
        visits[0].interactive = statistics.median(interactive_times(browser, address, FIRST))
    print(weights(visits))
    print(
        "\nkB gzipped: as a server that compresses sends them. Interactive: parsed, formulas typeset, and the"
        "\nlast task of 50 ms or more over; the first page: median of 5 visits with nothing cached.\n"
    )
    print(f"axe-core, {len(visits)} pages, light and dark, 1280 and 390 pixels wide:")
    print(f"  in our text: {len(ours)} violations, contrast among them")
    print("\n".join(f"    {line}" for line in ours), end="\n" if ours else "")
    print(f"  in the theme's bars: {', '.join(sorted(theirs)) or 'none'}")
    links = outside_links([SITE / page for page in pages()])
    print(f"\n{len(links)} outside links.", *(report(links) if options.external else []), sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
