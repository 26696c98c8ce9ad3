"""Find measured quantities that somebody typed: they would stay when the measurement changes.

Read are the prose, the captions and alternative texts, and the strings that code cells display.
Free are, besides what guards.quantities leaves out: code and displayed maths; a sentence that defines a
{term}; a table or paragraph right below a line `<!-- definition -->`; a paragraph that carries a {cite}.
"""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from guards.quantities import HOLE, quantities
from notebooks.source import Cell, read_cells

FENCE = re.compile(r"^\s*(?P<fence>`{3,}|~{3,}|:{3,})\s*(?:\{(?P<name>[\w-]+)\})?(?P<argument>.*)$")
OPTION = re.compile(r"^\s*:(?!alt:)[\w-]+:")
DEFINITION = "<!-- definition -->"
SENTENCE_END = re.compile(r"(?<=[.!?:;])\s+(?=[A-Z*_\[({$])|\n(?=\s*(?:[-*|]|\d+\.)\s)")
DISPLAYS = (
    {"say", "print", "display", "Markdown", "HTML", "Latex", "Math"}
    | {"set_title", "suptitle", "title", "text", "annotate", "legend", "set_label"}
    | {"set_xlabel", "set_ylabel", "xlabel", "ylabel", "plot", "axhline", "axvline"}
)
FORMAT = re.compile(r"[<>=^+\- #,_0-9.]*[bcdeEfFgGnosxX%]?$")
HOLES = re.compile(r"\{[^{}]*\}|%[-+ #0-9.]*[diouxXeEfFgGs]")  # what str.format and % fill in


@dataclass(frozen=True)
class Typed:
    """One typed quantity: where, which kind, and the words."""

    line: int
    kind: str
    words: str


def typed_in_page(path: Path) -> list[Typed]:
    """Every measured quantity that is typed into one page."""
    return [typed for cell in read_cells(path) for typed in typed_in_cell(cell)]


def typed_in_cell(cell: Cell) -> list[Typed]:
    """The same for one cell."""
    if cell.kind == "markdown":
        return typed_in_markdown(cell.text, cell.line)
    found = typed_in_code(cell.text, cell.line)
    for text in (cell.figure.get("caption"), cell.image.get("alt")):
        found += typed_in_markdown(str(text), cell.line) if text else []
    return found


def typed_in_markdown(text: str, line: int = 1) -> list[Typed]:
    """Typed quantities of a piece of Markdown that begins at `line`."""
    found = []
    for above, block in _paragraphs(_prose(text)):
        if "{cite" in block or block.startswith(DEFINITION):
            continue
        for start, sentence in _sentences(block):
            if "{term}" not in sentence:
                at = line + above + block[:start].count("\n")
                found += [Typed(at, *quantity) for quantity in quantities(sentence)]
    return found


def typed_in_code(text: str, line: int = 1) -> list[Typed]:
    """Typed quantities in the strings that a code cell displays."""
    try:
        tree = ast.parse(text)
    except SyntaxError:  # a cell with a magic command displays nothing of its own
        return []
    calls = (node for node in ast.walk(tree) if isinstance(node, ast.Call) and _name(node.func) in DISPLAYS)
    shown = (part for call in calls for part in [*call.args, *(keyword.value for keyword in call.keywords)])
    strings = (string for part in shown for string in _strings(part))
    return [Typed(line + at - 1, *quantity) for at, string in strings for quantity in quantities(string)]


def _prose(text: str) -> str:
    """The same lines without code, displayed maths and directives' options."""
    out: list[str] = []
    open_fences: list[tuple[str, bool]] = []  # each with whether its content is no prose
    for line in text.split("\n"):
        fence = FENCE.match(line)
        if open_fences and fence and line.strip().strip(fence["fence"][0]) == "":
            closes = fence["fence"].startswith(open_fences[-1][0])
            out.append("")
            if closes:
                open_fences.pop()
        elif open_fences and (open_fences[-1][1] or OPTION.match(line)):
            out.append("")
        elif fence:
            silent = fence["name"] in (None, "math", "literalinclude")
            open_fences.append((fence["fence"], silent))
            out.append("" if silent or fence["name"] == "figure" else fence["argument"])
        else:
            out.append(line)
    return re.sub(r"\$\$.*?\$\$", lambda math: HOLE + "\n" * math[0].count("\n"), "\n".join(out), flags=re.S)


def _paragraphs(text: str) -> Iterator[tuple[int, str]]:
    """Blocks between blank lines, each with the number of lines above it."""
    block: list[str] = []
    for number, line in enumerate([*text.split("\n"), ""]):
        if line.strip() or block == [DEFINITION]:  # a blank line may follow that mark
            block.append(line.strip("\r"))
        elif block:
            yield number - len(block), "\n".join(block)
            block = []


def _sentences(block: str) -> Iterator[tuple[int, str]]:
    """Sentences with their place in the block; a list's item or a table's row is one of its own."""
    start = 0
    for end in SENTENCE_END.finditer(block):
        yield start, block[start : end.start()]
        start = end.end()
    yield start, block[start:]


def _strings(node: ast.expr) -> Iterator[tuple[int, str]]:
    """The strings in an expression, with their lines; what is filled in is a hole."""
    if isinstance(node, ast.JoinedStr):
        values = [part.value if isinstance(part, ast.Constant) else HOLE for part in node.values]
        yield node.lineno, "".join(map(str, values))
        for part in node.values:
            if isinstance(part, ast.FormattedValue):
                yield from _strings(part.value)
    elif isinstance(node, ast.Constant):
        if isinstance(node.value, str) and not FORMAT.match(node.value):
            yield node.lineno, HOLES.sub(HOLE, node.value)
    elif not (isinstance(node, ast.Call) and _name(node.func) in DISPLAYS):  # that call is read by itself
        for part in ast.iter_child_nodes(node):
            if isinstance(part, ast.expr):
                yield from _strings(part)


def _name(node: ast.expr) -> str:
    return node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")
