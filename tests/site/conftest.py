"""A tiny book of its own for tests that build one, and the repository's files as data."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]

HEADER = """---
file_format: mystnb
kernelspec: {display_name: Python 3, language: python, name: python3}
---

"""


class TinyBook:
    """A copy of the tools, the settings and the package round one page, built as the real book is."""

    def __init__(self, root: Path):
        self.root = root
        for name in ("tools", "lstm_ref", "book/_static"):
            shutil.copytree(ROOT / name, root / name, ignore=shutil.ignore_patterns("__pycache__"))
        for name in ("_config.yml", "requirements.txt", "constraints.txt", "book/references.bib"):
            shutil.copy(ROOT / name, root / name)
        (root / "_toc.yml").write_text("format: jb-book\nroot: book/index\n")

    def page(self, text: str, code: str = "") -> None:
        cell = f"\n```{{code-cell}}\n{code}\n```\n" if code else ""
        (self.root / "book" / "index.md").write_text(f"{HEADER if code else ''}# A page\n\n{text}\n{cell}")

    def build(self) -> subprocess.CompletedProcess[str]:
        """Run the build; the copy of the package comes before the installed one."""
        environment = {**os.environ, "PYTHONPATH": str(self.root)}
        command = [sys.executable, "tools/build_book.py"]
        return subprocess.run(command, cwd=self.root, env=environment, capture_output=True, text=True)

    def html(self) -> str:
        return (self.root / "_build" / "html" / "book" / "index.html").read_text("utf-8")


@pytest.fixture
def tiny_book(tmp_path):
    return TinyBook(tmp_path)


@pytest.fixture(scope="session")
def config():
    return yaml.safe_load((ROOT / "_config.yml").read_text("utf-8"))


@pytest.fixture(scope="session")
def readme():
    return (ROOT / "README.md").read_text("utf-8")
