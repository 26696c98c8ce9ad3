"""Build the exercises that need no torch as a JupyterLite site: Python in the browser, no server behind it.

    python tools/make_lite.py        makes _build/lite

`make book` takes it along once the course has a public address. The tools come from the network into an
environment of their own. The site itself fetches Python, NumPy and matplotlib, compiled for browsers, when a
reader starts a notebook.
"""

from __future__ import annotations

import ast
import base64
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
from nbformat import NotebookNode

import environment

ROOT = Path(__file__).resolve().parent.parent
TOOLS = ROOT / "_build" / "lite-tools"
STAGE = ROOT / "_build" / "lite-stage"
SITE = ROOT / "_build" / "lite"
PINS = ROOT / "tools" / "lite-requirements.txt"
PACKAGE_FILES = ("pyproject.toml", "README.md", "LICENSE")
# What an exercise needs and Python in the browser does not start with, by its installer's names. There
# pydoc_data, whose text chapters 1 and 2 read, is no part of the standard library.
NEEDED = ("numpy", "matplotlib", "tqdm", "pydoc-data", "lstm_ref")
INSTALL = f"""# In the browser Python starts bare: this brings NumPy, matplotlib and the package.
import piplite

await piplite.install({list(NEEDED)})"""
# JupyterLite looks for a picture beside its own pages, so each notebook brings its pictures along.
PICTURE = re.compile(r"\]\(\.\./exercises/figures/([\w.-]+\.png)\)")
OTHER_PAGE = re.compile(r"(?<!!)\[(?P<text>[^\]]*)\]\(\.\./(?:book|solutions)/[^)]*\)")


def imported(notebook: NotebookNode) -> set[str]:
    """Every module that the cells of a notebook import."""
    names: set[str] = set()
    for cell in notebook.cells:
        if cell.cell_type == "code":
            for node in ast.walk(ast.parse(cell.source)):
                if isinstance(node, ast.Import):
                    names |= {alias.name for alias in node.names}
                elif isinstance(node, ast.ImportFrom):
                    names.add(node.module or "")
    return names


def needs_torch(notebook: NotebookNode) -> bool:
    return any("torch" in name.split(".") for name in imported(notebook))


def exercises(root: Path) -> list[Path]:
    """The exercises of chapters 1 to 9, the NumPy half, less those that import torch, solved or not."""
    chosen = []
    for path in sorted((root / "exercises").glob("0[1-9]-*.ipynb")):
        both = (path, root / "solutions" / path.name)
        if not any(needs_torch(nbformat.read(each, as_version=4)) for each in both):
            chosen.append(path)
    return chosen


def for_the_browser(notebook: NotebookNode, pictures: Path) -> NotebookNode:
    """An exercise that installs what it needs, holds its pictures and links to no page that is not there."""
    cells = [cell for cell in notebook.cells if cell.id != "install"]
    for cell in cells:
        if cell.cell_type == "markdown":
            cell.source = OTHER_PAGE.sub(r"*\g<text>*", cell.source)
            for name in PICTURE.findall(cell.source):
                data = base64.b64encode((pictures / name).read_bytes()).decode("ascii")
                cell.setdefault("attachments", {})[name] = {"image/png": data}
            cell.source = PICTURE.sub(r"](attachment:\1)", cell.source)
    first = nbformat.v4.new_code_cell(INSTALL, id="install", metadata={"tags": ["nbval-skip"]})
    notebook.cells = [first, *cells]
    return notebook


def stage(root: Path, folder: Path) -> None:
    """Write the notebooks into `folder`, where they lie in the repository."""
    for path in exercises(root):
        target = folder / path.relative_to(root)
        target.parent.mkdir(parents=True, exist_ok=True)
        notebook = for_the_browser(nbformat.read(path, as_version=4), root / "exercises/figures")
        nbformat.write(notebook, target)


def build_wheel(root: Path, folder: Path) -> Path:
    """The package as a wheel in `folder`, made from a copy: setuptools writes beside the sources."""
    copy = folder / "source"
    shutil.copytree(root / "lstm_ref", copy / "lstm_ref", ignore=shutil.ignore_patterns("__pycache__"))
    for name in PACKAGE_FILES:
        shutil.copy(root / name, copy)
    options = ["--no-build-isolation", "--no-deps", "--no-index", "-q", "-w", str(folder)]
    subprocess.run([sys.executable, "-m", "pip", "wheel", *options, str(copy)], check=True)
    return next(folder.glob("lstm_ref-*.whl"))


def install_tools() -> Path:
    """The Python of the environment that has JupyterLite at its pins."""
    python, stamp = environment.python_in(TOOLS), TOOLS / ".installed"
    if not (stamp.is_file() and stamp.read_text(encoding="utf-8") == PINS.read_text(encoding="utf-8")):
        environment.create(TOOLS, sys.executable)
        environment.run(python, *environment.PIP, "-r", PINS)
        stamp.write_text(PINS.read_text(encoding="utf-8"), encoding="utf-8")
    return python


def main() -> int:
    python = install_tools()
    for folder in (STAGE, SITE):
        shutil.rmtree(folder, ignore_errors=True)
    wheel = build_wheel(ROOT, STAGE / "wheel")
    stage(ROOT, STAGE / "contents")
    options = ["--lite-dir", STAGE / "empty", "--contents", STAGE / "contents", "--piplite-wheels", wheel]
    (STAGE / "empty").mkdir()
    command = [python, "-m", "jupyterlite_core", "build", *options, "--no-sourcemaps", "--output-dir", SITE]
    quiet = {"cwd": STAGE, "stdout": subprocess.DEVNULL, "env": {**os.environ, "PYTHONWARNINGS": "ignore"}}
    status = subprocess.run([str(part) for part in command], **quiet).returncode
    if status == 0:
        made = sorted((SITE / "files").rglob("*.ipynb"))
        print(f"{len(made)} exercises in {SITE}. To look at them: python -m http.server -d {SITE}")
    return status


if __name__ == "__main__":
    sys.exit(main())
