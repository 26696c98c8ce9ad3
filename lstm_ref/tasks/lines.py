"""Judging generated source code a line at a time: is it a line that Python's parser takes?"""

import ast
import warnings
from collections.abc import Iterable

OPENERS = {"elif": "if x: pass\n", "else": "if x: pass\n", "except": "try: pass\n", "finally": "try: pass\n"}


def code_lines(text: str) -> list[str]:
    """The whole lines of a generated text that are neither blank nor a comment, without their indentation.

    The first and the last line are left out: they are begun or ended by where the text was cut.
    """
    lines = [line.strip() for line in text.split("\n")[1:-1]]
    return [line for line in lines if line and not line.startswith("#")]


def folded(text: str, columns: int = 56) -> str:
    """The text with lines that are too long for a page going on in the next one, behind an arrow."""
    rows = []
    for line in text.split("\n"):
        cut = [line[at : at + columns] for at in range(0, len(line), columns)] or [""]
        rows += [cut[0], *(f"↪ {rest}" for rest in cut[1:])]
    return "\n".join(rows)


def is_statement(line: str) -> bool:
    """Whether a line can stand in a Python program by itself; the head of a block gets the block it needs."""
    line = line.strip()
    if not line:
        return False
    if line.startswith("@"):
        line += "\ndef f(): pass"
    ends = "\nfinally: pass" if line == "try:" else ""
    whole = (
        OPENERS.get(line.split(":")[0].split(" ")[0], "")
        + line
        + (" pass" if line.endswith(":") else "")
        + ends
    )
    try:
        with warnings.catch_warnings():
            warnings.simplefilter(
                "ignore"
            )  # an invalid escape is a warning, and the text may be full of them
            ast.parse(whole)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    return True


def share_of_statements(texts: Iterable[str]) -> float:
    """Which part of the code lines of some texts are statements; 0 where there are no code lines."""
    lines = [line for text in texts for line in code_lines(text)]
    return sum(map(is_statement, lines)) / max(1, len(lines))


def share_copied(texts: Iterable[str], source: str) -> float:
    """Which part of the code lines of some texts stand in `source` word for word, as a whole line."""
    known = {line.strip() for line in source.split("\n")}
    lines = [line for text in texts for line in code_lines(text)]
    return sum(line in known for line in lines) / max(1, len(lines))
