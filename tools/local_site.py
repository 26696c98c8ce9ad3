"""The built site, served on this machine only, and a headless browser to look at it with."""

from __future__ import annotations

import contextlib
import functools
import http.server
import os
import shutil
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parent.parent
SITE = ROOT / "_build" / "html"

# --no-sandbox: Chromium refuses to run as root with it, and containers are root. The others keep the
# browser from calling home, which a test of "no outside request" would otherwise have to sort out.
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


class Quiet(http.server.SimpleHTTPRequestHandler):
    """Serve files and log nothing."""

    def log_message(self, *arguments: object) -> None:
        pass


class Server(http.server.ThreadingHTTPServer):
    """A server that takes it well when a browser leaves before an answer is complete."""

    def handle_error(self, request: Any, client_address: Any) -> None:
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


@contextlib.contextmanager
def served(folder: Path = SITE, port: int = 0) -> Iterator[str]:
    """Serve `folder` on loopback in the block; gives the address, without a slash at its end."""
    handler = functools.partial(Quiet, directory=folder)
    with Server(("127.0.0.1", port), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def browser_path() -> str | None:
    """The Chromium to use: CHROME, or the first one on the path."""
    names = ("chromium", "chromium-browser", "google-chrome", "chrome")
    return os.environ.get("CHROME") or next(filter(None, map(shutil.which, names)), None)


@contextlib.contextmanager
def chromium() -> Iterator[Any]:
    """A headless Chromium in the block.

    Raises:
        FileNotFoundError: when this machine has no Chromium.
    """
    from playwright.sync_api import sync_playwright

    path = browser_path()
    if path is None:
        raise FileNotFoundError("expected Chromium on the path or in CHROME, found none")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


def contents(toc: Path = ROOT / "_toc.yml") -> list[tuple[str, list[str]]]:
    """(caption of a part, the addresses of its pages) in the order of the contents, the first page first."""
    book = yaml.safe_load(toc.read_text(encoding="utf-8"))

    def address(file: str) -> str:
        return f"{file.removesuffix('.ipynb').removesuffix('.md')}.html"

    def below(entries: list[dict[str, Any]]) -> list[str]:
        found = [(address(entry["file"]), below(entry.get("sections", []))) for entry in entries]
        return [page for first, others in found for page in (first, *others)]

    parts = [(part.get("caption", ""), below(part["chapters"])) for part in book.get("parts", [book])]
    return [("", [address(book["root"])]), *parts]


def pages() -> list[str]:
    """Every page of the table of contents, as its address in the site: ``book/index.html``."""
    return [page for _, part in contents() for page in part]
