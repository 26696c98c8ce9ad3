"""Which pages passed their guards: tests/guards/passed.json.

The guards that execute pages take minutes. A page whose text is the one recorded here is not run again,
so that a fresh clone does not pay for pages that nobody touched; `make guards` runs them all.
"""

import hashlib
import json
from pathlib import Path

COMMAND = "python -m pytest tests/guards --all-pages --record"


def record_file(root: Path) -> Path:
    return root / "tests/guards/passed.json"


def content(page: Path) -> str:
    """The fingerprint of a page's text."""
    return hashlib.sha256(page.read_bytes()).hexdigest()


def recorded(root: Path) -> dict[str, str]:
    """The fingerprint with which each page last passed."""
    path = record_file(root)
    return dict(json.loads(path.read_text(encoding="utf-8"))["pages"]) if path.exists() else {}


def is_recorded(root: Path, page: Path) -> bool:
    return recorded(root).get(page.stem) == content(page)


def write_record(root: Path, passed: dict[str, str], failed: set[str]) -> None:
    """Add pages that passed; those that failed or are gone leave the record."""
    pages = {name: text for name, text in {**recorded(root), **passed}.items() if name not in failed}
    kept = {name: pages[name] for name in sorted(pages) if (root / "book" / f"{name}.md").exists()}
    path = record_file(root)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps({"command": COMMAND, "pages": kept}, indent=2) + "\n", encoding="utf-8")
