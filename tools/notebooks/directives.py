"""Walk through a page's Markdown and rewrite what only MyST knows as Markdown that Jupyter shows."""

import re
from typing import Any

import yaml

from notebooks.handlers import HANDLERS, Directive, equation
from notebooks.labels import CLOSED_MATH, LABEL, OPTION
from notebooks.page import Page

OPEN = re.compile(r"^(?P<indent>\s*)(?P<fence>`{3,}(?=[^`]*$)|~{3,}|:{3,})(?P<info>.*)$")
BROKEN = re.compile(r"^\s*`{3,}\{")  # CommonMark: no backtick may follow the opening ``` on its line
NAMED = re.compile(r"^\s*\{(?P<name>[\w:-]+)\}\s*(?P<argument>.*)$")


def rewrite(page: Page, text: str, line: int) -> str:
    """A Markdown cell that begins at `line`, in plain Markdown."""
    return "\n".join(_blocks(page, text.splitlines(), line)).strip("\n")


def _blocks(page: Page, lines: list[str], first: int) -> list[str]:
    out: list[str] = []
    text: list[str] = []
    at = start = 0

    def add(new: list[str]) -> None:
        while new and not new[0].strip() and not (out and out[-1].strip()):
            new = new[1:]  # one blank line between blocks is enough
        out.extend(new)

    def flush() -> None:
        if text:
            add(page.inline("\n".join(text), first + start).split("\n"))
            text.clear()

    while at < len(lines):
        line = lines[at]
        if opened := OPEN.match(line):
            flush()
            end = _closing(page, lines, at, opened["fence"], first)
            add(_fenced(page, lines[at : end + 1], opened, first + at))
            at = end + 1
        elif line.lstrip().startswith("$$"):
            flush()
            end = at
            while not (lines[end].count("$$") == 2 or (end > at and "$$" in lines[end])):
                end += 1
                if end == len(lines):
                    raise page.error(first + at, "$$ is not closed")
            add(_dollar_math(page, lines[at : end + 1], first + at))
            at = end + 1
        elif BROKEN.match(line):
            raise page.error(first + at, "a directive with a backtick in its first line needs a ::: fence")
        elif label := LABEL.match(line):
            flush()
            if page.anchors:
                add([f'<a id="{label[1]}"></a>', ""])
            at += 1
        elif line.startswith("%"):
            flush()
            at += 1
        else:
            if not text:
                start = at
            text.append(line)
            at += 1
    flush()
    return out


def _closing(page: Page, lines: list[str], at: int, fence: str, first: int) -> int:
    close = re.compile(rf"^\s*{re.escape(fence[0])}{{{len(fence)},}}\s*$")
    for end in range(at + 1, len(lines)):
        if close.match(lines[end]):
            return end
    raise page.error(first + at, f"{fence} is not closed")


def _fenced(page: Page, lines: list[str], opened: re.Match[str], line: int) -> list[str]:
    named = NAMED.match(opened["info"])
    if not named:
        if opened["fence"][0] == ":":
            raise page.error(line, "a ::: fence without a directive's name")
        return lines  # an ordinary code block
    directive = _parse(page, named, [text.removeprefix(opened["indent"]) for text in lines[1:-1]], line)
    if directive.name == "code-cell":
        raise page.error(line, "a code cell runs only at the top level of a page, in ``` fences")
    if directive.name not in HANDLERS:
        raise page.error(line, f"directive {{{directive.name}}} is not one of {', '.join(sorted(HANDLERS))}")
    handler, allowed = HANDLERS[directive.name]
    if unknown := set(directive.options) - allowed:
        raise page.error(line, f"{{{directive.name}}} takes no option {', '.join(sorted(unknown))}")
    out = handler(page, directive)
    return [opened["indent"] + text if text else text for text in ["", *out, ""]]


def _parse(page: Page, named: re.Match[str], body: list[str], line: int) -> Directive:
    options: dict[str, str] = {}
    start = 0
    if body and body[0].strip() == "---":
        start = body.index("---", 1) + 1 if "---" in body[1:] else len(body)
        given: Any = yaml.safe_load("\n".join(body[1 : start - 1])) or {}
        options = {str(key): "" if value is None else str(value) for key, value in given.items()}
    else:
        while start < len(body) and (option := OPTION.match(body[start])):
            options[option[1]] = option[2].strip()
            start += 1
    while start < len(body) and not body[start].strip():
        start += 1
    content = body[start:]

    def inside() -> list[str]:
        return "\n".join(_blocks(page, content, line + 1 + start)).strip("\n").split("\n")

    return Directive(named["name"], named["argument"].strip(), options, content, line, inside)


def _dollar_math(page: Page, lines: list[str], line: int) -> list[str]:
    text = "\n".join(lines)
    label = CLOSED_MATH.search(text)
    inside = text.strip().removeprefix("$$").rpartition("$$")
    if not label and inside[2].strip():
        return page.inline(text, line).split("\n")  # a sentence that happens to begin with a formula
    return equation(page, inside[0].strip("\n").split("\n"), label[1] if label else "", line)
