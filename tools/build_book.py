"""Execute the pages, build the site with warnings as errors, say where it is and what took how long."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

from execute_pages import Page, execute
from freshness import drop_stale_cache

ROOT = Path(__file__).resolve().parent.parent
SITE = ROOT / "_build" / "html"
JUPYTER_BOOK = "from jupyter_book.cli.main import main; main()"


def build_site() -> int:
    """All pages are written again: an incremental build forgets the warnings of the pages it leaves."""
    shutil.rmtree(SITE, ignore_errors=True)
    options = ["--all", "-W", "-n", "--keep-going", "-q"]
    command = [sys.executable, "-c", JUPYTER_BOOK, "build", ".", *options]
    return subprocess.run(command, cwd=ROOT, stdout=subprocess.DEVNULL).returncode  # warnings come on stderr


def report_failures(pages: list[Page]) -> int:
    failed = [page for page in pages if page.error]
    for page in failed:
        print(f"\n{page.name} failed.\n{page.error}", file=sys.stderr)
    return len(failed)


def main() -> int:
    started = time.perf_counter()
    # One thread for each of two pages, and no bar on stderr, where any output fails the build.
    os.environ.update(OMP_NUM_THREADS="1", TQDM_DISABLE="1")
    if drop_stale_cache(ROOT):
        print("The package, its recorded results or the pins changed: every page runs again.")
    pages = execute(ROOT)
    if failures := report_failures(pages):
        print(f"\nNo site was built: {failures} of {len(pages)} pages failed.", file=sys.stderr)
        return 1
    if build_site() != 0:
        print("\nThe site has warnings or errors; they are listed above.", file=sys.stderr)
        return 1
    print("\nSeconds that each page took to run:")
    for page in pages:
        print(f"  {page.seconds:6.1f}  {page.name}")
    print(f"Built in {time.perf_counter() - started:.0f} s. Open {(SITE / 'index.html').as_uri()}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
