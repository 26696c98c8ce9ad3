"""The links that leave the site: counted always, tried on request, and never a reason to fail a build."""

from __future__ import annotations

import http.client
import urllib.error
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from bs4 import BeautifulSoup

AGENT = {"User-Agent": "Mozilla/5.0 (a link check of a book)"}
UNREACHED = "no answer"


def outside_links(pages: list[Path]) -> dict[str, list[str]]:
    """{address: the pages that link to it} of the http links in the text of `pages`."""
    links: dict[str, list[str]] = {}
    for page in pages:
        article = BeautifulSoup(page.read_text("utf-8"), "html.parser").find("article")
        for address in sorted({a["href"] for a in (article.find_all("a", href=True) if article else [])}):
            if address.startswith(("http://", "https://")):
                links.setdefault(address.split("#")[0], []).append(page.name)
    return links


def trial(address: str, seconds: float = 15) -> str | None:
    """What is wrong with an address: a status such as ``404``, or no answer at all; None where it answers."""
    try:
        request = urllib.request.Request(address, headers=AGENT)
        with urllib.request.urlopen(request, timeout=seconds):
            return None
    except urllib.error.HTTPError as error:
        return str(error.code)
    except (OSError, ValueError, http.client.HTTPException) as error:  # no answer, or not an address
        return f"{UNREACHED} ({getattr(error, 'reason', error)})"


def report(links: dict[str, list[str]]) -> list[str]:
    """One line for each link that does not answer well; a single one where nothing outside can be reached."""
    with ThreadPoolExecutor(8) as threads:
        results = dict(zip(links, threads.map(trial, links), strict=True))
    wrong = {address: what for address, what in results.items() if what}
    if links and len(wrong) == len(links) and all(what.startswith(UNREACHED) for what in wrong.values()):
        return [f"None of the {len(links)} outside links could be tried: nothing outside answers from here."]
    lines = [f"{what}: {address} (on {', '.join(links[address])})" for address, what in wrong.items()]
    return [f"{len(links) - len(wrong)} of {len(links)} outside links answer.", *lines]
