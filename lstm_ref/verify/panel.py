"""A verdict as a small panel: HTML where a notebook shows it, the same words as text everywhere else."""

from __future__ import annotations

import html
import os
import re
import sys
from collections.abc import Iterable
from typing import Any

# Colours of the border alone, legible on white and on black; the words take the notebook's own colour.
RIGHT, WRONG, OPEN = "#1f883d", "#d1242f", "#8a6d00"
BOX = (
    "border:1px solid {0};border-left:6px solid {0};border-radius:4px;padding:.5em .9em;margin:.4em 0;"
    "max-width:48em;line-height:1.5;color:inherit;background:transparent;font-family:inherit"
)
CODE = "white-space:pre-wrap;overflow-wrap:anywhere;color:inherit;background:transparent"
LINK = "color:inherit;text-decoration:underline"


class Panel:
    """What `display` shows: ``text/html`` in a browser, ``text/plain`` in a terminal, the same words in both.

    Arguments:
        text: The lines, in which code stands in backticks; a line that begins with ``- `` is of a list.
        colour: The border's. It says nothing that the words do not.
        link: Where the words after ``Read again:`` lead, or empty.
    """

    def __init__(self, text: str, colour: str, link: str = "") -> None:
        self.text, self.colour, self.link = text, colour, link

    def __repr__(self) -> str:
        return self.text

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, str]:
        return {"text/plain": self.text, "text/html": self.html()}

    def html(self) -> str:
        first, *rest = self.text.splitlines()
        heading, colon, verdict = first.partition(": ")
        lines = [f"<strong>{coded(heading)}</strong>{colon}{coded(verdict)}", *map(self.linked, rest)]
        box = BOX.format(self.colour)
        return f'<div role="status" class="lstm-ref-check" style="{box}">\n{paragraphs(lines)}\n</div>'

    def linked(self, line: str) -> str:
        words = coded(line.strip())
        if not (self.link and words.startswith("Read again: ")):
            return words
        address, target = html.escape(self.link), words.removeprefix("Read again: ")
        return f'Read again: <a href="{address}" style="{LINK}">{target}</a>'


def coded(text: str) -> str:
    """Text as HTML, what stands in backticks as code."""
    return re.sub(r"`([^`]+)`", rf'<code style="{CODE}">\1</code>', html.escape(text, quote=False))


def paragraphs(lines: Iterable[str]) -> str:
    """Each line a paragraph, those that begin with a dash the items of a list."""
    out: list[str] = []
    for line in lines:
        if not line.startswith("- "):
            out.append(f'<p style="margin:.15em 0">{line}</p>')
            continue
        item = f"<li>{line[2:]}</li>"
        if out and out[-1].endswith("</ul>"):
            out[-1] = f"{out[-1].removesuffix('</ul>')}{item}</ul>"
        else:
            out.append(f'<ul style="margin:.15em 0">{item}</ul>')
    return "\n".join(out)


def in_a_kernel() -> bool:
    """Whether what is displayed goes to a notebook, not to a terminal or a plain Python."""
    ipython = sys.modules.get("IPython")
    return hasattr(ipython.get_ipython() if ipython else None, "kernel")


def show(panel: Panel) -> None:
    """Display the panel in a notebook, print its text everywhere else."""
    if in_a_kernel():
        from IPython.display import display

        display(panel)  # type: ignore[no-untyped-call]
    else:
        print(panel)


def render_as(error: Exception, panel: Panel, short: str) -> None:
    """Have IPython show `error`, which itself stays as it is, as `panel` and the line `short` below it.

    A terminal gets the panel's text instead. So does a test runner, which prints a traceback and nothing that
    was displayed, and whoever asks a second time: IPython does, to keep the text.
    """
    shown = False

    def lines() -> list[str]:
        nonlocal shown
        if shown or not in_a_kernel() or "PYTEST_CURRENT_TEST" in os.environ:
            return panel.text.splitlines()
        shown = True
        show(panel)
        return [short]

    vars(error)["_render_traceback_"] = lines
