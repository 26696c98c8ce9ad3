"""Which section of which chapter teaches a name of the package, found in the chapters' own text.

A section shows a name by `literalinclude`, uses it when a cell imports it from the package and reads it, and
names it when its prose has it in backticks.
"""

from __future__ import annotations

import ast
import functools
import inspect
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

HALVES = ("lstm_ref.numpy", "lstm_ref.torch")
LABEL = re.compile(r"^\((sec-[\w-]+)\)=\s*$")
HEADING = re.compile(r"^#{2,}\s+(.+?)\s*$")
CELL = re.compile(r"^```\{code-cell\}")
INCLUDE = re.compile(r"^\s*[`:]{3,}\{literalinclude\}\s+\S*?(lstm_ref/\S+)\.py")
OBJECT = re.compile(r"^\s*:pyobject:\s*(\w+)")
NAMED = re.compile(r"(?<![`}])`(\w+)`(?!`)")


WAYS = ("shown", "used", "named")  # from the best lesson to the least


@dataclass(frozen=True)
class Lesson:
    """A section in which `name` is shown (its source stands there), used (a cell reads it) or named."""

    name: str
    chapter: int
    page: str
    label: str
    title: str
    way: str


def public_name(module: str, name: str) -> str:
    """`lstm_ref.numpy.lstm` and "lstm_step" as `lstm_ref.numpy.lstm_step`; elsewhere the module stays."""
    half = next((half for half in HALVES if module == half or module.startswith(half + ".")), module)
    return f"{half}.{name}"


@functools.cache
def lessons(root: Path) -> dict[str, list[Lesson]]:
    """For each name of the package the sections that show or use it, in the order of the book."""
    found: dict[str, list[Lesson]] = {}
    for page in sorted((root / "book").glob("[0-9][0-9]-*.md")):
        for lesson in lessons_of(page):
            found.setdefault(lesson.name, []).append(lesson)
    return found


def lessons_of(page: Path) -> Iterator[Lesson]:
    """The lessons of one chapter."""
    label, title, fence = "", "", False
    bound: dict[str, str] = {}
    lines = page.read_text(encoding="utf-8").splitlines()
    for number, line in enumerate(lines):
        if found := LABEL.match(line):
            label, title = found[1], ""
        elif label and not title and (found := HEADING.match(line)):
            title = plain(found[1])
        names: list[tuple[str, str]] = []
        if included := INCLUDE.match(line):
            options = lines[number + 1 : number + 6]
            shown = next((found[1] for option in options if (found := OBJECT.match(option))), "")
            names = [(public_name(included[1].replace("/", "."), shown), "shown")] if shown else []
        elif CELL.match(line):
            names = [(name, "used") for name in names_read(cell_code(lines[number + 1 :]), bound)]
        elif not fence:
            names = [(f"{half}.{name}", "named") for name in NAMED.findall(line) for half in HALVES]
        if line.startswith("```"):
            fence = not fence and line.strip("`\n ") != ""
        for name, way in names:
            yield Lesson(name, int(page.name[:2]), f"book/{page.stem}", label, title, way)


def cell_code(lines: list[str]) -> str:
    """The code of a cell that begins here, without its options."""
    end = next((n for n, line in enumerate(lines) if line.startswith("```")), len(lines))
    body = lines[:end]
    if body and body[0].strip() == "---":
        body = body[body.index("---", 1) + 1 :]
    return "\n".join(line for line in body if not re.match(r"^(:\w[\w-]*:|[%!])", line))


def names_read(code: str, bound: dict[str, str]) -> list[str]:
    """The package's names that a cell reads; `bound` holds what the page has imported so far."""
    tree = ast.parse(code)
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("lstm_ref"):
            for alias in node.names:
                bound[alias.asname or alias.name] = public_name(node.module or "", alias.name)
    reads = [node for node in ast.walk(tree) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)]
    return sorted({bound[node.id] for node in reads if node.id in bound})


def plain(title: str) -> str:
    """A heading without its marks, as the text of a link can hold it."""
    return re.sub(r"[`$*_\\<>]", "", title)


def teaching(root: Path, name: str) -> list[Lesson]:
    """The best lesson of each chapter, those that show the source first; of a Torch twin also NumPy's."""
    every = list(lessons(root).get(name, []))
    if name.startswith(HALVES[1] + "."):
        every += lessons(root).get(HALVES[0] + name.removeprefix(HALVES[1]), [])
    best: dict[int, Lesson] = {}
    for lesson in every:
        known = best.get(lesson.chapter)
        if lesson.label and (known is None or WAYS.index(lesson.way) < WAYS.index(known.way)):
            best[lesson.chapter] = lesson
    ranked = sorted(best.values(), key=lambda lesson: (WAYS.index(lesson.way), lesson.chapter))
    real = [lesson for lesson in ranked if lesson.way != "named"]
    return real or ranked


def guided(root: Path, name: str, kind: object) -> tuple[str, list[Lesson]]:
    """The lessons of `name`, or of the function that a type or a backward step belongs to, with that name."""
    if found := teaching(root, name):
        return "", found
    home, _, own = name.rpartition(".")
    owners = [own.removesuffix("_backward")] if own.endswith("_backward") else functions_around(kind)
    for owner in owners:
        if found := teaching(root, f"{home}.{owner}"):
            return owner, found
    return "", []


def functions_around(kind: object) -> list[str]:
    """The functions that name this type or that it names: of its own module, or else those it imports."""
    module = sys.modules.get(kind.__module__) if isinstance(kind, type) else None
    if not isinstance(kind, type) or module is None:
        return []
    functions = [value for value in vars(module).values() if inspect.isfunction(value)]
    own = [function for function in functions if function.__module__ == kind.__module__]
    text = inspect.getsource(kind)
    return [
        function.__name__
        for function in own or functions
        if re.search(rf"\b{kind.__name__}\b", inspect.getsource(function))
        or re.search(rf"\b{function.__name__}\b", text)
    ]
