"""One browser for the run; a page is opened with everything that went wrong on it written down."""

import functools
import importlib.util
import os
from dataclasses import dataclass, field
from typing import Any

import pytest

from local_site import SITE, browser_path, chromium, served

REQUIRED = os.environ.get("REQUIRE_BROWSER") == "1"


def missing() -> str | None:
    """Why these tests cannot run here, or None."""
    for package in ("playwright", "axe_playwright_python"):
        if not importlib.util.find_spec(package):
            return f"the browser tests need the package {package}"
    if not browser_path():
        return "the browser tests need Chromium, and none is on the path"
    return None


@pytest.fixture(scope="session")
def address():
    if not (SITE / "index.html").exists():
        (pytest.fail if REQUIRED else pytest.skip)("the browser tests need the built book: make book")
    with served() as url:
        yield url


@pytest.fixture(scope="session")
def browser():
    why = missing()
    if why and REQUIRED:
        pytest.fail(f"REQUIRE_BROWSER=1, but {why}")
    if why:
        pytest.skip(why)
    with chromium() as found:
        yield found


@dataclass
class Opened:
    """A page in the browser, and what it did that it should not."""

    tab: Any
    complaints: list[str] = field(default_factory=list)


@pytest.fixture(scope="session")
def open_in(browser):
    """``open_in(address, "page.html", width=390)``: a page on its own, requests to the outside refused."""
    contexts = []

    def open_page(address: str, page: str, width: int = 1280, scheme: str = "light") -> Opened:
        context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
        contexts.append(context)
        result = Opened(context.new_page())
        note = result.complaints.append

        def route(request: Any) -> None:
            if request.request.url.startswith((address, "data:", "blob:")):
                request.continue_()
            else:
                note(f"asked for {request.request.url}")
                request.abort()

        def console(message: Any) -> None:
            if message.type in ("error", "warning"):
                note(f"console {message.type}: {message.text}")

        def response(answer: Any) -> None:
            if answer.status >= 400:
                note(f"{answer.status} {answer.url}")

        context.route("**/*", route)
        result.tab.on("pageerror", lambda error: note(f"error: {error}"))
        result.tab.on("console", console)
        result.tab.on("response", response)
        result.tab.goto(f"{address}/{page}", wait_until="networkidle")
        result.tab.evaluate("async () => { await window.MathJax?.startup?.promise }")
        return result

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture(scope="session")
def opened(open_in, address):
    """``opened("book/index.html", width=390)``: a page of the built book."""
    return functools.partial(open_in, address)
