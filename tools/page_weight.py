"""What a browser fetches for a page, when the page answers its reader, and how its pictures fit."""

from __future__ import annotations

import gzip
import time
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

# Sent as they are: these files are compressed already.
PACKED = (".png", ".jpg", ".woff", ".woff2")

# Long tasks (50 ms or more) keep a page from answering; a shift moves what is being read.
WATCH = """
window.__tasks = []; window.__shift = 0;
new PerformanceObserver(list => list.getEntries().forEach(e => __tasks.push(e.startTime + e.duration)))
    .observe({type: 'longtask', buffered: true});
new PerformanceObserver(list => list.getEntries().forEach(e => { if (!e.hadRecentInput) __shift += e.value }))
    .observe({type: 'layout-shift', buffered: true});
"""
READY = """async () => {
    await window.MathJax?.startup?.promise;
    await new Promise(done => setTimeout(done, 300));
    const [visit] = performance.getEntriesByType('navigation');
    return performance.timeOrigin + Math.max(visit.domContentLoadedEventEnd, ...__tasks);
}"""
# Scrolled through, as by a reader, so that every picture comes; then how wide each is, and is shown.
PICTURES = """async () => {
    for (let y = 0; y < document.documentElement.scrollHeight; y += innerHeight) {
        scrollTo(0, y);
        await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
    }
    // One in a closed fold, or passed too fast, does not load by itself: waiting for it would never end.
    const images = [...document.querySelectorAll('article img')].filter(image => image.checkVisibility());
    images.forEach(image => { image.loading = 'eager' });
    await Promise.all(images.map(image => image.decode().catch(() => {})));
    return [__shift, images.map(
        image => [image.getAttribute('src').split('/').pop(), image.naturalWidth, image.clientWidth])];
}"""


@dataclass
class Visit:
    """One page as it came over the wire: its bytes here, and as a server that compresses sends them."""

    page: str
    requests: list[str] = field(default_factory=list)
    raw: int = 0
    sent: dict[str, int] = field(default_factory=dict)  # address: bytes, compressed where that is of use
    interactive: float = 0.0  # milliseconds
    shift: float = 0.0  # cumulative layout shift, loading and reading
    pictures: list[tuple[str, int, int]] = field(default_factory=list)  # file, width, width shown

    @property
    def zipped(self) -> int:
        """The bytes that a server which compresses sends."""
        return sum(self.sent.values())

    @property
    def zipped_text(self) -> int:
        """The same without the pictures: markup, styles, scripts and fonts."""
        return sum(size for url, size in self.sent.items() if not url.endswith(".png"))

    @property
    def densest(self) -> float:
        """The largest number of a picture's dots to one pixel of the page; 0 without pictures."""
        return max((wide / shown for _, wide, shown in self.pictures), default=0.0)


def zipped_size(url: str, body: bytes) -> int:
    """How many bytes a server that compresses sends for `body`."""
    return len(body) if url.split("?")[0].endswith(PACKED) else len(gzip.compress(body, 6))


def visit(
    browser: Any, address: str, page: str, look: bool = True, then: Callable[[Any], object] | None = None
) -> Visit:
    """Open `page` of the site at `address` in a browser that has nothing cached.

    Interactive is: from asking for the page until its parsing and its deferred scripts are done
    (DOMContentLoaded), formulas are typeset, and the last task of 50 ms or more has ended. A redirect
    on the way counts. With `look`, the page is then read to its end, for its pictures and its jumps;
    `then` is given the open tab afterwards.
    """
    seen = Visit(page)
    context = browser.new_context(viewport={"width": 1280, "height": 900}, color_scheme="light")
    context.add_init_script(WATCH)
    tab = context.new_page()
    tab.on("response", lambda answer: answer.ok and seen.requests.append(answer.url))
    asked = time.time() * 1000
    tab.goto(f"{address}/{page}", wait_until="load")
    tab.wait_for_function("location.href !== 'about:blank' && document.querySelector('article')")
    seen.interactive = tab.evaluate(READY) - asked
    if look:
        seen.shift, seen.pictures = tab.evaluate(PICTURES)
        seen.pictures = [tuple(picture) for picture in seen.pictures]
    if then:
        then(tab)
    context.close()
    seen.requests = [url for url in seen.requests if url.startswith(address)]  # data: came with a stylesheet
    for url in seen.requests:
        with urllib.request.urlopen(url) as answer:  # the browser forgets what it got before a redirect
            body = answer.read()
        seen.raw += len(body)
        seen.sent[url] = zipped_size(url, body)
    return seen


def interactive_times(browser: Any, address: str, page: str, visits: int = 5) -> list[float]:
    """Milliseconds until the page is interactive, for each of `visits`, the quickest first."""
    return sorted(visit(browser, address, page, look=False).interactive for _ in range(visits))
