"""The lines of a file that {literalinclude} shows, cut out by Sphinx's own reader."""

import os
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from sphinx.directives.code import LiteralIncludeReader
from sphinx.pycode import ModuleAnalyzer


def included_source(root: Path, page: Path, argument: str, options: dict[str, str]) -> str:
    """What the book shows for these options; ValueError or OSError where a marker or file is missing."""
    base = root if argument.startswith("/") else page.parent
    path = os.path.normpath(base / argument.lstrip("/"))
    given: dict[str, Any] = {key: value for key, value in options.items() if key != "language"}
    if "dedent" in given:
        given["dedent"] = int(given["dedent"]) if given["dedent"] else None
    ModuleAnalyzer.cache.pop(("file", path), None)  # the file may have changed since it was last read
    reader = LiteralIncludeReader(path, given, SimpleNamespace(source_encoding="utf-8-sig"))  # type: ignore[arg-type]
    code, _ = reader.read(location=(str(page), 1))
    if not code.strip():
        raise ValueError(f"nothing of {argument} is left between the markers")
    return code
