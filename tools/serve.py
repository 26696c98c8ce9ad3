"""Show the book on this machine only, and build it again after each change of a source file."""

from __future__ import annotations

import subprocess
import sys

from watchfiles import Change, DefaultFilter, watch

from local_site import ROOT, served

PORT = 8000


class Sources(DefaultFilter):
    """What a page is made of; the default already leaves .venv and caches out."""

    ignore_dirs = (*DefaultFilter.ignore_dirs, "_build", "my", "tests")
    kinds = (".md", ".py", ".ipynb", ".yml", ".css", ".svg", ".bib", ".json", ".png")

    def __call__(self, change: Change, path: str) -> bool:
        return path.endswith(self.kinds) and super().__call__(change, path)


def build(address: str) -> None:
    subprocess.run([sys.executable, ROOT / "tools" / "build_book.py"], cwd=ROOT)
    print(f"\nServing {address}/ until Ctrl+C. After a build, load the page again.", flush=True)


def main() -> None:
    with served(port=PORT) as address:
        build(address)
        for _ in watch(ROOT, watch_filter=Sources(), raise_interrupt=False):
            build(address)


if __name__ == "__main__":
    main()
