"""Drop the execution cache when something changed that its keys do not see.

jupyter-cache knows a page by its cells alone: after an edit in `lstm_ref` it would show the old numbers.
One hash over the package, the recorded results, the pins, how figures are drawn, and what other pages repeat
of a chapter decides; when it differs, every page runs again.
"""

from __future__ import annotations

import hashlib
import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

CACHE = "_build/.jupyter_cache"
STAMP = "_build/.cache-stamp"
# A chapter's title, minutes, needs and goals: other pages add them up and list them.
REPEATED = re.compile(
    r"^\*\d+ minutes to read.+\n\n# .+|^- \*\*What you'll .+|^## You can now …\n\n(?:- .+\n)+", re.M
)


def inputs(root: Path) -> Iterator[Path]:
    for folder in ("lstm_ref", "book/results"):
        files = sorted(path for path in (root / folder).rglob("*") if path.is_file())
        yield from (path for path in files if "__pycache__" not in path.parts)
    for name in ("requirements.txt", "constraints.txt", "tools/execute_pages.py"):
        if (root / name).is_file():
            yield root / name


def fingerprint(root: Path) -> str:
    digest = hashlib.sha256(sys.version.encode())
    for path in inputs(root):
        digest.update(path.relative_to(root).as_posix().encode() + b"\0")
        digest.update(path.read_bytes() + b"\0")
    for chapter in sorted((root / "book").glob("[0-9][0-9]-*.md")):
        said = REPEATED.findall(chapter.read_text(encoding="utf-8"))
        digest.update("\n".join((chapter.name, *said)).encode() + b"\0")
    return digest.hexdigest()


def drop_stale_cache(root: Path) -> bool:
    """Remove the cache if its stamp is not today's fingerprint; say whether a cache was dropped."""
    stamp, cache, now = root / STAMP, root / CACHE, fingerprint(root)
    if stamp.is_file() and stamp.read_text() == now:
        return False
    dropped = cache.is_dir()
    shutil.rmtree(cache, ignore_errors=True)
    stamp.parent.mkdir(exist_ok=True)
    stamp.write_text(now)
    return dropped
