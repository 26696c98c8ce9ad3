"""Run the book's pages two at a time into the cache that the build then reads.

Jupyter Book runs pages one after another; jupyter-cache's parallel worker fills the same cache first.
"""

from __future__ import annotations

import fnmatch
import multiprocessing
import os
import re
from pathlib import Path
from typing import NamedTuple

import yaml
from jupyter_cache import get_cache
from jupyter_cache.base import JupyterCacheAbstract
from jupyter_cache.executors.basic import ExecutionWorkerLocalMProc, ProcessData
from myst_nb.core.read import is_myst_markdown_notebook
from sphinx_external_toc.parsing import parse_toc_yaml

from freshness import CACHE

AT_ONCE = 2
LOG = "_build/kernels.log"
IPYTHON = "_build/ipython"
# The pages show PNG, which stays small whatever a figure holds; the gallery hands out the SVG as well.
BOTH_FORMATS = "c.InlineBackend.figure_formats = {'png', 'svg'}\n"
READER = {"name": "myst_nb_md", "type": "plugin"}
ANSI = re.compile(r"\x1b\[[0-9;]*m")


class Page(NamedTuple):
    name: str  # as in _toc.yml, with its suffix
    seconds: float | None  # None: failed
    error: str


def settings(root: Path) -> dict:
    return yaml.safe_load((root / "_config.yml").read_text("utf-8"))["execute"]


def pages_to_execute(root: Path) -> list[str]:
    """The text notebooks of the table of contents, less what `execute.exclude_patterns` names."""
    excluded = settings(root).get("exclude_patterns", [])
    names = [f"{name}.md" for name in parse_toc_yaml(root / "_toc.yml")]
    return [
        name
        for name in names
        if (root / name).is_file()
        and is_myst_markdown_notebook((root / name).read_text("utf-8"))
        and not any(fnmatch.fnmatch(name, pattern) for pattern in excluded)
    ]


def readable(traceback: str | None) -> str:
    """The failing cell and its error, without colours and without the frames of the notebook runner."""
    if traceback is None:
        return f"No cell failed, but the page could not be run or stored: see {LOG}."
    runner, marker, cell = ANSI.sub("", traceback).partition("nbclient.exceptions.")
    return (cell.partition(": ")[2] if marker else runner).strip()


def seconds_of(cache: JupyterCacheAbstract, path: str) -> float | None:
    record = cache.get_cached_project_nb(path)
    return record and float(record.data["execution_seconds"])


def log_to(path: Path) -> None:
    """Send a worker's stderr, and with it the kernels' own start-up notices, to a file."""
    os.dup2(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND), 2)


def draw_in_both_formats(root: Path) -> None:
    """Let the kernels that start from here read a profile of our own, and no reader's."""
    profile = root / IPYTHON / "profile_default"
    profile.mkdir(parents=True, exist_ok=True)
    (profile / "ipython_kernel_config.py").write_text(BOTH_FORMATS, encoding="utf-8")
    os.environ["IPYTHONDIR"] = str(root / IPYTHON)


def execute(root: Path) -> list[Page]:
    """Run what the cache does not hold; one line for each page, as it ends."""
    draw_in_both_formats(root)
    cache = get_cache(root / CACHE)
    names = {str(root / name): name for name in pages_to_execute(root)}
    for path in names:
        cache.add_nb_to_project(path, read_data=READER)
    waiting = cache.list_unexecuted(filter_uris=list(names))
    print(f"{len(names)} pages, {len(waiting)} of them to run, {AT_ONCE} at a time", flush=True)

    timeout = settings(root)["timeout"]
    work = [ProcessData(record.pk, record.uri, cache, timeout, False) for record in waiting]
    errors = {}
    with multiprocessing.Pool(AT_ONCE, log_to, [root / LOG]) as pool:
        results = pool.imap_unordered(ExecutionWorkerLocalMProc(), work)
        for done, (status, path) in enumerate(results, start=1):
            if status:
                errors[path] = readable(cache.get_project_record(path).traceback)
            verdict = "FAILED" if status else f"{seconds_of(cache, path):.1f} s"
            print(f"[{done}/{len(work)}] {names[path]}: {verdict}", flush=True)
    return [Page(name, seconds_of(cache, path), errors.get(path, "")) for path, name in names.items()]
