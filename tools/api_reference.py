"""Sphinx extension: the package's docstrings as autodoc and napoleon shall read them.

Indented equations keep their lines, names in `backticks` become links where the reference has an entry,
and each entry ends with the sections that teach it. A signature shows the annotations as the source
writes them: `Array`, not what that alias of NumPy stands for.
"""

from __future__ import annotations

import ast
import functools
import inspect
import re
import textwrap
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx

from teaching_pages import HALVES, WAYS, Lesson, guided, public_name

ROOT = Path(__file__).resolve().parent.parent
SECTION = re.compile(r"(Arguments|Attributes|Returns|Yields|Raises):$")
CODE = re.compile(r"(``[^`]+``)|`([^`]+)`")
ENTRY = re.compile(r"^\.\. (?:auto\w+|py:data):: (\S+)", re.MULTILINE)
SIGNATURE = re.compile(r'(<span class="sig-paren">\(</span>)\s*<dl>(.*?)</dl>', re.DOTALL)
LINE, AS_LINE = re.compile(r"<dd>(.*?)</dd>", re.DOTALL), r'<span class="sig-line">\1</span>'
SOURCE = re.compile(r"^(Source[\w ]*):")


def with_blocks(lines: list[str]) -> list[str]:
    """Indented lines above the first section as a block of text that keeps its line ends."""
    above = next((n for n, line in enumerate(lines) if SECTION.match(line)), len(lines))
    out, inside = [], False
    for line in lines[:above]:
        if line.startswith("    ") and not inside:
            out += [".. code-block:: text", ""]
        inside = line.startswith("    ") or (inside and not line)
        out.append(line)
    return out + lines[above:]


def with_sections(lines: list[str]) -> list[str]:
    """What is returned, as an item that napoleon does not cut at its first colon."""
    out, section = [], ""
    for line in lines:
        if found := SECTION.match(line):
            section = found[1]
        elif line and not line.startswith(" "):
            section = ""
            line = SOURCE.sub(r"**\1:**", line)
        elif section in ("Returns", "Yields"):
            line = line.replace(":", "\\:")
        out.append(line)
    return out


def with_links(line: str, home: str, own: str) -> str:
    """Names in backticks: a link to the reference's entry, or code."""

    def replaced(found: re.Match[str]) -> str:
        name = found[2]
        if found[1] or name == own or not (entry := documented(home, name)):
            return found[1] or f"``{name}``"
        return f":py:obj:`{name} <{entry}>`"

    return CODE.sub(replaced, line)


def documented(home: str, name: str) -> str:
    """The full name under which the reference lists `name` for a docstring of the module `home`."""
    places = [f"{half}.{name}" for half in (home, *HALVES) if f"{half}.{name}" in entries()]
    elsewhere = [entry for entry in entries() if entry.endswith(f".{name}")]
    return (places or (elsewhere if len(elsewhere) == 1 else []) or [""])[0]


@functools.cache
def entries() -> frozenset[str]:
    """Every name that the pages of the reference list."""
    pages = sorted((ROOT / "book").glob("appendix-api*.md"))
    return frozenset(name for page in pages for name in ENTRY.findall(page.read_text(encoding="utf-8")))


def taught(owner: str, found: list[Lesson]) -> str:
    """The last line of an entry."""
    if not found:
        return "*No chapter shows, uses or names it.*"
    parts = []
    for way in WAYS:
        if places := [reference(lesson) for lesson in found if lesson.way == way]:
            parts.append(f"{way} in {', '.join(places)}")
    text = "; ".join(parts)
    return (f"Belongs to {owner}, {text}" if owner else text[0].upper() + text[1:]) + "."


def reference(lesson: Lesson) -> str:
    return f":ref:`chapter {lesson.chapter}, {lesson.title} <{lesson.label}>`"


def read_docstring(app: Sphinx, what: str, name: str, obj: Any, options: Any, lines: list[str]) -> None:
    """Before napoleon."""
    home, _, own = name.rpartition(".")
    raw = with_sections(with_blocks(list(lines)))
    out, block = [], False
    for line in raw:
        block = line.startswith("..") or (block and (not line or line.startswith(" ")))
        out.append(line if block else with_links(line, home, own))
    lines[:] = out


def add_lessons(app: Sphinx, what: str, name: str, obj: Any, options: Any, lines: list[str]) -> None:
    """After napoleon."""
    if what in ("function", "class", "exception"):
        home, _, own = name.rpartition(".")
        owner, found = guided(ROOT, public_name(home, own), obj)
        lines += ["", taught(with_links(f"`{owner}`", home, own) if owner else "", found)]
    for page in (ROOT / "book").glob("[0-9]*.md"):
        app.env.note_dependency(str(page))


def write_signature(
    app: Sphinx, what: str, name: str, obj: Any, options: Any, signature: str | None, returned: str | None
) -> tuple[str | None, str | None]:
    """The signature with the source's own annotations and defaults."""
    if what == "exception":
        return "", None
    if what == "class" and (fields := class_fields(obj, name.rpartition(".")[0])):
        return f"({', '.join(fields)})", None
    function = obj.__init__ if what == "class" else getattr(obj, "__func__", obj)
    if not inspect.isfunction(function):
        return signature, returned
    definition = ast.parse(textwrap.dedent(inspect.getsource(function))).body[0]
    assert isinstance(definition, ast.FunctionDef)
    arguments = definition.args
    if what in ("class", "method") and arguments.args[:1]:
        arguments.args = arguments.args[1:]
    home = name.rpartition(".")[0]
    ends = None if what == "class" or definition.returns is None else with_homes(definition.returns, home)
    return f"({with_homes(arguments, home)})", ends


def with_homes(node: ast.AST, home: str) -> str:
    """Annotations as text, each type that has an entry by its full name; the page shows the last part."""
    for part in ast.walk(node):
        if isinstance(part, ast.Name) and part.id != "Array" and (entry := documented(home, part.id)):
            part.id = entry
        elif isinstance(part, ast.Constant) and isinstance(part.value, str) and documented(home, part.value):
            part.value = documented(home, part.value)
    return ast.unparse(node)


def class_fields(kind: type, home: str) -> list[str]:
    """The fields of a named tuple or a dataclass, `name: type`, as the source writes them."""
    if not (hasattr(kind, "_fields") or hasattr(kind, "__dataclass_fields__")):
        return []
    definition = ast.parse(textwrap.dedent(inspect.getsource(kind))).body[0]
    assert isinstance(definition, ast.ClassDef)
    fields = [node for node in definition.body if isinstance(node, ast.AnnAssign)]
    return [with_homes(field, home).replace(" = ", "=") for field in fields]


def lines_of_a_signature(
    app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: object
) -> None:
    """Sphinx sets a long signature as a list without terms, which a screen reader takes for a broken one."""
    if "body" in context:
        context["body"] = SIGNATURE.sub(
            lambda found: f'{found[1]}<span class="sig-lines">{LINE.sub(AS_LINE, found[2])}</span>',
            context["body"],
        )


def setup(app: Sphinx) -> dict[str, bool]:
    app.connect("autodoc-process-docstring", read_docstring, priority=400)  # napoleon has 500
    app.connect("autodoc-process-docstring", add_lessons, priority=600)
    app.connect("autodoc-process-signature", write_signature)
    app.connect("html-page-context", lines_of_a_signature)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
