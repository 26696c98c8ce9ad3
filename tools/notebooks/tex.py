"""The book's own TeX commands written out: plain Jupyter does not know them."""

import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

import yaml

Macros = Mapping[str, tuple[str, int]]


@lru_cache(maxsize=8)
def macros_of(root: Path) -> Macros:
    """The commands that _config.yml defines for MathJax: name -> (replacement, number of arguments)."""
    config = root / "_config.yml"
    settings = yaml.safe_load(config.read_text(encoding="utf-8")) if config.exists() else {}
    found = (
        settings.get("sphinx", {})
        .get("config", {})
        .get("mathjax3_config", {})
        .get("tex", {})
        .get("macros", {})
    )
    return {
        name: (value, 0) if isinstance(value, str) else (value[0], int(value[1]))
        for name, value in found.items()
    }


def written_out(tex: str, macros: Macros) -> str:
    """TeX with every such command replaced by what it stands for."""
    for name, (meaning, count) in macros.items():
        command = re.compile(rf"\\{name}(?![a-zA-Z])")
        while found := command.search(tex):
            arguments, end = [], found.end()
            for _ in range(count):
                argument, end = _argument(tex, end)
                arguments.append(argument)
            filled = meaning
            for number, argument in enumerate(arguments, start=1):
                filled = filled.replace(f"#{number}", argument)
            # A command must not run into a letter that follows it.
            gap = " " if re.search(r"\\[a-zA-Z]+$", filled) and tex[end : end + 1].isalpha() else ""
            tex = tex[: found.start()] + filled + gap + tex[end:]
    return tex


def _argument(tex: str, start: int) -> tuple[str, int]:
    """The argument that begins at `start`, a group or one character, and where it ends."""
    while tex[start : start + 1].isspace():
        start += 1
    if tex[start : start + 1] != "{":
        return tex[start : start + 1], start + 1
    depth = 0
    for end in range(start, len(tex)):
        depth += {"{": 1, "}": -1}.get(tex[end], 0) if tex[end - 1] != "\\" else 0
        if depth == 0:
            return tex[start + 1 : end], end + 1
    raise ValueError(f"no closing brace in {tex[start:]!r}")
